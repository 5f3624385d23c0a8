"""A Tantivy index, open for reading: Tantivy's searcher beside the forward index."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from tantivy import Order

from indexer.arrays import Numbers
from indexer.documents.token_hashes import HashedTokens
from indexer.engines.local.evaluator import Deadline
from indexer.engines.local.retrieval import Candidates, Counts
from indexer.engines.local.section_store import SectionStore
from indexer.engines.tantivy.compiler import Compiler
from indexer.engines.tantivy.facet_counts import FacetCounter
from indexer.engines.tantivy.folder import open_searcher
from indexer.engines.tantivy.forward_index import ForwardIndex
from indexer.engines.tantivy.schema import GAP, token
from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import Bonus, Boosted, Constant, FieldName, Or, Query, Term, is_flat


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

    def candidates(self, query: Query, limit: int, deadline: Deadline) -> Candidates:
        """See `FirstStage`; matches that all score the same are in the order of their articles."""
        flat = is_flat(query)
        by, order = ("order", Order.Asc) if flat else (None, Order.Desc)
        compiled = self.compiler.compiled(query)
        hits = self.searcher.search(compiled, limit=limit, count=False, order_by_field=by, order=order).hits
        rows = np.array(self.searcher.fast_field_values("row", [address for _, address in hits]), np.int64)
        scores = -self.doc_values.articles.codes[rows] if flat else [score for score, _ in hits]
        return Candidates(rows, np.array(scores, np.float64), len(rows) < limit)

    def counts(self, query: Query, deadline: Deadline) -> Counts:
        """See `FirstStage`."""
        deadline.check()
        return self.facet_counter.counts(self.compiler.compiled(query), self._least(query))

    def occurrences(self, rows: Numbers, tokens: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
        """See `TermSource`."""
        return self.forward.occurrences(rows, HashedTokens([token(text) or GAP for text in tokens]))

    def expand_prefix(self, prefix: str) -> Sequence[str]:
        """See `TermSource`."""
        return self.lexicon.expand_prefix(prefix)

    def _doc_freq(self, tokens: tuple[str, ...], field: FieldName | None) -> int:
        """How many sections have one of the tokens, in a field or anywhere."""
        if len(tokens) == 1 and field is None:
            return self.lexicon.doc_freqs(tokens).get(tokens[0], 0)
        query = self.compiler.any_of(tokens, field)
        return int(self.searcher.search(query, limit=1).count)  # type: ignore[attr-defined]

    def _least(self, query: Query) -> int:
        """How many sections a query matches at least: of alternatives those of the most frequent one."""
        match query:
            case Term(text):
                return self.doc_freq((text,), None)
            case Or(clauses, at_least) if at_least <= 1:
                return max(map(self._least, clauses), default=0)
            case Boosted(clause) | Bonus(clause) | Constant(clause):
                return self._least(clause)
        return 0

    def close(self) -> None:
        """Release the files; Tantivy unmaps them when the last search of them ends."""
        del self.searcher
