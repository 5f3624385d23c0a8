"""From all words to most words, for when too few sections have them all."""

from __future__ import annotations

from indexer.query.tree import And, Filter, Or, Query, leaves

#: One word in so many has to match when not all do; the ranking puts sections with most of them first.
#: Requiring every second word instead cost 0.056 nDCG@10 on long questions (cystic_fibrosis).
_ONE_IN = 3


def relax(query: Query) -> Query | None:
    """The query with "most words" in place of "all words", or None where it has fewer than two.

    Filters and exclusions stay as strict as they were.
    """
    if not isinstance(query, And):
        return None
    strict = tuple(clause for clause in query.clauses if _is_strict(clause))
    words = tuple(clause for clause in query.clauses if clause not in strict)
    if len(words) < 2:
        return None
    most = Or(words, at_least=max(1, len(words) // _ONE_IN))
    return And((most, *strict)) if strict else most


def _is_strict(clause: Query) -> bool:
    """Whether it is an exclusion, or made of nothing but filters: several kinds side by side are an `Or`."""
    return all(isinstance(leaf, Filter) for leaf in leaves(clause))
