"""What a query marks in the texts that it finds, as values: a snippet need not know the query's tree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from indexer.query.tree import And, FieldName, InField, Not, Or, Phrase, Prefix, Query, Term, parts


class MarkedLeaf(NamedTuple):
    """A leaf of a query whose matches are marked."""

    leaf: Term | Phrase | Prefix
    field: FieldName | None = None  # the one field to mark it in; None for every field
    apart: bool = False  # of a phrase: not marked where it overlaps a single word that is marked


@dataclass(frozen=True, slots=True)
class Highlight:
    """One thing that a query asks for, found where any of its leaves matches."""

    leaves: tuple[MarkedLeaf, ...]


def highlights(query: Query) -> tuple[Highlight, ...]:
    """What a query asks for: each clause of an `And`, each alternative of an `Or`; nothing under a `Not`."""
    found = [highlight(clause) for clause in _asked_for(query)]
    return tuple([one for one in found if one.leaves])


def highlight(query: Query) -> Highlight:
    """All of a query as one highlight; without leaves where nothing of it is marked."""
    return Highlight(tuple(_leaves(query, None)))


def combined(several: Iterable[Highlight]) -> Highlight:
    """Several highlights as one: a text with any of them has what is asked for."""
    return Highlight(tuple([leaf for one in several for leaf in one.leaves]))


def _asked_for(query: Query) -> Iterable[Query]:
    if isinstance(query, And):
        return query.clauses
    if isinstance(query, Or):
        return [part for one in query.clauses for part in (one.clauses if isinstance(one, And) else (one,))]
    return (query,)


def _leaves(query: Query, field: FieldName | None) -> list[MarkedLeaf]:
    if isinstance(query, (Term, Phrase, Prefix)):
        return [MarkedLeaf(query, field)]
    if isinstance(query, Not):
        return []
    inner = query.field if isinstance(query, InField) else field
    return [leaf for part in parts(query) for leaf in _leaves(part, inner)]
