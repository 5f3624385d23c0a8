"""Clauses combined to query trees that are flat, without duplicates, and never only negations."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.query.tree import And, Everything, Filter, Not, Or, Query


def all_of(clauses: Iterable[Query]) -> Query | None:
    """The query that matches what every clause matches, or None without clauses.

    Several values of one facet are alternatives: no section has two.
    """
    flat = [part for clause in clauses for part in (clause.clauses if isinstance(clause, And) else (clause,))]
    for field in dict.fromkeys(clause.field for clause in flat if isinstance(clause, Filter)):
        same = dict.fromkeys(
            clause for clause in flat if isinstance(clause, Filter) and clause.field == field
        )
        if len(same) > 1:
            flat = [*(clause for clause in flat if clause not in same), Or(tuple(same))]
    positive = [c for c in flat if not isinstance(c, (Not, Everything))]
    if positive:
        flat = [clause for clause in flat if not isinstance(clause, Everything)]
    unique = tuple(dict.fromkeys(flat))
    if len(unique) > 1 and not positive:
        unique = tuple(dict.fromkeys((Everything(), *unique)))
    return And(unique) if len(unique) > 1 else unique[0] if unique else None


def any_of(clauses: Iterable[Query]) -> Query | None:
    """The query that matches what at least one clause matches, or None without clauses."""
    found = list(clauses)
    if len(found) == 1:
        return found[0]
    flat = [
        part
        for clause in map(positive, found)
        for part in (clause.clauses if isinstance(clause, Or) and clause.at_least == 1 else (clause,))
    ]
    unique = tuple(dict.fromkeys(flat))
    return Or(unique) if len(unique) > 1 else unique[0] if unique else None


def positive(query: Query) -> Query:
    """The query; a bare `Not` with `Everything` beside it, since engines need something to subtract from."""
    return And((Everything(), query)) if isinstance(query, Not) else query


def negation(query: Query) -> Query:
    """The query that matches what this one does not; a double negation cancels out."""
    return query.clause if isinstance(query, Not) else Not(query)
