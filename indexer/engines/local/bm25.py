"""BM25 over weighted frequencies (BM25F; see `indexer.weights`), for one index.

The idf is Lucene's, ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
"""

from __future__ import annotations

import math

from indexer import weights
from indexer.arrays import Floats, Numbers
from indexer.engines.local.doc_values import SectionFacts
from indexer.engines.local.scored_docs import Matches


class BM25:
    """Scores words by how often a section holds them, how long it is, and how many sections hold them."""

    def __init__(self, facts: SectionFacts) -> None:
        self._sections = len(facts.live)
        mean = float(facts.lengths[facts.live].mean()) if self._sections else 1.0
        flat, steep = weights.K1 * (1.0 - weights.B), weights.K1 * weights.B / (mean or 1.0)
        self._norms = flat + steep * facts.lengths

    def scores(self, numbers: Numbers, frequencies: Floats, idf: float) -> Matches:
        """The score of each section, from the word's weighted frequency in it."""
        return Matches(numbers, self.scored(numbers, frequencies, idf))

    def scored(self, numbers: Numbers, frequencies: Floats, idf: float | Floats) -> Floats:
        """The scores alone; of several words where frequencies have a row, and idf a cell, for each."""
        gain = idf * (weights.K1 + 1.0)
        found: Floats = gain * frequencies / (frequencies + self._norms[numbers])
        return found

    def idf(self, holding: int) -> float:
        """What a word held by so many sections is worth."""
        return math.log(1.0 + (self._sections - holding + 0.5) / (holding + 0.5))
