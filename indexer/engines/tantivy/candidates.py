"""The best articles of a query: Tantivy finds candidates, and exact scores put them in order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from indexer.arrays import Floats, Numbers, among
from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest
from indexer.engines.local.collector import best_articles
from indexer.engines.local.scored_docs import ScoredDocs
from indexer.engines.tantivy.facet_counts import Counts
from indexer.engines.tantivy.open_index import OpenIndex
from indexer.engines.tantivy.rescorer import rescore
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    Filter,
    Not,
    Or,
    Query,
    Term,
    parts,
)

#: Sections looked at to find the best articles; there are more of them only below these.
_LOOKED_AT = 200

#: Articles put in order together, in Tantivy's order of them; three times a page. What belongs on a page is
#: among them, and turning pages stays in one ranking, whatever page is requested.
_TOGETHER = 32

#: Tantivy's scores are in single precision: further decimals depend on the order of what was added.
_DECIMALS = 4

#: The score of a strict match among the candidates of the fallback: above what any query scores.
_FIRST = 1e9

_NO_ROWS: Numbers = np.empty(0, np.int64)

_NOTHING_IN_TIME = EngineHits((), 0, 0, {}, partial=True)


def search(index: OpenIndex, request: SearchRequest) -> EngineHits:
    """The request's stretch of the ranking (`SearchEngine.search`)."""
    end = monotonic() + request.seconds
    strict = _Search(index, request, end, request.query)
    found = strict.candidates()
    if request.fallback is None or not found.whole or found.articles >= request.min_articles:
        return strict.hits(found)
    relaxed = _Search(index, request, end, request.fallback, strict=found.rows)
    return replace(relaxed.hits(relaxed.candidates()), strict_articles=found.articles)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The sections worth a look, best first, with the ordinals of their articles."""

    rows: Numbers
    codes: Numbers
    scores: Floats
    whole: bool  # whether no others match

    @property
    def articles(self) -> int:
        """How many articles they are of."""
        return len(set(self.codes.tolist()))


class _Search:
    """One query, compiled; its deadline is checked between steps, none of which takes Tantivy long."""

    def __init__(
        self,
        index: OpenIndex,
        request: SearchRequest,
        end: float,
        query: Query,
        strict: Numbers = _NO_ROWS,
    ) -> None:
        self._end = end
        self._index = index
        self._request = request
        self._strict = ScoredDocs(np.sort(strict), np.zeros(len(strict)))
        filters = {
            name: Or(tuple(Filter(name, value) for value in values))
            for name, values in request.filters.items()
            if values
        }
        self._query = _narrowed(query, filters)
        compiled = index.compiler.compiled
        self._compiled = compiled(self._query)
        #: For each facet with a filter, the query without that filter.
        self._without_filter = {
            name: compiled(_narrowed(query, {other: filters[other] for other in filters if other != name}))
            for name in filters
        }

    def _late(self) -> bool:
        return monotonic() >= self._end

    def hits(self, found: _Candidates) -> EngineHits:
        """The requested stretch of these candidates, in order, with all totals and counts."""
        if self._late():
            return _NOTHING_IN_TIME
        articles = self._ranked(found)
        if self._late():
            return EngineHits(articles, len(articles), sum(a.total_sections for a in articles), {}, True)
        return self._counted(articles, found)

    def candidates(self) -> _Candidates:
        """Sections of as many articles as the request can need, or all there are."""
        request = self._request
        depth = request.offset + request.limit + _TOGETHER
        by = "order" if is_flat(self._query) and not len(self._strict) else None
        limit = max(_LOOKED_AT, 5 * depth)
        while True:
            rows, scores = self._index.best(self._compiled, limit, by)
            codes = self._index.doc_values.articles.codes[rows]
            whole = len(rows) < limit
            if whole or _surely(codes, scores, by) >= depth:
                return self._with_strict(rows, codes, scores, whole)
            limit *= 8

    def _with_strict(self, rows: Numbers, codes: Numbers, scores: Floats, whole: bool) -> _Candidates:
        first = self._strict.numbers
        if len(first):
            others = ~among(rows, first)[0]
            rows = np.append(first, rows[others])
            codes = np.append(self._index.doc_values.articles.codes[first], codes[others])
            scores = np.append(np.full(len(first), _FIRST), scores[others])
        return _Candidates(rows, codes, np.round(scores, _DECIMALS), whole)

    def _ranked(self, found: _Candidates) -> tuple[ArticleMatch, ...]:
        """The stretch of articles, exactly scored and in order, a window of them at a time."""
        if found.whole and len(found.rows) <= _LOOKED_AT:
            return self._rescored(np.sort(found.rows), self._request)
        offset, limit = self._request.offset, self._request.limit
        best = _in_order(found.codes, found.scores)
        articles: list[ArticleMatch] = []
        for start in range(offset - offset % _TOGETHER, len(best), _TOGETHER):
            if len(articles) >= limit or self._late():
                break
            skipped = max(0, offset - start)
            part = replace(self._request, offset=skipped, limit=limit - len(articles))
            rows = self._index.doc_values.of_articles(best[start : start + _TOGETHER])
            articles += self._rescored(rows, part)
        return tuple(articles)

    def _counted(self, articles: tuple[ArticleMatch, ...], found: _Candidates) -> EngineHits:
        index = self._index
        count = index.facet_counter.counts
        if found.whole:
            counts = Counts.of(index.doc_values, found.rows)
        else:
            counts = count(self._compiled, _least(self._query, index))
        facets = dict(counts.facets)
        for name, query in self._without_filter.items():
            facets[name] = count(query).facets[name]
        return EngineHits(articles, counts.articles, counts.sections, facets, partial=False)

    def _rescored(self, rows: Numbers, request: SearchRequest) -> tuple[ArticleMatch, ...]:
        docs = rescore(self._index, rows, self._query)
        return best_articles(docs, self._strict, self._index.doc_values, request)


def _narrowed(query: Query, filters: Mapping[str, Query]) -> Query:
    return And((query, *filters.values())) if filters else query


def is_flat(query: Query) -> bool:
    """Whether every match scores the same, as where only filters are."""
    if isinstance(query, (And, Or)):
        return all(map(is_flat, parts(query)))
    return isinstance(query, (Everything, Filter, Not))


def _least(query: Query, index: OpenIndex) -> int:
    """How many sections a query matches at least: of alternatives as many as have the most frequent one."""
    match query:
        case Term(text):
            return index.doc_freq((text,), None)
        case Or(clauses, at_least) if at_least <= 1:
            return max((_least(clause, index) for clause in clauses), default=0)
        case Boosted(clause) | Bonus(clause) | Constant(clause):
            return _least(clause, index)
    return 0


def _in_order(codes: Numbers, scores: Floats) -> list[int]:
    """The articles by their best sections; equal ones by their ids."""
    return list(dict.fromkeys(codes[np.lexsort((codes, -scores))].tolist()))


def _surely(codes: Numbers, scores: Floats, by: str | None) -> int:
    """How many articles have a section above all those that were not looked at."""
    above = codes != codes[-1] if by else np.round(scores, _DECIMALS) > round(scores[-1], _DECIMALS)
    return len(set(codes[above].tolist()))
