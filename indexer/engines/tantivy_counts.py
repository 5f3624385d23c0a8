"""How many sections of each kind and source a query matches, and how many articles, counted by Tantivy.

Tantivy estimates how many different values there are, but counts exactly while there are fewer than some 190
(its HyperLogLog sketch keeps a plain list until then). So articles are split into shares by their numbers,
each small enough, and the shares added up: 1.7 ms for 33,000 sections where a Python set takes 10.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Searcher

from indexer.engines.tantivy_catalogue import Catalogue
from indexer.engines.tantivy_fields import SHARES
from indexer.engines.tantivy_reading import count

#: Articles in a share on the average; of 100 on the average no share has 190.
_IN_A_SHARE = 100


class Counting:
    """Counts what queries match in one index."""

    def __init__(self, searcher: Searcher, catalogue: Catalogue) -> None:
        self._searcher = searcher
        self._kinds = [*catalogue.kinds]
        self._sources = [*catalogue.sources]
        self._articles = len(catalogue.articles)

    def kinds(self, query: tantivy.Query) -> Mapping[str, int]:
        """The sections of each kind."""
        return self._values(query, "kind", self._kinds)

    def sources(self, query: tantivy.Query) -> Mapping[str, int]:
        """The sections of each source."""
        return self._values(query, "source", self._sources)

    def sections(self, query: tantivy.Query) -> int:
        """All sections that match."""
        return count(self._searcher, query)

    def articles(self, query: tantivy.Query, sections: int) -> int:
        """The articles of all matching sections, of which there are so many."""
        shares = max(1, min(self._articles, sections) // _IN_A_SHARE)
        wanted = {
            "shares": {
                "histogram": {"field": "share", "interval": -(-SHARES // shares), "min_doc_count": 1},
                "aggs": {"articles": {"cardinality": {"field": "article"}}},
            }
        }
        found = self._searcher.aggregate(query, wanted)["shares"]["buckets"]
        return sum(round(share["articles"]["value"]) for share in found)

    def _values(self, query: tantivy.Query, field: str, names: Sequence[str]) -> Mapping[str, int]:
        if not names:
            return {}
        wanted: dict[str, Any] = {"values": {"terms": {"field": field, "size": len(names)}}}
        found = self._searcher.aggregate(query, wanted)["values"]["buckets"]
        return {names[int(value["key"])]: value["doc_count"] for value in found}
