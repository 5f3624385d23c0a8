"""Sets of sections with a score each, as sparse rows of numbers: how the parts of a query come together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.arrays import Flags, Floats, Numbers, among


@dataclass(frozen=True, slots=True)
class ScoredDocs:
    """Section numbers, rising, and the score of each; never changed, for they are cached."""

    numbers: Numbers
    scores: Floats

    def __len__(self) -> int:
        return len(self.numbers)

    def times(self, factor: float) -> ScoredDocs:
        """The same sections, their scores multiplied."""
        return ScoredDocs(self.numbers, self.scores * factor)

    def constant(self, score: float) -> ScoredDocs:
        """The same sections with one score for all."""
        return ScoredDocs(self.numbers, np.full(len(self), score))

    def where(self, wanted: Flags) -> ScoredDocs:
        """Those of the sections that are flagged."""
        return ScoredDocs(self.numbers[wanted], self.scores[wanted])

    def without(self, unwanted: ScoredDocs) -> ScoredDocs:
        """Those of the sections that are not in the other set."""
        return self.where(~among(self.numbers, unwanted.numbers)[0])

    def both(self, other: ScoredDocs) -> ScoredDocs:
        """The sections that are in both, their scores added."""
        inside, places = among(self.numbers, other.numbers)
        return ScoredDocs(self.numbers[inside], self.scores[inside] + other.scores[places[inside]])

    def plus(self, bonus: ScoredDocs) -> ScoredDocs:
        """The same sections, with the score of the bonus added where it has one."""
        inside, places = among(self.numbers, bonus.numbers)
        scores = self.scores.copy()
        scores[inside] += bonus.scores[places[inside]]
        return ScoredDocs(self.numbers, scores)


EMPTY = ScoredDocs(np.empty(0, np.int32), np.empty(0, np.float64))


def at_least_of(sets: Sequence[ScoredDocs], at_least: int, sections: int) -> ScoredDocs:
    """The sections, of so many in the index, that are in at least so many of the sets; scores added."""
    if len(sets) == 1 and at_least <= 1:
        return sets[0]
    scores = np.zeros(sections)
    matching = np.zeros(sections, np.uint16)
    for one in sets:
        scores[one.numbers] += one.scores
        matching[one.numbers] += 1
    numbers = np.flatnonzero(matching if at_least <= 1 else matching >= at_least)
    return ScoredDocs(numbers, scores[numbers])
