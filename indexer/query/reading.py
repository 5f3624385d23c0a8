"""What is made of a reader's words: the query that is searched, and every step that led to it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from indexer.query.parser import Parsed
from indexer.query.tree import And, InKind, InSource, Not, Or, Query
from indexer.results import ReadingStep

#: The part of the words that "most of them" means when no section has all.
_MOST = 0.5


@dataclass(frozen=True, slots=True)
class Reading:
    """The query to search, its relaxed form for when too little matches, and what was done to the words."""

    query: Query | None
    relaxed: Query | None
    steps: tuple[ReadingStep, ...]


def read(parsed: Parsed) -> Reading:
    """The reading of a parsed query."""
    steps = tuple(ReadingStep("ignored", words, "") for words in parsed.ignored)
    return Reading(parsed.query, relax(parsed.query) if parsed.query else None, steps)


def relax(query: Query) -> Query | None:
    """The query with "most words" in place of "all words", or None where it asks for fewer than two.

    Filters and exclusions stay as strict as they were.
    """
    if not isinstance(query, And):
        return None
    strict = tuple(clause for clause in query.clauses if isinstance(clause, (Not, InKind, InSource)))
    words = tuple(clause for clause in query.clauses if clause not in strict)
    if len(words) < 2:
        return None
    most = Or(words, at_least=max(1, math.floor(len(words) * _MOST)))
    return And((most, *strict)) if strict else most
