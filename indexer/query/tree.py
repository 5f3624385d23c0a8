"""The query tree: what crosses the seam instead of any engine's syntax.

Leaves have tokens as `indexer.analysis.analyzer` makes them, never a reader's raw words, so that an engine
only compares texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

FieldName = Literal["title", "heading", "body"]


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every section."""


@dataclass(frozen=True, slots=True)
class Term:
    """Matches sections with this token in title, heading path or body."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Matches sections with the tokens at these distances from one another, in one field.

    `offsets` are positions relative to the first term (its own is 0); they count the words that the
    analysis left out, so "inflammation of the heart" is `("inflamm", "heart")` at `(0, 3)`.
    """

    terms: tuple[str, ...]
    offsets: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Prefix:
    """Matches sections with a token that has this prefix; engines expand it within limits."""

    text: str


@dataclass(frozen=True, slots=True)
class And:
    """Matches what every clause matches; without clauses, nothing."""

    clauses: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Matches what at least `at_least` clauses match; without clauses, nothing."""

    clauses: tuple[Query, ...]
    at_least: int = 1


@dataclass(frozen=True, slots=True)
class Not:
    """Matches what the clause does not; adds nothing to a score."""

    clause: Query


@dataclass(frozen=True, slots=True)
class Boosted:
    """Matches what the clause matches, its score times `factor` (over 0)."""

    clause: Query
    factor: float


@dataclass(frozen=True, slots=True)
class Bonus:
    """Matches what the clause matches; where `bonus` matches too, its score is added."""

    clause: Query
    bonus: Query


@dataclass(frozen=True, slots=True)
class Constant:
    """Matches what the clause matches, each with this score (from 0)."""

    clause: Query
    score: float


@dataclass(frozen=True, slots=True)
class InField:
    """Restricts every term, phrase and prefix below it to one field."""

    field: FieldName
    clause: Query


@dataclass(frozen=True, slots=True)
class Filter:
    """Matches sections with this value of a facet, whatever its case; adds nothing to a score.

    `field` is the name of one of `indexer.documents.facets.FACETS`.
    """

    field: str
    value: str


Leaf: TypeAlias = "Everything | Term | Phrase | Prefix | Filter"
Query: TypeAlias = "Leaf | And | Or | Not | Boosted | Bonus | Constant | InField"


def parts(query: Query) -> tuple[Query, ...]:
    """The queries that a query is directly made of, left to right; none for a leaf."""
    match query:
        case And(clauses) | Or(clauses):
            return clauses
        case Bonus(clause, bonus):
            return clause, bonus
        case Not(clause) | Boosted(clause) | Constant(clause) | InField(clause=clause):
            return (clause,)
    return ()


def leaves(query: Query, *, negated: bool = False) -> Iterator[Leaf]:
    """The leaves that a match may come from, left to right; those under a `Not` only if `negated`."""
    pending = [query]
    while pending:
        node = pending.pop()
        if isinstance(node, (Everything, Term, Phrase, Prefix, Filter)):
            yield node
        elif negated or not isinstance(node, Not):
            pending.extend(reversed(parts(node)))


def is_flat(query: Query) -> bool:
    """Whether every match scores the same, as where only filters are."""
    if isinstance(query, (And, Or)):
        return all(map(is_flat, parts(query)))
    return isinstance(query, (Everything, Filter, Not))
