"""How many articles and sections a query matches, and how many by each facet, counted by Tantivy.

Tantivy estimates how many different values there are, but counts exactly while there are fewer than some 190
(its HyperLogLog sketch keeps a plain list until then). So articles are split into shares by their numbers,
each small enough, and the shares added up: 1.7 ms for 33,000 sections where a Python set takes 10. Each share
costs 3 microseconds, so that a few large ones are tried first.
"""

from __future__ import annotations

from typing import Any

import tantivy
from tantivy import Searcher

from indexer.engines.local.doc_values import DocValues
from indexer.engines.local.retrieval import Counts
from indexer.engines.tantivy.schema import SHARES, facet_field

#: Articles in a share on the average; of 100 on the average no share has 190.
_IN_A_SHARE = 100

#: A share with an estimate below this was counted exactly.
_COUNTED = 150

#: The average of the first try: few questions match more than a quarter of all articles.
_AT_FIRST = 4 * _IN_A_SHARE


class FacetCounter:
    """Counts what queries match in one index."""

    def __init__(self, searcher: Searcher, values: DocValues) -> None:
        self._searcher = searcher
        self._texts = {name: ordinals.by_first_use() for name, ordinals in values.facets.items()}
        self._articles, self._sections = len(values.by_article), max(1, len(values.live))
        self._terms: dict[str, Any] = {
            name: {"terms": {"field": facet_field(name), "size": max(1, len(texts))}}
            for name, texts in self._texts.items()
        }

    def counts(self, query: tantivy.Query, least: int = 0) -> Counts:
        """What a query matches, at `least` so many sections: in one walk, or two where it is many more."""
        likely = 2 * least * self._articles // self._sections
        shares = min(max(self._articles // _AT_FIRST, likely // _IN_A_SHARE), self._articles // _IN_A_SHARE)
        found, articles = self._counted(query, shares)
        if max(articles, default=0) >= _COUNTED:
            found, articles = self._counted(query, sum(articles) // _IN_A_SHARE)
        facets = {
            name: {texts[int(value["key"])]: value["doc_count"] for value in found[name]["buckets"]}
            for name, texts in self._texts.items()
        }
        sections = sum(next(iter(facets.values())).values())  # every section has one value of each facet
        return Counts(sum(articles), sections, facets)

    def _counted(self, query: tantivy.Query, shares: int) -> tuple[dict[str, Any], list[int]]:
        """What Tantivy found, and the articles in each share."""
        wanted = {
            "histogram": {"field": "share", "interval": SHARES // (shares + 1), "min_doc_count": 1},
            "aggs": {"articles": {"cardinality": {"field": "article"}}},
        }
        found: dict[str, Any] = self._searcher.aggregate(query, {**self._terms, "shares": wanted})
        return found, [round(share["articles"]["value"]) for share in found["shares"]["buckets"]]
