"""What a query is about, in the reader's words and by other names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """One way to say what a query is about: its tokens, and how sure it is, from 0 to 1."""

    tokens: tuple[str, ...]
    share: float = 1.0
    own: bool = True  # whether these are the reader's words


@dataclass(frozen=True, slots=True)
class TitlePoints:
    """Points by article id, and the names of the titles that are the subject."""

    points: Mapping[str, float]
    exact: tuple[tuple[str, ...], ...]
    cover: float  # of the best title, from 0 to 1


def replaced(words: Sequence[Sequence[str]], numbers: Iterable[int], name: Sequence[str]) -> tuple[str, ...]:
    """The tokens of words, by number, with a name in place of some of them."""
    left = [token for number, word in enumerate(words) if number not in set(numbers) for token in word]
    return (*left, *name)
