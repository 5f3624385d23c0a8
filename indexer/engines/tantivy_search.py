"""One search of a Tantivy index: compile, rank, group, count, each only while there is time."""

from __future__ import annotations

from time import monotonic

from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest, SectionMatch
from indexer.engines.tantivy_index import OpenIndex
from indexer.engines.tantivy_query import both
from indexer.engines.tantivy_ranking import RankedArticle, Wanted

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
        prefer = compiler.compiled(request.prefer) if request.prefer else None
        self._wanted = Wanted(request.query, self._kept, prefer)

    def articles(self) -> tuple[ArticleMatch, ...]:
        """The articles with their best sections."""
        request = self._request
        ranked = self._index.ranking.articles(self._wanted, request.first, request.count)
        return tuple(map(self._match, ranked))

    def counted(self, articles: tuple[ArticleMatch, ...]) -> EngineHits:
        """The hits with all totals and counts."""
        counting = self._index.counting
        kinds = counting.kinds(self._of_source)
        sources = counting.sources(self._of_kind)
        sections = counting.sections(self._kept)
        return EngineHits(articles, counting.articles(self._kept, sections), sections, kinds, sources, False)

    def _match(self, article: RankedArticle) -> ArticleMatch:
        best = article.sections[: self._request.sections_per_article]
        sections = tuple(SectionMatch(self._index.section(address)[0], score) for score, address in best)
        return ArticleMatch(
            self._index.articles[article.number],
            article.sections[0][0],
            len(article.sections),
            sections,
        )
