"""A query tree evaluated, one walk over either representation of sets of scored sections.

Posting lists are sparse (`posting_sets`); a window of candidates is dense (`tantivy.rescorer`): of a hundred
sections each has a place in every row of scores, which takes half the time of sparse sets.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Generic, Protocol, TypeVar

from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    FieldName,
    Filter,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)

S = TypeVar("S")


class DocSets(Protocol[S]):
    """A representation `S` of sets of scored sections: what leaves match, and how sets come together."""

    def everything(self) -> S:
        """All sections, scored 0."""
        ...

    def nothing(self) -> S:
        """No section."""
        ...

    def term(self, text: str, field: FieldName | None) -> S:
        """The sections with a token, in a field or anywhere."""
        ...

    def prefix(self, text: str, field: FieldName | None) -> S:
        """The sections with a token that begins so, scored as if these were spellings of one."""
        ...

    def phrase(self, phrase: Phrase, field: FieldName | None, within: S | None) -> S:
        """The sections with a phrase; sections outside of `within`, where it is given, may be left out."""
        ...

    def filter(self, field: str, value: str) -> S:
        """The sections with a value of a facet, scored 0."""
        ...

    def both(self, sets: Sequence[S]) -> S:
        """The sections that are in all of the sets, at least one; scores added."""
        ...

    def at_least(self, count: int, sets: Sequence[S]) -> S:
        """The sections that are in at least so many of the sets; scores added."""
        ...

    def without(self, docs: S, unwanted: S) -> S:
        """The sections that are not in the other set."""
        ...

    def plus(self, docs: S, bonus: S) -> S:
        """The same sections, with the score of the bonus added where it has one."""
        ...

    def times(self, docs: S, factor: float) -> S:
        """The same sections, their scores multiplied."""
        ...

    def constant(self, docs: S, score: float) -> S:
        """The same sections with one score for all."""
        ...

    def is_empty(self, docs: S) -> bool:
        """Whether the set is known to have no section."""
        ...


class DeadlinePassed(Exception):
    """Raised between steps of work; the caller decides what is still worth giving."""


class Deadline:
    """A point in time that the steps of one search check."""

    def __init__(self, seconds: float) -> None:
        """The deadline so many seconds from now."""
        self._end = monotonic() + seconds

    def check(self) -> None:
        """Raise `DeadlinePassed` where the time is up."""
        if monotonic() > self._end:
            raise DeadlinePassed


class Evaluator(Generic[S]):
    """Evaluates queries within one deadline; `partial` tells afterwards whether it came first."""

    def __init__(self, sets: DocSets[S], deadline: Deadline) -> None:
        self._sets = sets
        self._deadline = deadline
        self.partial = False

    def matches(self, query: Query) -> S:
        """The matching sections with their scores; none and `partial` when nothing was done in time."""
        try:
            return self._match(query, None)
        except DeadlinePassed:
            self.partial = True
            return self._sets.nothing()

    def _match(self, query: Query, field: FieldName | None) -> S:
        self._deadline.check()
        match query:
            case Term(text):
                return self._sets.term(text, field)
            case Prefix(text):
                return self._sets.prefix(text, field)
            case Phrase():
                return self._sets.phrase(query, field, None)
            case And(clauses):
                return self._all(clauses, field)
            case Or(clauses, at_least):
                return self._any(clauses, at_least, field)
            case Not(clause):
                return self._without(self._sets.everything(), clause, field)
            case Boosted(clause, factor):
                return self._sets.times(self._match(clause, field), factor)
            case Bonus(clause, bonus):
                return self._with_bonus(self._match(clause, field), bonus, field)
            case Constant(clause, score):
                return self._sets.constant(self._match(clause, field), score)
            case InField(inner, clause):
                return self._match(clause, inner)
            case Filter(name, value):
                return self._sets.filter(name, value)
            case Everything():
                return self._sets.everything()

    def _all(self, clauses: Sequence[Query], field: FieldName | None) -> S:
        wanted = [self._match(clause, field) for clause in clauses if not isinstance(clause, Not)]
        if wanted:
            docs = self._sets.both(wanted)
        else:
            docs = self._sets.everything() if clauses else self._sets.nothing()
        for clause in clauses:
            if isinstance(clause, Not) and not self._sets.is_empty(docs):
                docs = self._without(docs, clause.clause, field)
        return docs

    def _any(self, clauses: Sequence[Query], at_least: int, field: FieldName | None) -> S:
        sets = []
        for clause in clauses:
            try:
                sets.append(self._match(clause, field))
            except DeadlinePassed:
                self.partial = True
                break
        return self._sets.at_least(at_least, sets)

    def _with_bonus(self, docs: S, bonus: Query, field: FieldName | None) -> S:
        """The scores with those of the bonus added; without them when there is no time left for it."""
        if self._sets.is_empty(docs):
            return docs
        try:
            return self._sets.plus(docs, self._bonus(docs, bonus, field))
        except DeadlinePassed:
            self.partial = True
            return docs

    def _bonus(self, docs: S, bonus: Query, field: FieldName | None) -> S:
        """The scores of a bonus; phrases, which cost most, are only searched where they can count."""
        match bonus:
            case Phrase():
                return self._sets.phrase(bonus, field, docs)
            case Boosted(Phrase() as phrase, factor):
                return self._sets.times(self._sets.phrase(phrase, field, docs), factor)
            case Or(clauses, at_least) if at_least <= 1:
                return self._sets.at_least(1, [self._bonus(docs, clause, field) for clause in clauses])
        return self._match(bonus, field)

    def _without(self, docs: S, clause: Query, field: FieldName | None) -> S:
        unwanted = self._match(clause, field)
        self._deadline.check()  # an exclusion that was cut short would let unwanted sections through
        return self._sets.without(docs, unwanted)
