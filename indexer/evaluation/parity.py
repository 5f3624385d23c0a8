"""Two indexes of the same articles compared by the same queries: their results, and the time each takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles
from time import perf_counter

from indexer.errors import QueryError
from indexer.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The results of one query on an index; a query that is rejected has no articles and no counts."""

    articles: tuple[tuple[str, str], ...]  # ids and titles on the first page
    totals: tuple[int, int]  # articles and sections that match
    facets: Mapping[str, Mapping[str, int]]
    partial: bool  # both of two searches ran out of time
    ms: float  # of the second search


@dataclass(frozen=True, slots=True)
class QueryComparison:
    """The results of one query on two indexes."""

    query: str
    before: QueryResult
    after: QueryResult

    @property
    def comparable(self) -> bool:
        """Whether the first index finished in time, so that the second can be compared with it."""
        return not self.before.partial

    @property
    def same_top(self) -> bool:
        """Whether both have the same first article, or both none."""
        return _ids(self.before)[:1] == _ids(self.after)[:1]

    @property
    def same_totals(self) -> bool:
        """Whether the numbers of articles and sections are the same, for each facet value too."""
        before, after = self.before, self.after
        return not after.partial and (before.totals, before.facets) == (after.totals, after.facets)

    @property
    def overlap(self) -> float:
        """The share of the longer first page, 0 to 1, that is on both."""
        before, after = set(_ids(self.before)), set(_ids(self.after))
        return len(before & after) / max(len(before), len(after)) if before or after else 1.0

    @property
    def difference(self) -> str | None:
        """What an editor would notice, as a sentence; None where the first article and the counts agree."""
        parts = []
        if not self.same_top:
            parts.append(f"{_top(self.after)} comes first, not {_top(self.before)}")
        if self.after.partial:
            parts.append("time ran out before the search was complete")
        elif self.before.totals != self.after.totals:
            parts.append(f"{_counted(self.after)} match, not {_counted(self.before)}")
        elif not self.same_totals:
            parts.append("the counts by kind or source differ")
        return f"“{self.query}”: {'; '.join(parts)}." if parts else None


@dataclass(frozen=True, slots=True)
class Parity:
    """How far two indexes agree over all queries that the first finished in time."""

    queries: tuple[QueryComparison, ...]

    @property
    def compared(self) -> tuple[QueryComparison, ...]:
        """The queries that can be compared; the measures below are over these."""
        return tuple(one for one in self.queries if one.comparable)

    @property
    def same_top(self) -> int:
        """The number of queries with the same first article."""
        return sum(one.same_top for one in self.compared)

    @property
    def same_totals(self) -> int:
        """The number of queries with the same totals and counts."""
        return sum(one.same_totals for one in self.compared)

    @property
    def overlap(self) -> float:
        """The mean share of articles that are on both first pages; 1 where nothing was compared."""
        return fmean(one.overlap for one in self.compared) if self.compared else 1.0

    @property
    def ms(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The median and the 95th percentile of the milliseconds on each index, over all queries."""
        return _spread([one.before.ms for one in self.queries]), _spread(
            [one.after.ms for one in self.queries]
        )


def measure_parity(before: Searcher, after: Searcher, queries: Iterable[str]) -> Parity:
    """Compare two indexes by these queries; each runs on both in turn, twice, so that both are warm."""
    return Parity(
        tuple(
            QueryComparison(query, _query_result(before, query), _query_result(after, query))
            for query in queries
        )
    )


def _query_result(searcher: Searcher, query: str) -> QueryResult:
    started = perf_counter()
    try:
        first = searcher.search(query)
        started = perf_counter()
        second = searcher.search(query)
    except QueryError:
        return QueryResult((), (0, 0), {}, partial=False, ms=(perf_counter() - started) * 1000)
    ms = (perf_counter() - started) * 1000
    page = first if second.partial else second
    shown = tuple((article.id, article.title) for article in page.articles)
    return QueryResult(shown, (page.total_articles, page.total_sections), page.facets, page.partial, ms)


def _ids(result: QueryResult) -> list[str]:
    return [article_id for article_id, _ in result.articles]


def _top(result: QueryResult) -> str:
    return f"“{result.articles[0][1]}”" if result.articles else "nothing"


def _counted(result: QueryResult) -> str:
    articles, sections = result.totals
    return f"{articles:,} articles and {sections:,} sections"


def _spread(times: Sequence[float]) -> tuple[float, float]:
    if len(times) < 2:
        return (times[0], times[0]) if times else (0.0, 0.0)
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]
