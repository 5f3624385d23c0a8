"""The searches whose first page would change when a candidate goes live, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.changes.order import moved_items
from indexer.errors import QueryError

if TYPE_CHECKING:  # it imports the whole rewriting of queries, which a reindex without changes need not
    from indexer.search.results import ResultPage
    from indexer.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class RankedArticle:
    """An article on a first page, with its best section."""

    rank: int  # from 1
    article_id: str
    title: str
    section_id: str
    heading: str


@dataclass(frozen=True, slots=True)
class FirstPageChange:
    """How the first page of one search changes."""

    query: str
    before: tuple[RankedArticle, ...]
    after: tuple[RankedArticle, ...]
    partial: bool  # one of the two searches ran out of time, so there may be no change

    @property
    def entered(self) -> tuple[RankedArticle, ...]:
        """Articles that were not on the page before."""
        return _others(self.after, self.before)

    @property
    def left(self) -> tuple[RankedArticle, ...]:
        """Articles that are no longer on the page."""
        return _others(self.before, self.after)

    @property
    def moved(self) -> tuple[tuple[RankedArticle, RankedArticle], ...]:
        """Articles that changed their order, each before and after, not those that only made room."""
        pairs = self._on_both()
        return tuple(pairs[n] for n in sorted(moved_items([before.rank for before, _ in pairs])))

    @property
    def other_sections(self) -> tuple[tuple[RankedArticle, RankedArticle], ...]:
        """Articles that now lead to another of their sections, each before and after."""
        return tuple(pair for pair in self._on_both() if pair[0].section_id != pair[1].section_id)

    def _on_both(self) -> list[tuple[RankedArticle, RankedArticle]]:
        before = {hit.article_id: hit for hit in self.before}
        return [(before[hit.article_id], hit) for hit in self.after if hit.article_id in before]


def first_page_changes(
    live: Searcher, candidate: Searcher, queries: Iterable[str]
) -> tuple[FirstPageChange, ...]:
    """The searches whose first page differs in its articles, their order or the best section of one.

    The queries run in their order, each once. A query that is rejected has no first page.
    """
    pages = ((query, _page(live, query), _page(candidate, query)) for query in dict.fromkeys(queries))
    return tuple(
        FirstPageChange(query, _ranked(before), _ranked(after), before.partial or after.partial)
        for query, before, after in pages
        if before and after and _shown(before) != _shown(after)
    )


def _page(searcher: Searcher, query: str) -> ResultPage | None:
    """The first page; searched again where time ran out, because the machine may have been busy."""
    try:
        page = searcher.search(query)
        return searcher.search(query) if page.partial else page
    except QueryError:
        return None


def _shown(page: ResultPage) -> list[tuple[str, str]]:
    return [(hit.article_id, hit.section_id) for hit in _ranked(page)]


def _ranked(page: ResultPage) -> tuple[RankedArticle, ...]:
    return tuple(
        RankedArticle(rank, article.id, article.title, article.sections[0].id, article.sections[0].heading)
        for rank, article in enumerate(page.articles, start=1)
    )


def _others(these: Sequence[RankedArticle], those: Sequence[RankedArticle]) -> tuple[RankedArticle, ...]:
    known = {hit.article_id for hit in those}
    return tuple(hit for hit in these if hit.article_id not in known)
