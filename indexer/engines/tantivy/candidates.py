"""The best articles of a query: Tantivy finds what is worth a look, and exact scores put it in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from indexer.arrays import Floats, Numbers, among
from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest
from indexer.engines.local.collector import best_articles
from indexer.engines.local.scored_docs import Matches
from indexer.engines.tantivy.facets import Counts
from indexer.engines.tantivy.open_index import OpenIndex
from indexer.engines.tantivy.rescorer import Holding
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    InKind,
    InSource,
    Not,
    Or,
    Query,
    Term,
)

#: Sections looked at to find the best articles; there are more of them only below these.
_LOOKED_AT = 200

#: Articles put in order together, in Tantivy's order of them; three times a page. What belongs on a page is
#: among them, and turning pages stays in one ranking, whatever page is asked for.
_TOGETHER = 32

#: Tantivy's scores are in single precision: further decimals depend on the order of what was added.
_DECIMALS = 4

#: Stands for the score of sections that are preferred: above what any query scores.
_FIRST = 1e9

_NO_ROWS: Numbers = np.empty(0, np.int64)

_NOTHING_IN_TIME = EngineHits((), 0, 0, {}, {}, partial=True)


def search(index: OpenIndex, request: SearchRequest) -> EngineHits:
    """The stretch of the ranking that is asked for, as the seam wants it."""
    end = monotonic() + request.seconds
    asked = _Asked(index, request, end, request.query)
    found = asked.candidates()
    if request.otherwise is None or not found.whole or found.articles >= request.enough:
        return asked.hits(found)
    most = _Asked(index, request, end, request.otherwise, preferred=found.rows)
    return replace(most.hits(most.candidates()), preferred=found.articles)


@dataclass(frozen=True, slots=True)
class _Candidates:
    """The sections worth a look, best first, with the codes of their articles."""

    rows: Numbers
    codes: Numbers
    scores: Floats
    whole: bool  # whether no others match

    @property
    def articles(self) -> int:
        """How many articles they are of."""
        return len(set(self.codes.tolist()))


class _Asked:
    """A query, compiled; its deadline is looked at between steps, none of which Tantivy takes long for."""

    def __init__(
        self,
        index: OpenIndex,
        request: SearchRequest,
        end: float,
        asked: Query,
        preferred: Numbers = _NO_ROWS,
    ) -> None:
        self._end = end
        self._index = index
        self._request = request
        self._preferred = Matches(np.sort(preferred), np.zeros(len(preferred)))
        of_kinds = [Or(tuple(map(InKind, request.kinds)))] if request.kinds else []
        of_sources = [Or(tuple(map(InSource, request.sources)))] if request.sources else []
        query = And((asked, *of_kinds, *of_sources)) if of_kinds or of_sources else asked
        compiled = index.compiler.compiled
        self._query = query
        self._kept = compiled(query)
        self._of_kind = compiled(And((asked, *of_kinds))) if of_sources else self._kept
        self._of_source = compiled(And((asked, *of_sources))) if of_kinds else self._kept

    def _late(self) -> bool:
        return monotonic() >= self._end

    def hits(self, found: _Candidates) -> EngineHits:
        """What of these candidates is asked for, in order, with all totals and counts."""
        if self._late():
            return _NOTHING_IN_TIME
        articles = self._ranked(found)
        if self._late():
            return EngineHits(articles, len(articles), sum(a.total_sections for a in articles), {}, {}, True)
        return self._counted(articles, found)

    def candidates(self) -> _Candidates:
        """Sections of as many articles as the request can need, or all there are."""
        request = self._request
        depth = request.first + request.count + _TOGETHER
        by = "order" if is_flat(self._query) and not len(self._preferred) else None
        limit = max(_LOOKED_AT, 5 * depth)
        while True:
            rows, scores = self._index.best(self._kept, limit, by)
            codes = self._index.facts.articles.codes[rows]
            whole = len(rows) < limit
            if whole or _surely(codes, scores, by) >= depth:
                return self._with_preferred(rows, codes, scores, whole)
            limit *= 8

    def _with_preferred(self, rows: Numbers, codes: Numbers, scores: Floats, whole: bool) -> _Candidates:
        first = self._preferred.numbers
        if len(first):
            others = ~among(rows, first)[0]
            rows = np.append(first, rows[others])
            codes = np.append(self._index.facts.articles.codes[first], codes[others])
            scores = np.append(np.full(len(first), _FIRST), scores[others])
        return _Candidates(rows, codes, np.round(scores, _DECIMALS), whole)

    def _ranked(self, found: _Candidates) -> tuple[ArticleMatch, ...]:
        """The stretch of articles, exactly scored and in order, a window of them at a time."""
        if found.whole and len(found.rows) <= _LOOKED_AT:
            return self._window(np.sort(found.rows), self._request)
        first, count = self._request.first, self._request.count
        best = _in_order(found.codes, found.scores)
        articles: list[ArticleMatch] = []
        for start in range(first - first % _TOGETHER, len(best), _TOGETHER):
            if len(articles) >= count or self._late():
                break
            skipped = max(0, first - start)
            part = replace(self._request, first=skipped, count=count - len(articles))
            articles += self._window(self._index.facts.of_articles(best[start : start + _TOGETHER]), part)
        return tuple(articles)

    def _counted(self, articles: tuple[ArticleMatch, ...], found: _Candidates) -> EngineHits:
        index = self._index
        every = index.counting.counts
        if found.whole:
            counts = Counts.of(index.facts, found.rows)
        else:
            counts = every(self._kept, _least(self._query, index.holding))
        kinds, sources = counts.kinds, counts.sources
        if self._of_source is not self._kept:
            kinds = every(self._of_source).kinds
        if self._of_kind is not self._kept:
            sources = every(self._of_kind).sources
        return EngineHits(articles, counts.articles, counts.sections, kinds, sources, partial=False)

    def _window(self, rows: Numbers, request: SearchRequest) -> tuple[ArticleMatch, ...]:
        found = self._index.window(rows, self._query).matches()
        return best_articles(found, self._preferred, self._index.facts, request)


def is_flat(query: Query) -> bool:
    """Whether every match scores the same, as where only filters are."""
    match query:
        case Everything() | InKind() | InSource() | Not():
            return True
        case And(clauses) | Or(clauses):
            return all(map(is_flat, clauses))
    return False


def _least(query: Query, holding: Holding) -> int:
    """How many sections a query matches at least: where any word will do, as many as hold the most used."""
    match query:
        case Term(text):
            return holding((text,), None)
        case Or(clauses, at_least) if at_least <= 1:
            return max((_least(clause, holding) for clause in clauses), default=0)
        case Boosted(clause) | Bonus(clause) | Constant(clause):
            return _least(clause, holding)
    return 0


def _in_order(codes: Numbers, scores: Floats) -> list[int]:
    """The articles by their best sections; equal ones by their ids."""
    return list(dict.fromkeys(codes[np.lexsort((codes, -scores))].tolist()))


def _surely(codes: Numbers, scores: Floats, by: str | None) -> int:
    """How many articles have a section above all those that were not looked at."""
    above = codes != codes[-1] if by else np.round(scores, _DECIMALS) > round(scores[-1], _DECIMALS)
    return len(set(codes[above].tolist()))
