"""A Tantivy index, open for reading: Tantivy's searcher beside the forward index."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import tantivy
from tantivy import Order

from indexer.arrays import Floats, Numbers
from indexer.engines.local.section_store import SectionStore
from indexer.engines.tantivy.compiler import Compiler
from indexer.engines.tantivy.facet_counts import FacetCounter
from indexer.engines.tantivy.folder import open_searcher
from indexer.engines.tantivy.forward_index import ForwardIndex
from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import FieldName


class OpenIndex:
    """The index of one generation; safe between threads."""

    def __init__(self, folder: Path) -> None:
        self.searcher, schema = open_searcher(folder)
        self.lexicon = Lexicon.load(folder)
        self.store = SectionStore(folder)
        self.forward = ForwardIndex(folder, self.store.builds)
        self.doc_values = self.store.doc_values
        self.compiler = Compiler(self.searcher, schema, self.doc_values, self.lexicon)
        self.facet_counter = FacetCounter(self.searcher, self.doc_values)
        self.bm25f = self.doc_values.bm25f()
        self.doc_freq = lru_cache(10_000)(self._doc_freq)

    def best(self, query: tantivy.Query, limit: int, by: str | None = None) -> tuple[Numbers, Floats]:
        """So many sections of the highest scores, with these, or of the lowest values of a field."""
        order = Order.Asc if by else Order.Desc
        hits = self.searcher.search(query, limit=limit, count=False, order_by_field=by, order=order).hits
        rows = self.searcher.fast_field_values("row", [address for _, address in hits])
        scores = [0.0 if by else score for score, _ in hits]
        return np.array(rows, np.int64), np.array(scores, np.float64)

    def _doc_freq(self, tokens: tuple[str, ...], field: FieldName | None) -> int:
        """How many sections have one of the tokens, in a field or anywhere."""
        if len(tokens) == 1 and field is None:
            return self.lexicon.doc_freqs(tokens).get(tokens[0], 0)
        query = self.compiler.any_of(tokens, field)
        return int(self.searcher.search(query, limit=1).count)  # type: ignore[attr-defined]

    def close(self) -> None:
        """Release the files; Tantivy unmaps them when the last search of them ends."""
        del self.searcher
