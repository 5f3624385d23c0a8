"""One search of a Tantivy index: compile, rank, group, count, each only while there is time."""

from __future__ import annotations

from time import monotonic

from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest, SectionMatch
from indexer.engines.tantivy_index import OpenIndex
from indexer.engines.tantivy_ranking import RankedArticle, Wanted
from indexer.query.tree import And, InKind, InSource, Or

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
        of_kinds = [Or(tuple(map(InKind, request.kinds)))] if request.kinds else []
        of_sources = [Or(tuple(map(InSource, request.sources)))] if request.sources else []
        query = And((request.query, *of_kinds, *of_sources)) if of_kinds or of_sources else request.query
        compiled, prefer = index.compiler.compiled, request.prefer
        self._kept = compiled(query)
        self._of_kind = compiled(And((request.query, *of_kinds))) if of_sources else self._kept
        self._of_source = compiled(And((request.query, *of_sources))) if of_kinds else self._kept
        self._wanted = Wanted(query, self._kept, prefer, compiled(prefer) if prefer else None)

    def articles(self) -> tuple[ArticleMatch, ...]:
        """The articles with their best sections."""
        request = self._request
        ranked = self._index.ranking.articles(self._wanted, request.first, request.count)
        return tuple(map(self._match, ranked))

    def counted(self, articles: tuple[ArticleMatch, ...]) -> EngineHits:
        """The hits with all totals and counts."""
        counts = self._index.counting.counts(self._kept)
        kinds, sources = counts.kinds, counts.sources
        if self._of_source is not self._kept:
            kinds = self._index.counting.counts(self._of_source).kinds
        if self._of_kind is not self._kept:
            sources = self._index.counting.counts(self._of_kind).sources
        return EngineHits(articles, counts.articles, counts.sections, kinds, sources, partial=False)

    def _match(self, article: RankedArticle) -> ArticleMatch:
        best = article.sections[: self._request.sections_per_article]
        sections = tuple(SectionMatch(self._index.section(address)[0], score) for score, address in best)
        return ArticleMatch(
            self._index.articles[article.number],
            article.sections[0][0],
            len(article.sections),
            sections,
        )
