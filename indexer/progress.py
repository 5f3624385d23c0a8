"""How a long job reports its progress."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Shows the progress of a step by wrapping the items that it iterates over."""

    def __call__(self, step: str, items: Iterable[T], total: int) -> Iterable[T]: ...


def silent(step: str, items: Iterable[T], total: int) -> Iterable[T]:
    """The items as they are: no progress is shown."""
    return items
