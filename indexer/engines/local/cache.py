"""What was read from an index for the words asked for lately, within a bound on memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sized
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T", bound=Sized)


class Kept(Generic[T]):
    """Forgets the words asked for longest ago once it holds too much; safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held = 0
        self._words: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def get(self, word: str) -> T | None:
        """What is kept for the word, or None."""
        with self._lock:
            found = self._words.get(word)
            if found is not None:
                self._words.move_to_end(word)
            return found

    def put(self, word: str, found: T) -> None:
        """Keep this for the word; it must not change any more."""
        with self._lock:
            if word not in self._words:
                self._words[word] = found
                self._held += len(found) + 1
            while self._held > self._most and len(self._words) > 1:
                _, oldest = self._words.popitem(last=False)
                self._held -= len(oldest) + 1
