"""The best articles of a query by Tantivy's scores: which they are, with their best sections and all counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import tantivy
from tantivy import DocAddress, Order, Searcher

from indexer.query.tree import And, Everything, InKind, InSource, Not, Or, Query

#: Sections looked at to find the best articles; there are more of them only below these.
_LOOKED_AT = 200

#: Decimals of a score that count: beyond them a sum depends on the order of its parts.
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Sections by falling score, by column."""

    scores: Sequence[float]
    addresses: Sequence[DocAddress]
    articles: Sequence[int]
    total: int  # with those that were not asked for

    @classmethod
    def of(cls, searcher: Searcher, query: tantivy.Query, limit: int) -> Found:
        """The best sections of a query."""
        found = searcher.search(query, limit=limit, count=True)
        scores = [round(score, _DECIMALS) for score, _ in found.hits]
        addresses = [address for _, address in found.hits]
        return cls(scores, addresses, searcher.fast_field_values("article", addresses), found.count)


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article with its matching sections, best first."""

    number: int
    sections: Sequence[tuple[float, DocAddress]]


class Ranking:
    """Ranks articles of one index; `order` says where each stands among articles of equal score."""

    def __init__(self, searcher: Searcher, order: Mapping[int, int]) -> None:
        self._searcher = searcher
        self._order = order

    def best(self, query: tantivy.Query, depth: int, flat: bool) -> Sequence[int]:
        """The articles with the best sections, best first, so many at most; `flat` where all score the same."""
        limit = max(_LOOKED_AT, 8 * depth)
        while True:
            if flat:
                articles, total = self._in_order(query, limit)
                if len(articles) > depth or limit >= total:
                    return articles[:depth]
            else:
                found = Found.of(self._searcher, query, limit)
                total = found.total
                if limit >= total or _surely(found) >= depth:
                    return self._ordered(found)[:depth]
            limit *= 8

    def grouped(
        self, query: tantivy.Query, preferred: tantivy.Query | None, articles: Sequence[int], sections: int
    ) -> Sequence[RankedArticle]:
        """These articles in their order, each with its matching sections; there are so many at most."""
        if not articles:
            return []
        found = Found.of(self._searcher, query, sections)
        first = set(map(_key, Found.of(self._searcher, preferred, sections).addresses)) if preferred else set()
        positions = self._searcher.fast_field_values("position", list(found.addresses))
        rows: dict[int, list[tuple[bool, float, int, DocAddress]]] = {number: [] for number in articles}
        for score, address, article, position in zip(
            found.scores, found.addresses, found.articles, positions, strict=True
        ):
            rows[article].append((_key(address) not in first, -score, position, address))
        ranked = []
        for number, group in rows.items():
            group.sort(key=itemgetter(0, 1, 2))
            ranked.append(RankedArticle(number, [(-row[1], row[3]) for row in group]))
        return ranked

    def _ordered(self, found: Found) -> list[int]:
        best: dict[int, float] = {}
        for score, article in zip(found.scores, found.articles, strict=True):
            best.setdefault(article, score)
        return sorted(best, key=lambda article: (-best[article], self._order[article]))

    def _in_order(self, query: tantivy.Query, limit: int) -> tuple[list[int], int]:
        found = self._searcher.search(query, limit=limit, order_by_field="order", order=Order.Asc)
        articles = self._searcher.fast_field_values("article", [address for _, address in found.hits])
        return list(dict.fromkeys(articles)), found.count


def _surely(found: Found) -> int:
    """How many articles have a section above all those that were not looked at."""
    least = found.scores[-1]
    return len({a for score, a in zip(found.scores, found.articles, strict=True) if score > least})


def _key(address: DocAddress) -> tuple[int, int]:
    return address.segment_ord, address.doc


def is_flat(query: Query) -> bool:
    """Whether every match scores the same, as where only filters are."""
    match query:
        case Everything() | InKind() | InSource() | Not():
            return True
        case And(clauses) | Or(clauses):
            return all(map(is_flat, clauses))
    return False
