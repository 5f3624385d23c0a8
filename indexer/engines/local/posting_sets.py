"""Sparse sets of sections out of posting lists, for the evaluator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from indexer.arrays import Floats, Numbers, among
from indexer.engines.local.bm25f import BM25F
from indexer.engines.local.doc_values import DocValues
from indexer.engines.local.evaluator import Deadline
from indexer.engines.local.phrases import SECTION_SPAN, phrase_starts
from indexer.engines.local.postings import FIELD_OFFSET, FIELD_SPAN, Postings
from indexer.engines.local.scored_docs import EMPTY, ScoredDocs, at_least_of
from indexer.query.tree import FieldName, Phrase


class IndexReader(Protocol):
    """An open index with posting lists."""

    doc_values: DocValues
    bm25f: BM25F

    def scored_term(self, token: str) -> ScoredDocs:
        """The sections with a token, with their scores."""
        ...

    def postings(self, token: str) -> Postings:
        """The postings of a token, empty where no section has it."""
        ...

    def expand_prefix(self, prefix: str) -> Sequence[str]:
        """The tokens that a prefix stands for."""
        ...


class PostingSets:
    """`DocSets` over posting lists."""

    def __init__(self, reader: IndexReader, deadline: Deadline) -> None:
        self._reader = reader
        self._values = reader.doc_values
        self._deadline = deadline

    def everything(self) -> ScoredDocs:
        return self._values.everything

    def nothing(self) -> ScoredDocs:
        return EMPTY

    def term(self, text: str, field: FieldName | None) -> ScoredDocs:
        return self._reader.scored_term(text) if field is None else self.any_token((text,), field)

    def prefix(self, text: str, field: FieldName | None) -> ScoredDocs:
        return self.any_token(self._reader.expand_prefix(text), field)

    def phrase(self, phrase: Phrase, field: FieldName | None, within: ScoredDocs | None) -> ScoredDocs:
        shared = within
        for docs in sorted((self._reader.scored_term(token) for token in phrase.terms), key=len):
            shared = docs if shared is None else shared.both(docs)
        if shared is None or not len(shared):
            return EMPTY
        self._deadline.check()
        found = [self._reader.postings(token) for token in phrase.terms]
        keys = [_keys(postings, shared.numbers) for postings in found]
        sections = phrase_starts(keys, phrase.offsets, field) // SECTION_SPAN
        firsts = np.flatnonzero(np.diff(sections, prepend=-1))
        counts = np.diff(firsts, append=len(sections)).astype(np.float64)
        idf = sum(self._reader.bm25f.idf(len(postings)) for postings in found)
        return self._scored(sections[firsts], counts, idf)

    def filter(self, field: str, value: str) -> ScoredDocs:
        everything = self._values.everything
        return everything.where(self._values.facets[field].among((value,), everything.numbers))

    def both(self, sets: Sequence[ScoredDocs]) -> ScoredDocs:
        first, *others = sorted(sets, key=len)
        for other in others:
            first = first.both(other)
        return first

    def at_least(self, count: int, sets: Sequence[ScoredDocs]) -> ScoredDocs:
        return at_least_of(sets, count, len(self._values))

    def without(self, docs: ScoredDocs, unwanted: ScoredDocs) -> ScoredDocs:
        return docs.without(unwanted)

    def plus(self, docs: ScoredDocs, bonus: ScoredDocs) -> ScoredDocs:
        return docs.plus(bonus)

    def times(self, docs: ScoredDocs, factor: float) -> ScoredDocs:
        return docs.times(factor)

    def constant(self, docs: ScoredDocs, score: float) -> ScoredDocs:
        return docs.constant(score)

    def is_empty(self, docs: ScoredDocs) -> bool:
        return not len(docs)

    def any_token(self, tokens: Sequence[str], field: FieldName | None) -> ScoredDocs:
        """The sections with one of several tokens, scored as if these were spellings of one."""
        total = np.zeros(len(self._values))
        for token in tokens:
            postings = self._reader.postings(token)
            self._deadline.check()
            if field is None:
                total[postings.numbers] += postings.frequencies
            else:
                inside = postings.positions // FIELD_SPAN == FIELD_OFFSET[field] // FIELD_SPAN
                total += np.bincount(postings.sections()[inside], minlength=len(total))
        numbers = np.flatnonzero(total)
        return self._scored(numbers, total[numbers], self._reader.bm25f.idf(len(numbers)))

    def _scored(self, numbers: Numbers, frequencies: Floats, idf: float) -> ScoredDocs:
        return ScoredDocs(numbers, self._reader.bm25f.scores(numbers, frequencies, idf))


def _keys(postings: Postings, within: Numbers) -> Numbers:
    """Each position in one of the sections, as one number with the section's."""
    shared = among(postings.numbers, within)[0]
    sections = np.repeat(postings.numbers[shared].astype(np.int64), postings.counts[shared])
    return sections * SECTION_SPAN + postings.positions[np.repeat(shared, postings.counts)]
