"""What a query marks in the texts that it finds, as values: a snippet need not know the query's tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
    found = (Highlight(tuple(_leaves(clause, None))) for clause in _asked_for(query))
    return tuple(highlight for highlight in found if highlight.leaves)


def combined(several: Iterable[Highlight]) -> Highlight:
    """Several highlights as one: a text with any of them has what is asked for."""
    return Highlight(tuple(leaf for highlight in several for leaf in highlight.leaves))


def _asked_for(query: Query) -> Iterator[Query]:
    if not isinstance(query, (And, Or)):
        yield query
        return
    for clause in query.clauses:
        if isinstance(clause, And):
            yield from clause.clauses
        else:
            yield clause


def _leaves(query: Query, field: FieldName | None) -> Iterator[MarkedLeaf]:
    if isinstance(query, (Term, Phrase, Prefix)):
        yield MarkedLeaf(query, field)
    elif not isinstance(query, Not):
        inner = query.field if isinstance(query, InField) else field
        for part in parts(query):
            yield from _leaves(part, inner)
