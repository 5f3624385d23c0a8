"""A query tree evaluated over posting lists, one node at a time: section numbers to scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from time import monotonic
from typing import Protocol

import numpy as np

from indexer.engines.base import EngineHits, SearchRequest
from indexer.engines.local.bm25 import BM25
from indexer.engines.local.collector import ranked
from indexer.engines.local.doc_values import SectionFacts
from indexer.engines.local.phrases import phrase_counts
from indexer.engines.local.postings import FIELD_SPAN, FIELDS, Postings
from indexer.engines.local.scored_docs import NO_MATCHES, Matches, any_of
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
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)


class PostingSource(Protocol):
    """An index as the evaluation reads it."""

    facts: SectionFacts
    bm25: BM25

    def term_matches(self, term: str) -> Matches:
        """The sections that hold a token, with their scores."""
        ...

    def postings(self, term: str) -> Postings:
        """The postings of a token, empty where no section holds it."""
        ...

    def expand(self, prefix: str) -> Sequence[str]:
        """Tokens with this beginning, within the limit on expansions, most used first."""
        ...


def answered(source: PostingSource, request: SearchRequest) -> EngineHits:
    """The stretch of the ranking that is asked for, as the seam wants it."""
    evaluation = Evaluation(source, request.seconds)
    matches = evaluation.matches(request.query)
    hits = ranked(matches, NO_MATCHES, source.facts, request, evaluation.partial)
    if request.otherwise is None or hits.total_articles >= request.enough or hits.partial:
        return hits
    others = evaluation.matches(request.otherwise)
    if evaluation.partial and len(others) < len(matches):
        return replace(hits, partial=True)
    most = ranked(others, matches, source.facts, request, evaluation.partial)
    return replace(most, preferred=hits.total_articles)


class _DeadlinePassed(Exception):
    """Raised between steps of work; what stands above decides what is still worth giving."""


class Evaluation:
    """One evaluation with one deadline; `partial` tells afterwards whether the deadline came first."""

    def __init__(self, source: PostingSource, seconds: float) -> None:
        self._source = source
        self._facts = source.facts
        self._end = monotonic() + seconds
        self.partial = False

    def matches(self, query: Query) -> Matches:
        """The matching sections with their scores; none and `partial` when nothing was done in time."""
        try:
            return self._match(query, None)
        except _DeadlinePassed:
            self.partial = True
            return NO_MATCHES

    def _match(self, query: Query, field: FieldName | None) -> Matches:
        self._check_time()
        match query:
            case Term(text):
                return self._source.term_matches(text) if field is None else self._words((text,), field)
            case Prefix(text):
                return self._words(self._source.expand(text), field)
            case Phrase():
                return self._phrase(query, field)
            case And(clauses):
                return self._all(clauses, field)
            case Or(clauses, at_least):
                return self._any(clauses, at_least, field)
            case Not(clause):
                return self._without(self._facts.everything, clause, field)
            case Boosted(clause, factor):
                return self._match(clause, field).times(factor)
            case Bonus(clause, bonus):
                return self._with_bonus(self._match(clause, field), bonus, field)
            case Constant(clause, score):
                return self._match(clause, field).scored(score)
            case InField(inner, clause):
                return self._match(clause, inner)
            case InKind(kind):
                everything = self._facts.everything
                return everything.where(self._facts.kinds.among((kind,), everything.numbers))
            case InSource(source):
                everything = self._facts.everything
                return everything.where(self._facts.sources.among((source,), everything.numbers))
            case Everything():
                return self._facts.everything

    def _words(self, terms: Sequence[str], field: FieldName | None) -> Matches:
        """The scores of several words as if they were spellings of one."""
        total = np.zeros(len(self._facts))
        for term in terms:
            postings = self._source.postings(term)
            self._check_time()
            if field is None:
                total[postings.numbers] += postings.frequencies
            else:
                inside = postings.places // FIELD_SPAN == FIELDS[field] // FIELD_SPAN
                total += np.bincount(postings.owners()[inside], minlength=len(total))
        numbers = np.flatnonzero(total)
        return self._source.bm25.scores(numbers, total[numbers], self._source.bm25.idf(len(numbers)))

    def _phrase(self, phrase: Phrase, field: FieldName | None, within: Matches | None = None) -> Matches:
        shared = within
        for scores in sorted((self._source.term_matches(term) for term in phrase.terms), key=len):
            shared = scores if shared is None else shared.both(scores)
        if shared is None or not len(shared):
            return NO_MATCHES
        self._check_time()
        present = [self._source.postings(term) for term in phrase.terms]
        numbers, counts = phrase_counts(present, phrase.offsets, shared.numbers, field)
        idf = sum(self._source.bm25.idf(len(postings)) for postings in present)
        return self._source.bm25.scores(numbers, counts, idf)

    def _all(self, clauses: Sequence[Query], field: FieldName | None) -> Matches:
        wanted = [clause for clause in clauses if not isinstance(clause, Not)]
        matches = sorted((self._match(clause, field) for clause in wanted), key=len)
        found = matches[0] if matches else self._facts.everything if clauses else NO_MATCHES
        for more in matches[1:]:
            found = found.both(more)
        for clause in clauses:
            if isinstance(clause, Not) and len(found):
                found = self._without(found, clause.clause, field)
        return found

    def _any(self, clauses: Sequence[Query], at_least: int, field: FieldName | None) -> Matches:
        matches = []
        for clause in clauses:
            try:
                matches.append(self._match(clause, field))
            except _DeadlinePassed:
                self.partial = True
                break
        return any_of(matches, at_least, len(self._facts))

    def _with_bonus(self, found: Matches, bonus: Query, field: FieldName | None) -> Matches:
        """The scores with those of the bonus on top; without them when there is no time left for it."""
        try:
            return found.plus(self._extra(found, bonus, field)) if len(found) else found
        except _DeadlinePassed:
            self.partial = True
            return found

    def _extra(self, found: Matches, bonus: Query, field: FieldName | None) -> Matches:
        """What a bonus scores; phrases, which cost most, are only looked for where they can count."""
        match bonus:
            case Phrase():
                return self._phrase(bonus, field, within=found)
            case Boosted(Phrase() as phrase, factor):
                return self._phrase(phrase, field, within=found).times(factor)
            case Or(clauses, at_least) if at_least <= 1:
                extras = [self._extra(found, clause, field) for clause in clauses]
                return any_of(extras, 1, len(self._facts))
        return self._match(bonus, field)

    def _without(self, found: Matches, clause: Query, field: FieldName | None) -> Matches:
        unwanted = self._match(clause, field)
        self._check_time()  # of an exclusion cut short, nothing may be believed
        return found.without(unwanted)

    def _check_time(self) -> None:
        if monotonic() > self._end:
            raise _DeadlinePassed
