"""How a long job tells how far it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

T = TypeVar("T")


class Progress(Protocol):
    """Shows how far a step is: wraps what the step walks over."""

    def __call__(self, step: str, items: Iterable[T], total: int) -> Iterable[T]: ...


def silent(step: str, items: Iterable[T], total: int) -> Iterable[T]:
    """Shows nothing."""
    return items
