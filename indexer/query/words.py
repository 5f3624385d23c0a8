"""The plain words of a query, as typed and as searched: what a reading may change."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.query.tree import Query


@dataclass(frozen=True, slots=True)
class Word:
    """A word that stands by itself at the top of a query: not quoted, not excluded, in no field or group."""

    text: str  # as typed
    start: int  # where it stands in the cleaned query text
    end: int
    clause: Query  # what it searches
