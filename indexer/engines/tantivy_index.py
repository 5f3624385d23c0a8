"""A Tantivy index, open for reading: Tantivy's searcher, and what is known of every section by row."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from tantivy import Order

from indexer.engines.bm25 import BM25
from indexer.engines.facts import SectionFacts
from indexer.engines.tantivy_counts import Counting
from indexer.engines.tantivy_fields import WORDS, token
from indexer.engines.tantivy_folder import open_searcher
from indexer.engines.tantivy_query import Compiler
from indexer.engines.tantivy_sections import StoredRows
from indexer.engines.tantivy_window import Window
from indexer.numbers import Floats, Numbers
from indexer.query.tree import FieldName, Query


class OpenIndex:
    """One generation's index; several threads may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.searcher, schema, self._deletions = open_searcher(folder)
        self._stored = StoredRows(folder)
        self.stored = self._stored.stored
        self._find_rows()
        self.facts = SectionFacts(self._stored.facts, np.sort(self._rows[self._rows >= 0]).tolist())
        self.compiler = Compiler(self.searcher, schema, self.facts)
        self.counting = Counting(self.searcher, self.facts)
        self._bm25 = BM25(self.facts)
        self.holding = lru_cache(10_000)(self._count)

    def best(self, query: tantivy.Query, limit: int, by: str | None = None) -> tuple[Numbers, Floats]:
        """So many sections of the highest scores, with these, or of the lowest values of a field."""
        order = Order.Asc if by else Order.Desc
        hits = self.searcher.search(query, limit=limit, count=False, order_by_field=by, order=order).hits
        starts = self._starts
        places = [starts[address.segment_ord] + address.doc for _, address in hits]
        scores = np.zeros(len(hits)) if by else np.array([score for score, _ in hits], np.float64)
        return self._rows[places], scores

    def window(self, rows: Numbers, *queries: Query) -> Window:
        """These sections, rows rising, to evaluate queries over."""
        expanded = self.compiler.expanded
        return Window(rows, queries, self._stored, self.facts, self._bm25, self.holding, expanded)

    def _find_rows(self) -> None:
        """Read which row each of Tantivy's documents is; they are numbered by segment."""
        everything = tantivy.Query.all_query()
        hits = self.searcher.search(everything, limit=max(1, self.searcher.num_docs), count=False).hits
        addresses = [address for _, address in hits]
        segments = np.array([address.segment_ord for address in addresses], np.int64)
        docs = np.array([address.doc for address in addresses], np.int64)
        ends = np.zeros(self.searcher.num_segments + 1, np.int64)
        np.maximum.at(ends, segments + 1, docs + 1)
        self._starts: list[int] = np.cumsum(ends).tolist()
        self._rows: Numbers = np.full(self._starts[-1], -1)
        rows = np.array(self.searcher.fast_field_values("row", addresses), np.int64)
        self._rows[np.array(self._starts)[segments] + docs] = rows

    def _count(self, terms: tuple[str, ...], field: FieldName | None) -> int:
        if len(terms) == 1 and field is None and not self._deletions:
            held = token(terms[0])
            return self.searcher.doc_freq(WORDS, held) if held else 0
        query = self.compiler.any_of(terms, field)
        return int(self.searcher.search(query, limit=1).count)  # type: ignore[attr-defined]

    def close(self) -> None:
        """Let go of the files; Tantivy unmaps them when nobody searches them any more."""
        del self.searcher
