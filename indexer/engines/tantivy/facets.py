"""How many sections of each kind and source a query matches, and how many articles, counted by Tantivy.

Tantivy estimates how many different values there are, but counts exactly while there are fewer than some 190
(its HyperLogLog sketch keeps a plain list until then). So articles are split into shares by their numbers,
each small enough, and the shares added up: 1.7 ms for 33,000 sections where a Python set takes 10. Each share
costs 3 microseconds, so that a few large ones are tried first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import tantivy
from tantivy import Searcher

from indexer.arrays import Numbers
from indexer.engines.local.doc_values import SectionFacts
from indexer.engines.tantivy.schema import SHARES

#: Articles in a share on the average; of 100 on the average no share has 190.
_IN_A_SHARE = 100

#: A share that is said to have fewer articles than this was counted exactly.
_COUNTED = 150

#: Of all articles so many are in a share at first: few questions match more than a quarter of all.
_AT_FIRST = 4 * _IN_A_SHARE


@dataclass(frozen=True, slots=True)
class Counts:
    """What a query matches, counted."""

    articles: int
    sections: int
    kinds: Mapping[str, int]
    sources: Mapping[str, int]

    @classmethod
    def of(cls, facts: SectionFacts, rows: Numbers) -> Counts:
        """The counts of sections that are all known."""
        articles = len(set(facts.articles.codes[rows].tolist()))
        return cls(articles, len(rows), facts.kinds.counts(rows), facts.sources.counts(rows))


class Counting:
    """Counts what queries match in one index; kinds and sources in the order of their numbers."""

    def __init__(self, searcher: Searcher, facts: SectionFacts) -> None:
        self._searcher = searcher
        self._names = {"kind": facts.kinds.by_first_use(), "source": facts.sources.by_first_use()}
        self._articles, self._sections = len(facts.by_article), max(1, len(facts.live))
        self._values: dict[str, Any] = {
            name: {"terms": {"field": name, "size": max(1, len(names))}}
            for name, names in self._names.items()
        }

    def counts(self, query: tantivy.Query, least: int = 0) -> Counts:
        """What a query matches, at `least` so many sections: in one walk, or two where it is many more."""
        likely = 2 * least * self._articles // self._sections
        shares = min(max(self._articles // _AT_FIRST, likely // _IN_A_SHARE), self._articles // _IN_A_SHARE)
        found, articles = self._counted(query, shares)
        if max(articles, default=0) >= _COUNTED:
            found, articles = self._counted(query, sum(articles) // _IN_A_SHARE)
        kinds, sources = (
            {names[int(value["key"])]: value["doc_count"] for value in found[name]["buckets"]}
            for name, names in self._names.items()
        )
        return Counts(sum(articles), sum(kinds.values()), kinds, sources)

    def _counted(self, query: tantivy.Query, shares: int) -> tuple[dict[str, Any], list[int]]:
        """What Tantivy found, and the articles in each share."""
        wanted = {
            "histogram": {"field": "share", "interval": SHARES // (shares + 1), "min_doc_count": 1},
            "aggs": {"articles": {"cardinality": {"field": "article"}}},
        }
        found: dict[str, Any] = self._searcher.aggregate(query, {**self._values, "shares": wanted})
        return found, [round(share["articles"]["value"]) for share in found["shares"]["buckets"]]
