"""A Tantivy index, open for reading: Tantivy's searcher, and what is known of every section by row."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from tantivy import Order

from indexer.arrays import Floats, Numbers
from indexer.engines.local.bm25 import BM25
from indexer.engines.local.doc_values import SectionFacts
from indexer.engines.tantivy.compiler import Compiler
from indexer.engines.tantivy.facets import Counting
from indexer.engines.tantivy.folder import open_searcher
from indexer.engines.tantivy.forward_index import StoredRows
from indexer.engines.tantivy.rescorer import Window
from indexer.engines.tantivy.schema import WORDS, token
from indexer.query.tree import FieldName, Query


class OpenIndex:
    """One generation's index; several threads may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.searcher, schema, self._deletions = open_searcher(folder)
        self._stored = StoredRows(folder)
        self.stored = self._stored.stored
        live, _ = self.best(tantivy.Query.all_query(), max(1, self.searcher.num_docs))
        self.facts = SectionFacts(self._stored.facts, np.sort(live).tolist())
        self.compiler = Compiler(self.searcher, schema, self.facts)
        self.counting = Counting(self.searcher, self.facts)
        self._bm25 = BM25(self.facts)
        self.holding = lru_cache(10_000)(self._count)

    def best(self, query: tantivy.Query, limit: int, by: str | None = None) -> tuple[Numbers, Floats]:
        """So many sections of the highest scores, with these, or of the lowest values of a field."""
        order = Order.Asc if by else Order.Desc
        hits = self.searcher.search(query, limit=limit, count=False, order_by_field=by, order=order).hits
        rows = self.searcher.fast_field_values("row", [address for _, address in hits])
        scores = [0.0 if by else score for score, _ in hits]
        return np.array(rows, np.int64), np.array(scores, np.float64)

    def window(self, rows: Numbers, query: Query) -> Window:
        """These sections, rows rising, to evaluate a query over."""
        expanded = self.compiler.expanded
        return Window(rows, query, self._stored, self.facts, self._bm25, self.holding, expanded)

    def _count(self, terms: tuple[str, ...], field: FieldName | None) -> int:
        if len(terms) == 1 and field is None and not self._deletions:
            held = token(terms[0])
            return self.searcher.doc_freq(WORDS, held) if held else 0
        query = self.compiler.any_of(terms, field)
        return int(self.searcher.search(query, limit=1).count)  # type: ignore[attr-defined]

    def close(self) -> None:
        """Let go of the files; Tantivy unmaps them when nobody searches them any more."""
        del self.searcher
