"""A few sections with their exact scores for any query, as dense sets for the evaluator.

Of a hundred sections each has a place in every row of scores, 0 where it does not match, and one in a row of
flags. That takes half the time of posting lists.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from itertools import chain
from operator import add, and_, or_
from typing import NamedTuple, Protocol

import numpy as np

from indexer.arrays import Flags, Floats, Numbers
from indexer.engines.local.bm25f import BM25F
from indexer.engines.local.doc_values import DocValues
from indexer.engines.local.evaluator import Deadline, Evaluator
from indexer.engines.local.phrases import SECTION_SPAN, phrase_starts
from indexer.engines.local.postings import FIELD_OFFSET, FIELD_SPAN, WEIGHT_OF_FIELD
from indexer.query.tree import FieldName, Leaf, Phrase, Prefix, Query, Term, leaves


class TermSource(Protocol):
    """What a window needs of an open index."""

    doc_values: DocValues
    bm25f: BM25F

    def occurrences(self, rows: Numbers, tokens: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
        """Where tokens occur in these sections, rows rising, in the order of the sections.

        For each: which of the rows it is in, the token's number, and its position as in postings, rising
        within a section for each token.
        """
        ...

    def doc_freq(self, tokens: tuple[str, ...], field: FieldName | None) -> int:
        """How many sections have one of the tokens, in a field or anywhere."""
        ...

    def expand_prefix(self, prefix: str) -> Sequence[str]:
        """The tokens that a prefix stands for."""
        ...


_NO_DEADLINE = Deadline(math.inf)


class Row(NamedTuple):
    """What a part of a query gives each section of a window; never changed, for parts share the arrays."""

    scores: Floats  # 0 where it does not match
    matching: Flags


class Window:
    """`DocSets` over a few sections: all tokens of some queries are looked up at once."""

    def __init__(self, index: TermSource, rows: Numbers, queries: Iterable[Query]) -> None:
        self.rows = rows
        self._index = index
        wanted = [leaf for query in queries for leaf in leaves(query, negated=True)]
        self._words = list(dict.fromkeys(chain.from_iterable(map(_words_of, wanted))))
        prefixes = dict.fromkeys(leaf.text for leaf in wanted if isinstance(leaf, Prefix))
        expanded = map(index.expand_prefix, prefixes)
        tokens = dict.fromkeys(chain(self._words, *expanded))
        self._number = {text: number for number, text in enumerate(tokens)}
        self._sections, self._which, self._positions = index.occurrences(rows, list(self._number))
        self._nothing = Row(np.zeros(len(rows)), np.zeros(len(rows), np.bool_))

    def matches(self, query: Query) -> Row:
        """What one of the queries gives each section."""
        return Evaluator(self, _NO_DEADLINE).matches(query)

    def everything(self) -> Row:
        return self._flagged(~self._nothing.matching)

    def nothing(self) -> Row:
        return self._nothing

    def term(self, text: str, field: FieldName | None) -> Row:
        if field:
            return self._any_token((text,), field)
        number = self._number[text]
        scores, matching = self._scored_words
        return Row(scores[number], matching[number]) if self._counts[number] else self._nothing

    def prefix(self, text: str, field: FieldName | None) -> Row:
        return self._any_token(tuple(self._index.expand_prefix(text)), field)

    def phrase(self, phrase: Phrase, field: FieldName | None, within: Row | None) -> Row:
        numbers = [self._number[text] for text in phrase.terms]
        if not all(self._counts[number] for number in numbers):
            return self._nothing
        keys = [self._keys[self._which == number] for number in numbers]
        starts = phrase_starts(keys, phrase.offsets, field)
        return self._scored(starts // SECTION_SPAN, None, sum(map(self._idf, phrase.terms)))

    def filter(self, field: str, value: str) -> Row:
        return self._flagged(self._index.doc_values.facets[field].among((value,), self.rows))

    def both(self, sets: Sequence[Row]) -> Row:
        if any(row is self._nothing for row in sets):
            return self._nothing
        if len(sets) == 1:
            return sets[0]
        matching = reduce(and_, (row.matching for row in sets))
        return Row(reduce(add, (row.scores for row in sets)) * matching, matching)

    def at_least(self, count: int, sets: Sequence[Row]) -> Row:
        sets = [row for row in sets if row is not self._nothing]  # synonyms mostly match none
        if len(sets) < max(1, count):
            return self._nothing
        if len(sets) == 1:
            return sets[0]
        scores = reduce(add, (row.scores for row in sets))
        if count <= 1:
            return Row(scores, reduce(or_, (row.matching for row in sets)))
        matching = np.sum([row.matching for row in sets], axis=0) >= count
        return Row(scores * matching, matching)

    def without(self, docs: Row, unwanted: Row) -> Row:
        matching = docs.matching & ~unwanted.matching
        return Row(docs.scores * matching, matching)

    def plus(self, docs: Row, bonus: Row) -> Row:
        return Row(docs.scores + bonus.scores * docs.matching, docs.matching)

    def times(self, docs: Row, factor: float) -> Row:
        return docs if docs is self._nothing else Row(docs.scores * factor, docs.matching)

    def constant(self, docs: Row, score: float) -> Row:
        return Row(docs.matching * score, docs.matching)

    def is_empty(self, docs: Row) -> bool:
        return docs is self._nothing

    @cached_property
    def _scored_words(self) -> Row:
        """The rows of all words that stand alone or in phrases."""
        shape = len(self._words), len(self.rows)
        own = self._which < shape[0]
        cells = self._which[own] * shape[1] + self._sections[own]
        counted = np.bincount(cells, self._weights[own], shape[0] * shape[1])
        frequencies: Floats = counted.astype(np.float64, copy=False).reshape(shape)
        idfs = [self._idf(text) if self._counts[n] else 0.0 for n, text in enumerate(self._words)]
        scores = self._index.bm25f.scores(self.rows, frequencies, np.array(idfs).reshape(shape[0], 1))
        return Row(scores, frequencies > 0.0)

    @cached_property
    def _counts(self) -> Sequence[int]:
        """How often each token occurs in the window: most sections have no token of a synonym."""
        counts: list[int] = np.bincount(self._which, minlength=len(self._number)).tolist()
        return counts

    @cached_property
    def _weights(self) -> Floats:
        """The field weight of each occurrence."""
        return WEIGHT_OF_FIELD[self._positions // FIELD_SPAN].astype(np.float64)

    @cached_property
    def _keys(self) -> Numbers:
        """Section and position of each occurrence, as one number."""
        return self._sections * SECTION_SPAN + self._positions

    def _idf(self, text: str) -> float:
        return self._index.bm25f.idf(self._index.doc_freq((text,), None))

    def _any_token(self, texts: tuple[str, ...], field: FieldName | None) -> Row:
        """What one of several tokens gives, as if these were spellings of one."""
        at = np.flatnonzero(np.isin(self._which, [self._number[text] for text in texts]))
        idf = self._index.bm25f.idf(self._index.doc_freq(texts, field))
        if field is None:
            return self._scored(self._sections[at], self._weights[at], idf)
        inside = self._positions[at] // FIELD_SPAN == FIELD_OFFSET[field] // FIELD_SPAN
        return self._scored(self._sections[at[inside]], None, idf)

    def _scored(self, sections: Numbers, weights: Floats | None, idf: float) -> Row:
        """The row of occurrences in these sections, each counted by its weight or once."""
        frequencies: Floats = np.bincount(sections, weights, len(self.rows)).astype(np.float64, copy=False)
        return Row(self._index.bm25f.scores(self.rows, frequencies, idf), frequencies > 0.0)

    def _flagged(self, wanted: Flags) -> Row:
        """The flagged sections, scored 0."""
        return Row(self._nothing.scores, wanted)


def _words_of(leaf: Leaf) -> tuple[str, ...]:
    return leaf.terms if isinstance(leaf, Phrase) else (leaf.text,) if isinstance(leaf, Term) else ()
