"""What is made of a reader's words: the query that is searched, and every step that led to it."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.parser import parse
from indexer.query.relaxing import relax
from indexer.query.tree import Query
from indexer.results import ReadingStep

#: What a "relaxed" step says it did: no section had all the words, or some had.
MOST = "most of the words"
ALL_THEN_MOST = "all of the words first, then most of them"


@dataclass(frozen=True, slots=True)
class Reading:
    """The query to search, what a match must have, its relaxed form, and what was done to the words."""

    text: str  # cleaned, as it was typed
    query: Query | None
    required: Query | None  # the query without what only ranks
    relaxed: Query | None  # for when too little matches
    steps: tuple[ReadingStep, ...]


class Reader:
    """Reads queries; safe between threads."""

    def read(self, text: str, exact: tuple[str, ...] = ()) -> Reading:
        """The reading of a text, but for `exact` words as they are; `QueryError` over a limit."""
        parsed = parse(text)
        steps = tuple(ReadingStep("ignored", words, "") for words in parsed.ignored)
        relaxed = relax(parsed.query) if parsed.query else None
        return Reading(parsed.text, parsed.query, parsed.query, relaxed, steps)
