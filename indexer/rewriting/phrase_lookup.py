"""Whether the corpus has a phrase: all that a rewriter asks the engine, and once a query at most."""

from __future__ import annotations

from indexer.engines.base import SearchEngine, SearchRequest
from indexer.query.tree import Query

#: Seconds for finding out.
_SECONDS = 0.05


class PhraseLookup:
    """Answers for one query; only the first is looked up: an engine may be at the end of a network."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._known: dict[Query, bool] = {}

    def is_left(self) -> bool:
        """Whether there is a look-up left."""
        return not self._known

    def occurs(self, query: Query) -> bool:
        """Whether a section matches, as far as the engine can tell in time; False without a look-up left."""
        if self.is_left():
            found = self._engine.search(SearchRequest(query, limit=1, seconds=_SECONDS))
            self._known[query] = found.total_sections > 0
        return self._known.get(query, False)
