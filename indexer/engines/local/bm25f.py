"""BM25 over weighted frequencies (BM25F; see `indexer.weights`), for one index.

The idf is Lucene's, ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
"""

from __future__ import annotations

import math

from indexer import weights
from indexer.arrays import Floats, Numbers


class BM25F:
    """Scores tokens by their weighted frequency in a section, its norm, and their document frequency.

    The number of sections and their mean norm are values: postings and statistics may be anywhere.
    """

    def __init__(self, sections: int, mean_norm: float, norms: Floats) -> None:
        self._sections = sections
        flat, steep = weights.K1 * (1.0 - weights.B), weights.K1 * weights.B / (mean_norm or 1.0)
        self._norms = flat + steep * norms

    def scores(self, numbers: Numbers, frequencies: Floats, idf: float | Floats) -> Floats:
        """The score of each section; a row for each token where frequencies have rows, and idf cells."""
        gain = idf * (weights.K1 + 1.0)
        found: Floats = gain * frequencies / (frequencies + self._norms[numbers])
        return found

    def idf(self, doc_freq: int) -> float:
        """The weight of a token by its document frequency."""
        return math.log(1.0 + (self._sections - doc_freq + 0.5) / (doc_freq + 0.5))
