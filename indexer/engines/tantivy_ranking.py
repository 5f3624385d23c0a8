"""The best articles of a query: Tantivy finds what is worth a look, and exact scores put it in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

import tantivy
from tantivy import DocAddress, Searcher

from indexer.engines.tantivy_query import Compiler, both
from indexer.engines.tantivy_reading import best, keys, matching, values
from indexer.engines.tantivy_scores import ExactScores
from indexer.query.tree import And, Everything, InKind, InSource, Not, Or, Query

#: Sections looked at to find the best articles; there are more of them only below these.
_LOOKED_AT = 200

#: Articles put in order together, in Tantivy's order of them; three times a page. What belongs on a page is
#: among them, and turning pages stays in one ranking, whatever page is asked for.
_TOGETHER = 32

#: Sections of theirs at the most, where articles are very long.
_SECTIONS_TOGETHER = 1_500

#: Decimals of a score that count: beyond them a sum depends on the order of its parts.
_DECIMALS = 9
_ROUGH = 4  # of Tantivy's, in single precision


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article with its matching sections and their scores, best first."""

    number: int
    sections: Sequence[tuple[float, DocAddress]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for, with all filters, and what is preferred, beside what they are compiled to."""

    query: Query
    compiled: tantivy.Query
    prefer: Query | None
    compiled_prefer: tantivy.Query | None


class Ranking:
    """Ranks articles of one index; `order` has each article's place by id, `sizes` its sections."""

    def __init__(
        self,
        searcher: Searcher,
        compiler: Compiler,
        exact: ExactScores,
        order: Mapping[int, int],
        sizes: Mapping[int, int],
    ) -> None:
        self._searcher = searcher
        self._compiler = compiler
        self._exact = exact
        self._order = order
        self._sizes = sizes

    def articles(self, wanted: Wanted, first: int, count: int) -> Sequence[RankedArticle]:
        """This stretch of the ranking; articles with a preferred section come before all others."""
        if not count:
            return []
        found: list[RankedArticle] = []
        skipped = 0
        for window in self._together(self._candidates(wanted, first + count + _TOGETHER)):
            if not found and skipped + len(window) <= first:
                skipped += len(window)
                continue
            found += self._ranked(wanted, window)
            if skipped + len(found) >= first + count:
                break
        return found[first - skipped : first - skipped + count]

    def _candidates(self, wanted: Wanted, depth: int) -> Sequence[int]:
        """The articles in Tantivy's order, those with a preferred section first, so many at most."""
        flat = is_flat(wanted.query)
        kept, prefer = wanted.compiled, wanted.compiled_prefer
        if prefer is None:
            return self._best(kept, depth, flat)
        first = self._best(both(kept, prefer), depth, flat=False)
        if len(first) >= depth:
            return first
        others = both(kept, without=[prefer, self._compiler.of_articles(first)])
        return [*first, *self._best(others, depth - len(first), flat)]

    def _together(self, articles: Sequence[int]) -> Iterator[Sequence[int]]:
        window: list[int] = []
        sections = 0
        for article in articles:
            size = self._sizes[article]
            if window and (len(window) == _TOGETHER or sections + size > _SECTIONS_TOGETHER):
                yield window
                window, sections = [], 0
            window.append(article)
            sections += size
        if window:
            yield window

    def _ranked(self, wanted: Wanted, window: Sequence[int]) -> Sequence[RankedArticle]:
        among = self._compiler.of_articles(window)
        most = sum(map(self._sizes.__getitem__, window))
        addresses = matching(self._searcher, among, most)
        reckoning = self._exact.of(addresses, among, most)
        scores = reckoning.scores(wanted.query)
        first = reckoning.scores(wanted.prefer) if wanted.prefer else {}
        rows: dict[int, list[tuple[bool, float, float, DocAddress]]] = {}
        columns = (values(self._searcher, name, addresses) for name in ("article", "position"))
        for at, address, article, position in zip(keys(addresses), addresses, *columns, strict=True):
            if at in scores:
                row = at not in first, -round(scores[at], _DECIMALS), position, address
                rows.setdefault(article, []).append(row)
        for group in rows.values():
            group.sort(key=itemgetter(0, 1, 2))
        ordered = sorted(rows, key=lambda article: (*rows[article][0][:2], self._order[article]))
        return [RankedArticle(one, [(0.0 - row[1], row[3]) for row in rows[one]]) for one in ordered]

    def _best(self, query: tantivy.Query, depth: int, flat: bool) -> Sequence[int]:
        """The articles with the best sections, so many at most; `flat` where all score the same."""
        limit = max(_LOOKED_AT, 8 * depth)
        while True:
            hits, total = best(self._searcher, query, limit, "order" if flat else None)
            articles = values(self._searcher, "article", [address for _, address in hits])
            scores = [0.0] * len(hits) if flat else [round(score, _ROUGH) for score, _ in hits]
            if limit >= total or len(_surely(scores, articles, flat)) >= depth:
                return self._in_order(scores, articles)[:depth]
            limit *= 8

    def _in_order(self, scores: Sequence[float], articles: Sequence[int]) -> list[int]:
        first: dict[int, float] = {}
        for score, article in zip(scores, articles, strict=True):
            first.setdefault(article, score)
        return sorted(first, key=lambda article: (-first[article], self._order[article]))


def is_flat(query: Query) -> bool:
    """Whether every match scores the same, as where only filters are."""
    match query:
        case Everything() | InKind() | InSource() | Not():
            return True
        case And(clauses) | Or(clauses):
            return all(map(is_flat, clauses))
    return False


def _surely(scores: Sequence[float], articles: Sequence[int], flat: bool) -> set[int]:
    """The articles with a section above all those that were not looked at."""
    if flat:
        return set(articles) - {articles[-1]}
    return {article for score, article in zip(scores, articles, strict=True) if score > scores[-1]}
