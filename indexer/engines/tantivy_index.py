"""A Tantivy index, open for reading: Tantivy's searcher, and what is known of every section by row."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from tantivy import DocAddress, Order

from indexer.engines.bm25 import BM25
from indexer.engines.facts import SectionFacts
from indexer.engines.numbers import Floats, Numbers
from indexer.engines.tantivy_counts import Counting
from indexer.engines.tantivy_fields import WORDS, token
from indexer.engines.tantivy_folder import open_searcher
from indexer.engines.tantivy_query import Compiler
from indexer.engines.tantivy_sections import load_facts, load_tokens
from indexer.engines.tantivy_window import Window
from indexer.query.tree import FieldName


class OpenIndex:
    """One generation's index; several threads may use it at once."""

    def __init__(self, folder: Path) -> None:
        self.searcher, schema, self._deletions = open_searcher(folder)
        rows = load_facts(folder)
        self._find_rows(len(rows))
        self.facts = SectionFacts(rows, np.sort(self._rows[self._rows >= 0]).tolist())
        self.compiler = Compiler(self.searcher, schema, self.facts)
        self.counting = Counting(self.searcher, self.facts)
        self._bm25 = BM25(self.facts)
        self._tokens = load_tokens(folder)
        self.holding = lru_cache(10_000)(self._count)

    def best(self, query: tantivy.Query, limit: int, by: str | None = None) -> tuple[Numbers, Floats]:
        """So many sections of the highest scores, with these, or of the lowest values of a field."""
        order = Order.Asc if by else Order.Desc
        hits = self.searcher.search(query, limit=limit, count=False, order_by_field=by, order=order).hits
        starts = self._starts
        places = [starts[address.segment_ord] + address.doc for _, address in hits]
        scores = np.zeros(len(hits)) if by else np.array([score for score, _ in hits], np.float64)
        return self._rows[places], scores

    def window(self, rows: Numbers) -> Window:
        """These sections, rows rising, to evaluate a query over."""
        return Window(rows, self._tokens, self.facts, self._bm25, self.holding, self.compiler.expanded)

    def stored(self, row: int) -> bytes:
        """What the builder stored of a section."""
        address = DocAddress(int(self._segments[row]), int(self._docs[row]))
        return bytes(self.searcher.doc(address).get_first("stored"))  # type: ignore[arg-type]

    def _find_rows(self, rows: int) -> None:
        """Read which row each of Tantivy's documents is; they are numbered by segment."""
        everything = tantivy.Query.all_query()
        hits = self.searcher.search(everything, limit=max(1, self.searcher.num_docs), count=False).hits
        addresses = [address for _, address in hits]
        found = np.array(self.searcher.fast_field_values("row", addresses), np.int64)
        self._segments, self._docs = np.zeros(rows, np.int32), np.zeros(rows, np.int32)
        self._segments[found] = [address.segment_ord for address in addresses]
        self._docs[found] = [address.doc for address in addresses]
        ends = np.zeros(self.searcher.num_segments + 1, np.int64)
        np.maximum.at(ends, self._segments[found] + 1, self._docs[found] + 1)
        self._starts: list[int] = np.cumsum(ends).tolist()
        self._rows: Numbers = np.full(self._starts[-1], -1)
        self._rows[np.array(self._starts)[self._segments[found]] + self._docs[found]] = found

    def _count(self, terms: tuple[str, ...], field: FieldName | None) -> int:
        if len(terms) == 1 and field is None and not self._deletions:
            held = token(terms[0])
            return self.searcher.doc_freq(WORDS, held) if held else 0
        query = self.compiler.any_of(terms, field)
        return int(self.searcher.search(query, limit=1).count)  # type: ignore[attr-defined]

    def close(self) -> None:
        """Let go of the files; Tantivy unmaps them when nobody searches them any more."""
        del self.searcher
