"""One search of a Tantivy index: compile, rank, group, count, each only while there is time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from time import monotonic

import tantivy

from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest, SectionMatch
from indexer.engines.tantivy_index import OpenIndex
from indexer.engines.tantivy_query import both
from indexer.engines.tantivy_ranking import RankedArticle, is_flat
from indexer.query.tree import Query

_NOTHING_IN_TIME = EngineHits((), 0, 0, {}, {}, partial=True)


def search(index: OpenIndex, request: SearchRequest) -> EngineHits:
    """The stretch of the ranking that is asked for, as the seam wants it.

    Tantivy cannot be stopped within a step, and no step takes more than a few milliseconds.
    """
    end = monotonic() + request.seconds
    if monotonic() >= end:
        return _NOTHING_IN_TIME
    asked = _Asked(index, request)
    if monotonic() >= end:
        return _NOTHING_IN_TIME
    articles = asked.articles()
    if monotonic() >= end:
        return EngineHits(articles, len(articles), sum(a.total_sections for a in articles), {}, {}, True)
    return asked.counted(articles)


class _Asked:
    """A request, compiled."""

    def __init__(self, index: OpenIndex, request: SearchRequest) -> None:
        self._index = index
        self._request = request
        compiler = index.compiler
        self._query = compiler.compiled(request.query)
        kinds, sources = request.kinds, request.sources
        self._of_kind = both(self._query, compiler.of_kinds(kinds)) if kinds else self._query
        self._of_source = both(self._query, compiler.of_sources(sources)) if sources else self._query
        self._kept = both(self._of_kind, compiler.of_sources(sources)) if sources else self._of_kind
        self._preferred = compiler.compiled(request.prefer) if request.prefer else None

    def articles(self) -> tuple[ArticleMatch, ...]:
        """The articles with their best sections."""
        request, index = self._request, self._index
        numbers = self._best(request.first + request.count)[request.first :]
        held = index.catalogue.articles
        sections = sum(held[index.articles[number]][1] for number in numbers)
        of_these = index.compiler.of_articles(numbers)
        preferred = both(self._kept, self._preferred, of_these) if self._preferred else None
        ranked = index.ranking.grouped(both(self._kept, of_these), preferred, numbers, sections)
        return tuple(map(self._match, ranked))

    def counted(self, articles: tuple[ArticleMatch, ...]) -> EngineHits:
        """The hits with all totals and counts."""
        counting = self._index.counting
        kinds = counting.kinds(self._of_source)
        sources = counting.sources(self._of_kind)
        sections = counting.sections(self._kept)
        return EngineHits(articles, counting.articles(self._kept, sections), sections, kinds, sources, False)

    def _best(self, depth: int) -> Sequence[int]:
        ranking, flat = self._index.ranking, is_flat(self._request.query)
        if not depth:
            return []
        if self._preferred is None:
            return ranking.best(self._kept, depth, flat)
        first = ranking.best(both(self._kept, self._preferred), depth, flat=False)
        if len(first) >= depth:
            return first
        others = both(self._kept, without=[self._preferred, self._index.compiler.of_articles(first)])
        return [*first, *ranking.best(others, depth - len(first), flat)]

    def _match(self, article: RankedArticle) -> ArticleMatch:
        best = article.sections[: self._request.sections_per_article]
        sections = tuple(SectionMatch(self._index.section(address)[0], score) for score, address in best)
        return ArticleMatch(
            self._index.articles[article.number],
            article.sections[0][0],
            len(article.sections),
            sections,
        )
