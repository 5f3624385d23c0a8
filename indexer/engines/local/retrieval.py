"""A search in two stages: candidates by an engine's own scores, then put in order by exact ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from indexer.arrays import Floats, Numbers
from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest
from indexer.engines.local.doc_values import DocValues
from indexer.engines.local.evaluator import Deadline, DeadlinePassed
from indexer.engines.local.rescorer import rescored
from indexer.engines.local.window import TermSource
from indexer.query.tree import And, Filter, Or, Query

#: Sections looked at to find the best articles; there are more of them only below these.
_LOOKED_AT = 200

#: Articles put in order together, in the engine's order of them: six times a page. What belongs on a page
#: is among them, and turning pages stays in one ranking, whatever page is requested.
_TOGETHER = 32

#: Articles that are also put in order with the first of them, for their titles.
_TITLES = 32

#: The fewest articles to turn pages through, where so many match at all: ten pages.
_RANKED = 100

#: An engine's scores are in single precision: further decimals depend on the order of what was added.
_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Candidates:
    """The sections worth a look, best first."""

    rows: Numbers
    scores: Floats
    whole: bool  # whether no others match
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles and sections a query matches, and how many sections by value of each facet."""

    articles: int
    sections: int
    facets: Mapping[str, Mapping[str, int]]

    @classmethod
    def of(cls, values: DocValues, rows: Numbers) -> Counts:
        """The counts of sections that are all known."""
        articles = int(np.count_nonzero(np.bincount(values.articles.codes[rows])))
        facets = {name: ordinals.counts(rows) for name, ordinals in values.facets.items()}
        return cls(articles, len(rows), facets)


class FirstStage(TermSource, Protocol):
    """An open index that finds candidates and counts matches."""

    def candidates(self, query: Query, limit: int, deadline: Deadline) -> Candidates:
        """At least so many of the best sections, or all there are; some where the deadline comes first."""
        ...

    def counts(self, query: Query, deadline: Deadline) -> Counts:
        """What a query matches, in total and by facet; `DeadlinePassed` where there is no time for it."""
        ...


def search(index: FirstStage, request: SearchRequest) -> EngineHits:
    """The request's stretch of the ranking (`SearchEngine.search`)."""
    return _Search(index, request).hits()


class _Search:
    """One request; its deadline is checked between steps."""

    def __init__(self, index: FirstStage, request: SearchRequest) -> None:
        self._index = index
        self._values = index.doc_values
        self._request = request
        self._deadline = Deadline(request.seconds)
        self._filters = {
            name: Or(tuple(Filter(name, value) for value in values))
            for name, values in request.filters.items()
            if values
        }
        self._query = self._narrowed(request.query)

    def hits(self) -> EngineHits:
        """The requested stretch of articles, with all totals and counts as far as there is time for them."""
        found = self._candidates()
        articles: list[ArticleMatch] = []
        order = self._order(found)
        try:
            self._deadline.check()
            articles = self._ranked(order)
            counts, facets = self._counts(found)
        except DeadlinePassed:
            sections = sum(article.total_sections for article in articles)
            return EngineHits(tuple(articles), len(articles), sections, {}, True, len(articles))
        ranked = (
            len(order)
            if found.whole and len(order) <= _RANKED
            else max(counts.articles, min(_RANKED, len(order)))
        )
        return EngineHits(tuple(articles), counts.articles, counts.sections, facets, found.partial, ranked)

    def _narrowed(self, query: Query, leave_out: str | None = None) -> Query:
        """The query within the filters, but for the filter of one facet."""
        filters = [clause for name, clause in self._filters.items() if name != leave_out]
        return And((query, *filters)) if filters else query

    def _candidates(self) -> Candidates:
        """Sections of as many articles as the request can need, or all there are."""
        depth = max(_RANKED, self._request.offset + self._request.limit) + _TOGETHER
        limit = max(_LOOKED_AT, 5 * depth)
        while True:
            found = self._index.candidates(self._query, limit, self._deadline)
            if found.whole or found.partial or self._surely(found) >= depth:
                return found
            limit *= 8

    def _surely(self, found: Candidates) -> int:
        """How many articles have a section above all those that were not looked at."""
        above = np.round(found.scores, _DECIMALS) > round(float(found.scores[-1]), _DECIMALS)
        return len(set(self._values.articles.codes[found.rows[above]].tolist()))

    def _order(self, found: Candidates) -> list[int]:
        """The articles by their best candidates; equal ones by their ids."""
        codes = self._values.articles.codes[found.rows]
        return list(dict.fromkeys(codes[np.lexsort((codes, -np.round(found.scores, _DECIMALS)))].tolist()))

    def _ranked(self, order: list[int]) -> list[ArticleMatch]:
        """The stretch of articles, exactly scored and in order, a window of them at a time."""
        first = dict.fromkeys([*order[:_TOGETHER], *self._titles()])
        others = [code for code in order if code not in first]
        windows = [list(first), *(others[at : at + _TOGETHER] for at in range(0, len(others), _TOGETHER))]
        offset, end = self._request.offset, self._request.offset + self._request.limit
        articles: list[ArticleMatch] = []
        before = 0
        for number, window in enumerate(windows):
            if before >= end or not window:
                break
            if number and before + len(window) <= offset:
                before += len(window)  # all of them match: each has a candidate
                continue
            self._deadline.check()
            found = rescored(self._index, self._values.of_articles(window), self._query, self._request)
            articles += found.articles(max(0, offset - before), end - before)
            before += len(found)
        return articles

    def _titles(self) -> list[int]:
        """The articles with the most points for their titles."""
        ranking = self._request.ranking
        if ranking is None:
            return []
        best = sorted(ranking.titles, key=lambda one: (-ranking.titles[one], one))[:_TITLES]
        codes = (self._values.articles.code(one) for one in best)
        return [code for code in codes if code is not None]

    def _counts(self, found: Candidates) -> tuple[Counts, Mapping[str, Mapping[str, int]]]:
        """The totals, and the counts of each facet under all filters but its own."""
        counted = self._request.counted or self._request.query
        if found.whole and self._request.counted is None:
            counts = Counts.of(self._values, found.rows)
        else:
            counts = self._index.counts(self._narrowed(counted), self._deadline)
            if not counts.sections and len(found.rows):  # nothing has enough of the words: all that has any
                counted = self._request.query
                counts = self._index.counts(self._query, self._deadline)
        facets = dict(counts.facets)
        for name in self._filters:
            facets[name] = self._index.counts(self._narrowed(counted, name), self._deadline).facets[name]
        return counts, facets
