"""A least recently used cache by token, within a bound on the size of its values."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sized
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T", bound=Sized)


class Cache(Generic[T]):
    """Drops the tokens used longest ago once its values come to too many items; safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._values: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def get(self, token: str) -> T | None:
        """The cached value of a token, or None."""
        with self._lock:
            value = self._values.get(token)
            if value is not None:
                self._values.move_to_end(token)
            return value

    def put(self, token: str, value: T) -> None:
        """Cache a value, which must not change any more."""
        with self._lock:
            if token not in self._values:
                self._values[token] = value
                self._size += len(value) + 1
            while self._size > self._most and len(self._values) > 1:
                _, oldest = self._values.popitem(last=False)
                self._size -= len(oldest) + 1
