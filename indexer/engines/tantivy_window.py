"""A few sections of a Tantivy index as a query is evaluated over them: their tokens as posting lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from indexer.engines.bm25 import BM25
from indexer.engines.facts import SectionFacts
from indexer.engines.matches import Matches
from indexer.engines.numbers import Numbers
from indexer.engines.postings import Postings, gathered
from indexer.engines.tantivy_sections import StoredTokens, token_id
from indexer.query.tree import FieldName

#: How many sections of the whole index hold one of these tokens in a field, or anywhere.
Holding = Callable[[tuple[str, ...], FieldName | None], int]


class Window:
    """Sections by row, rising, as `indexer.engines.evaluation` reads an index (`PostingSource`)."""

    def __init__(
        self,
        rows: Numbers,
        tokens: StoredTokens,
        facts: SectionFacts,
        bm25: BM25,
        holding: Holding,
        expand: Callable[[str], Sequence[str]],
    ) -> None:
        self.facts = facts
        self.bm25 = bm25
        self.everything = Matches.unscored(rows)
        self.expand = expand
        self._holding = holding
        self._owners, self._ids, self._places = tokens.of(rows)
        self._postings: dict[str, Postings] = {}

    def term_matches(self, term: str) -> Matches:
        postings = self.postings(term)
        idf = self.bm25.idf(self._holding((term,), None))
        return self.bm25.scores(postings.numbers, postings.frequencies, idf)

    def postings(self, term: str) -> Postings:
        found = self._postings.get(term)
        if found is None:
            at = np.flatnonzero(self._ids == token_id(term))
            found = self._postings[term] = gathered(self._owners[at], self._places[at])
        return found

    def holding(self, terms: Sequence[str], field: FieldName | None, found: int) -> int:
        return self._holding(tuple(terms), field)
