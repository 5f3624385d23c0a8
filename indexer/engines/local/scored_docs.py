"""The sections that a part of a query matches, with their scores, and how such sets come together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.arrays import Flags, Floats, Numbers, among


@dataclass(frozen=True, slots=True)
class Matches:
    """Section numbers, rising, and the score of each; never to be changed, for they are kept."""

    numbers: Numbers
    scores: Floats

    def __len__(self) -> int:
        return len(self.numbers)

    def times(self, factor: float) -> Matches:
        """The same sections, their scores multiplied."""
        return Matches(self.numbers, self.scores * factor)

    def scored(self, score: float) -> Matches:
        """The same sections with one score for all."""
        return Matches(self.numbers, np.full(len(self), score))

    def where(self, wanted: Flags) -> Matches:
        """Those of the sections that are wanted."""
        return Matches(self.numbers[wanted], self.scores[wanted])

    def without(self, unwanted: Matches) -> Matches:
        """Those of the sections that are not among the others."""
        return self.where(~among(self.numbers, unwanted.numbers)[0])

    def both(self, other: Matches) -> Matches:
        """The sections that are in both, their scores added."""
        inside, places = among(self.numbers, other.numbers)
        return Matches(self.numbers[inside], self.scores[inside] + other.scores[places[inside]])

    def plus(self, bonus: Matches) -> Matches:
        """The same sections, with the bonus added where it has one."""
        inside, places = among(self.numbers, bonus.numbers)
        scores = self.scores.copy()
        scores[inside] += bonus.scores[places[inside]]
        return Matches(self.numbers, scores)


NO_MATCHES = Matches(np.empty(0, np.int32), np.empty(0, np.float64))


def any_of(matches: Sequence[Matches], at_least: int, sections: int) -> Matches:
    """The sections, of so many in the index, that at least so many of the sets hold; scores added."""
    if len(matches) == 1 and at_least <= 1:
        return matches[0]
    scores = np.zeros(sections)
    holding = np.zeros(sections, np.uint16)
    for one in matches:
        scores[one.numbers] += one.scores
        holding[one.numbers] += 1
    numbers = np.flatnonzero(holding if at_least <= 1 else holding >= at_least)
    return Matches(numbers, scores[numbers])
