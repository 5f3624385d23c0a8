"""Two indexes of the same articles, asked the same: where they agree, and how long each takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles
from time import perf_counter
from typing import Protocol

from indexer.errors import QueryError
from indexer.search.results import ResultPage


class Searching(Protocol):
    """What is asked; a `Searcher` is one."""

    def search(self, text: str) -> ResultPage:
        """The first page of results."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an index answers to one query; one that is refused has no articles and nothing counted."""

    articles: tuple[tuple[str, str], ...]  # ids and titles of the first page
    totals: tuple[int, int]  # articles and sections that match
    facets: Mapping[str, Mapping[str, int]]
    partial: bool  # it ran out of time, twice
    ms: float  # of the second time it was asked


@dataclass(frozen=True, slots=True)
class Compared:
    """The answers of two indexes to one query."""

    query: str
    before: Answer
    after: Answer

    @property
    def comparable(self) -> bool:
        """Whether the first index came to an end, so that the second can be held to what it found."""
        return not self.before.partial

    @property
    def same_top(self) -> bool:
        """Whether the same article comes first, or none from both."""
        return _ids(self.before)[:1] == _ids(self.after)[:1]

    @property
    def same_totals(self) -> bool:
        """Whether as many articles and sections match, of each kind and source."""
        before, after = self.before, self.after
        return not after.partial and (before.totals, before.facets) == (after.totals, after.facets)

    @property
    def overlap(self) -> float:
        """The share, 0 to 1, of the longer first page that stands on both."""
        before, after = set(_ids(self.before)), set(_ids(self.after))
        return len(before & after) / max(len(before), len(after)) if before or after else 1.0

    @property
    def difference(self) -> str | None:
        """What an editor would notice, in words; None for the same first article and the same counts."""
        parts = []
        if not self.same_top:
            parts.append(f"{_top(self.after)} comes first, not {_top(self.before)}")
        if self.after.partial:
            parts.append("the time was up before all was searched")
        elif self.before.totals != self.after.totals:
            parts.append(f"{_counted(self.after)} match, not {_counted(self.before)}")
        elif not self.same_totals:
            parts.append("kinds or sources are counted otherwise")
        return f"“{self.query}”: {'; '.join(parts)}." if parts else None


@dataclass(frozen=True, slots=True)
class Parity:
    """How far two indexes agree over all queries that the first answered in time."""

    queries: tuple[Compared, ...]

    @property
    def compared(self) -> tuple[Compared, ...]:
        """The queries that can be compared; the measures below are of these."""
        return tuple(one for one in self.queries if one.comparable)

    @property
    def same_top(self) -> int:
        """Queries with the same first article."""
        return sum(one.same_top for one in self.compared)

    @property
    def same_totals(self) -> int:
        """Queries with the same totals and counts."""
        return sum(one.same_totals for one in self.compared)

    @property
    def overlap(self) -> float:
        """The mean share of articles that stand on both first pages; 1 where nothing was compared."""
        return fmean(one.overlap for one in self.compared) if self.compared else 1.0

    @property
    def ms(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The median and the 95th percentile of the milliseconds of each index, over all queries."""
        return _spread([one.before.ms for one in self.queries]), _spread(
            [one.after.ms for one in self.queries]
        )


def compare(before: Searching, after: Searching, queries: Iterable[str]) -> Parity:
    """How two indexes answer these queries, each asked of both in turn, twice, so that both are warm."""
    return Parity(tuple(Compared(query, _answer(before, query), _answer(after, query)) for query in queries))


def _answer(searcher: Searching, query: str) -> Answer:
    started = perf_counter()
    try:
        first = searcher.search(query)
        started = perf_counter()
        second = searcher.search(query)
    except QueryError:
        return Answer((), (0, 0), {}, partial=False, ms=(perf_counter() - started) * 1000)
    ms = (perf_counter() - started) * 1000
    page = first if second.partial else second
    shown = tuple((article.id, article.title) for article in page.articles)
    return Answer(shown, (page.total_articles, page.total_sections), page.facets, page.partial, ms)


def _ids(answer: Answer) -> list[str]:
    return [article_id for article_id, _ in answer.articles]


def _top(answer: Answer) -> str:
    return f"“{answer.articles[0][1]}”" if answer.articles else "nothing"


def _counted(answer: Answer) -> str:
    articles, sections = answer.totals
    return f"{articles:,} articles and {sections:,} sections"


def _spread(times: Sequence[float]) -> tuple[float, float]:
    if len(times) < 2:
        return (times[0], times[0]) if times else (0.0, 0.0)
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]
