"""A few sections of a Tantivy index, and what a query scores them: BM25F as every embedded engine has it.

Of a hundred sections each has a place in every row of scores, 0 where it does not match, and one in a row of
flags. That takes half the time of posting lists.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, reduce
from itertools import chain
from operator import add, and_, or_
from typing import NamedTuple

import numpy as np

from indexer.arrays import Flags, Floats, Numbers, among
from indexer.documents.token_hashes import token_ids
from indexer.engines.local.bm25 import BM25
from indexer.engines.local.doc_values import SectionFacts
from indexer.engines.local.postings import FIELD_SPAN, FIELDS, PLACE_WEIGHTS
from indexer.engines.local.scored_docs import Matches
from indexer.engines.tantivy.forward_index import StoredRows
from indexer.engines.tantivy.schema import GAP, token
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    FieldName,
    InField,
    InKind,
    InSource,
    Leaf,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    leaves,
)

#: How many sections of the whole index hold one of these tokens in a field, or anywhere.
Holding = Callable[[tuple[str, ...], FieldName | None], int]

#: The tokens that a prefix stands for.
Expand = Callable[[str], Sequence[str]]

#: Above every place and its offset, so that a section and a place make one number.
_SECTION_SPAN = 1 << 23


class _Row(NamedTuple):
    """What a part of a query gives each section; neither array is ever changed, for parts share them."""

    scores: Floats  # 0 where it does not match
    matching: Flags


class Window:
    """Sections by row, rising, with what a query looks for in them."""

    def __init__(
        self,
        rows: Numbers,
        query: Query,
        stored: StoredRows,
        facts: SectionFacts,
        bm25: BM25,
        holding: Holding,
        expand: Expand,
    ) -> None:
        self._rows = rows
        self._query = query
        self._facts = facts
        self._bm25 = bm25
        self._holding = holding
        self._expand = expand
        sought = list(leaves(query, negated=True))
        self._words_sought = list(dict.fromkeys(chain.from_iterable(map(_words_of, sought))))
        begun = dict.fromkeys(leaf.text for leaf in sought if isinstance(leaf, Prefix))
        every = dict.fromkeys(chain(self._words_sought, *map(expand, begun)))
        self._number = {term: number for number, term in enumerate(every)}
        ids = token_ids([token(term) or GAP for term in self._number])
        self._sections, self._which, self._places = stored.occurrences(rows, ids)
        self._nothing = _Row(np.zeros(len(rows)), np.zeros(len(rows), np.bool_))

    def matches(self) -> Matches:
        """The sections that the query matches, with their scores."""
        scores, matching = self._row(self._query, None)
        found = np.flatnonzero(matching)
        return Matches(self._rows[found], scores[found])

    def _row(self, query: Query, field: FieldName | None) -> _Row:
        """What a part of the query gives each section."""
        match query:
            case Term() | Prefix() | Phrase():
                return self._leaf(query, field)
            case And(clauses):
                return self._all([self._row(clause, field) for clause in clauses])
            case Or(clauses, at_least):
                return self._any([self._row(clause, field) for clause in clauses], at_least)
            case Not(clause):
                return self._where(~self._row(clause, field).matching)
            case Boosted(clause, factor):
                row = self._row(clause, field)
                return row if row is self._nothing else _Row(row.scores * factor, row.matching)
            case Bonus(clause, bonus):
                scores, matching = self._row(clause, field)
                return _Row(scores + self._row(bonus, field).scores * matching, matching)
            case Constant(clause, score):
                matching = self._row(clause, field).matching
                return _Row(matching * score, matching)
            case InField(inner, clause):
                return self._row(clause, inner)
            case InKind(kind):
                return self._where(self._facts.kinds.among((kind,), self._rows))
            case InSource(source):
                return self._where(self._facts.sources.among((source,), self._rows))
            case Everything():
                return self._where(~self._nothing.matching)

    def _leaf(self, leaf: Term | Prefix | Phrase, field: FieldName | None) -> _Row:
        match leaf:
            case Term(text) if field is None:
                number = self._number[text]
                scores, matching = self._words
                return _Row(scores[number], matching[number]) if self._occurs[number] else self._nothing
            case Term(text):
                terms: Sequence[str] = (text,)
            case Prefix(text):
                terms = self._expand(text)
            case Phrase(terms) if not all(self._occurs[self._number[term]] for term in terms):
                return self._nothing
            case Phrase(terms, offsets):
                starts = self._starts(terms, offsets, field)
                idf = sum(self._idf(term) for term in terms)
                return self._scored(starts // _SECTION_SPAN, None, idf)
        at = np.flatnonzero(np.isin(self._which, [self._number[term] for term in terms]))
        idf = self._bm25.idf(self._holding(tuple(terms), field))
        if field:
            return self._scored(self._sections[self._inside(at, field)], None, idf)
        return self._scored(self._sections[at], self._weights[at], idf)

    @cached_property
    def _words(self) -> _Row:
        """What all words that stand alone or in phrases give, a row for each."""
        shape = len(self._words_sought), len(self._rows)
        own = self._which < shape[0]
        cells = self._which[own] * shape[1] + self._sections[own]
        counted = np.bincount(cells, self._weights[own], shape[0] * shape[1])
        frequencies: Floats = counted.astype(np.float64, copy=False).reshape(shape)
        idfs = [self._idf(term) if self._occurs[n] else 0.0 for n, term in enumerate(self._words_sought)]
        scores = self._bm25.scored(self._rows, frequencies, np.array(idfs).reshape(shape[0], 1))
        return _Row(scores, frequencies > 0.0)

    @cached_property
    def _occurs(self) -> Sequence[int]:
        """How often each token stands in the window: of other names than its own most sections have none."""
        counts: list[int] = np.bincount(self._which, minlength=len(self._number)).tolist()
        return counts

    @cached_property
    def _weights(self) -> Floats:
        """What each token weighs for the field it is in."""
        return PLACE_WEIGHTS[self._places // FIELD_SPAN].astype(np.float64)

    @cached_property
    def _stands(self) -> Numbers:
        """Where each token stands, as one number."""
        return self._sections * _SECTION_SPAN + self._places

    def _idf(self, term: str) -> float:
        return self._bm25.idf(self._holding((term,), None))

    def _starts(self, terms: Sequence[str], offsets: Sequence[int], field: FieldName | None) -> Numbers:
        """Where the phrase begins: sections and places as numbers."""
        found: Numbers | None = None
        for term, offset in zip(terms, offsets, strict=True):
            at = self._inside(np.flatnonzero(self._which == self._number[term]), field)
            starts = self._stands[at] - offset
            found = starts if found is None else found[among(found, starts)[0]]
        return np.empty(0, np.int64) if found is None else found

    def _inside(self, at: Numbers, field: FieldName | None) -> Numbers:
        """The tokens, by their indexes, that stand in the field."""
        return at[self._places[at] // FIELD_SPAN == FIELDS[field] // FIELD_SPAN] if field else at

    def _scored(self, sections: Numbers, weights: Floats | None, idf: float) -> _Row:
        """What stands in these sections gives, once for each time."""
        frequencies: Floats = np.bincount(sections, weights, len(self._rows)).astype(np.float64, copy=False)
        return _Row(self._bm25.scored(self._rows, frequencies, idf), frequencies > 0.0)

    def _all(self, rows: Sequence[_Row]) -> _Row:
        if not rows or any(row is self._nothing for row in rows):
            return self._nothing
        matching = reduce(and_, (row.matching for row in rows))
        return _Row(reduce(add, (row.scores for row in rows)) * matching, matching)

    def _any(self, rows: Sequence[_Row], at_least: int) -> _Row:
        rows = [row for row in rows if row is not self._nothing]  # other names mostly match none
        if len(rows) < max(1, at_least):
            return self._nothing
        if len(rows) == 1:
            return rows[0]
        scores = reduce(add, (row.scores for row in rows))
        if at_least <= 1:
            return _Row(scores, reduce(or_, (row.matching for row in rows)))
        matching = np.sum([row.matching for row in rows], axis=0) >= at_least
        return _Row(scores * matching, matching)

    def _where(self, wanted: Flags) -> _Row:
        """No score where wanted, no match elsewhere."""
        return _Row(self._nothing.scores, wanted)


def _words_of(leaf: Leaf) -> tuple[str, ...]:
    return leaf.terms if isinstance(leaf, Phrase) else (leaf.text,) if isinstance(leaf, Term) else ()
