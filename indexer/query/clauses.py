"""Putting clauses together: query trees that are flat, without duplicates, and never only negations."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.query.tree import And, Everything, Filter, Not, Or, Query


def all_of(clauses: Iterable[Query]) -> Query | None:
    """What matches every clause: flat, without duplicates; None without clauses.

    Several kinds (or sources) side by side are alternatives: no section has two.
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
    """What matches at least one clause: flat, without duplicates; None without clauses."""
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
    """The query, and Everything beside it if it is a mere `Not`: engines subtract from something."""
    return And((Everything(), query)) if isinstance(query, Not) else query


def negation(query: Query) -> Query:
    """What the query does not match; a double negation is none."""
    return query.clause if isinstance(query, Not) else Not(query)
