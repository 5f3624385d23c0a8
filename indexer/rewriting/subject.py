"""What a query is about, and how many points that gives to articles for their titles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from indexer import weights
from indexer.arrays import Floats
from indexer.lexicon.titles import Titles

#: The least cover of a title by another name: a word in common is no evidence.
_MIN_COVER = 0.3

#: An exact title by another name, beside one by the reader's own words.
_EXACT_BY_NAME = 0.9

#: The articles that get points, those with the most.
_MOST = 256


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


def title_points(titles: Titles, subjects: Iterable[Subject], weight: float) -> TitlePoints:
    """The points of the best titles, `weight` the weight of all words of the query."""
    cover: Floats = np.zeros(len(titles))
    exact: Floats = np.zeros(len(titles))
    for subject in subjects:
        found = titles.scores(subject.tokens)
        own = found.cover if subject.own else found.cover * (found.cover >= _MIN_COVER)
        np.maximum(cover, own * subject.share, out=cover)
        equal = subject.share * (1.0 if subject.own else _EXACT_BY_NAME)
        np.maximum(exact, found.exact * equal, out=exact)
    points = weight * (weights.TITLE_COVER * cover + weights.TITLE_EXACT * exact)
    best = np.flatnonzero(points)
    if len(best) > _MOST:
        best = best[np.argsort(-points[best], kind="stable")[:_MOST]]
    by_id = {titles.ids[number]: float(points[number]) for number in best.tolist()}
    names = [titles.name(number) for number in np.flatnonzero(exact).tolist()]
    return TitlePoints(by_id, tuple(dict.fromkeys(names)))


def replaced(words: Sequence[Sequence[str]], numbers: Iterable[int], name: Sequence[str]) -> tuple[str, ...]:
    """The tokens of words, by number, with a name in place of some of them."""
    left = [token for number, word in enumerate(words) if number not in set(numbers) for token in word]
    return (*left, *name)
