"""The plain words of a query, as typed and as searched: those that a rewriter may change."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.tree import Query


@dataclass(frozen=True, slots=True)
class Word:
    """A word at the top level of a query: not quoted, not excluded, in no field and no group."""

    text: str  # as typed
    start: int  # offsets into the cleaned query text
    end: int
    clause: Query  # what finds it
