"""BM25 over weighted frequencies (BM25F; see `indexer.weights`), for one index.

The idf is Lucene's, ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from indexer import weights
from indexer.engines.postings import SectionFacts


class BM25:
    """Scores words by how often a section holds them, how long it is, and how many sections hold them."""

    def __init__(self, facts: SectionFacts) -> None:
        self._sections = len(facts.live)
        mean = sum(facts.lengths[number] for number in facts.live) / (self._sections or 1) or 1.0
        flat, steep = weights.K1 * (1.0 - weights.B), weights.K1 * weights.B / mean
        self._norms = [flat + steep * length for length in facts.lengths]

    def scores(self, frequencies: Iterable[tuple[int, float]], idf: float) -> dict[int, float]:
        """The score of each section, from its number and the word's weighted frequency in it."""
        gain, norms = idf * (weights.K1 + 1.0), self._norms
        return {number: gain * frequency / (frequency + norms[number]) for number, frequency in frequencies}

    def idf(self, holding: int) -> float:
        """What a word held by so many sections is worth."""
        return math.log(1.0 + (self._sections - holding + 0.5) / (holding + 0.5))
