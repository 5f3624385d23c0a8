"""Which searches would show another first page once a candidate goes live, and how."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.changes.order import moved
from indexer.errors import QueryError
from indexer.search.results import ResultPage


class Searching(Protocol):
    """What is asked for first pages; a `Searcher` is one."""

    def search(self, text: str) -> ResultPage:
        """The first page of results."""


@dataclass(frozen=True, slots=True)
class Place:
    """An article on a first page, with its best section."""

    number: int  # from 1
    article_id: str
    title: str
    section_id: str
    heading: str


@dataclass(frozen=True, slots=True)
class FirstPageChange:
    """How the first page of one search changes."""

    query: str
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    partial: bool  # one of the two searches ran out of time, so that the change may be no change

    @property
    def entered(self) -> tuple[Place, ...]:
        """Articles that were not on the page before."""
        return _others(self.after, self.before)

    @property
    def left(self) -> tuple[Place, ...]:
        """Articles that are no longer on the page."""
        return _others(self.before, self.after)

    @property
    def moved(self) -> tuple[tuple[Place, Place], ...]:
        """Articles that changed their order, each before and after; none that only made room for others."""
        pairs = self._stayed()
        places = moved([before.number for before, _ in pairs])
        return tuple(pairs[place] for place in sorted(places))

    @property
    def other_sections(self) -> tuple[tuple[Place, Place], ...]:
        """Articles that now lead to another of their sections, each before and after."""
        return tuple(pair for pair in self._stayed() if pair[0].section_id != pair[1].section_id)

    def _stayed(self) -> list[tuple[Place, Place]]:
        before = {place.article_id: place for place in self.before}
        return [(before[place.article_id], place) for place in self.after if place.article_id in before]


def first_page_changes(
    live: Searching, candidate: Searching, queries: Iterable[str]
) -> tuple[FirstPageChange, ...]:
    """The searches whose first page differs in its articles, their order or the best section of one.

    The queries are asked in their order, each once. One that cannot be searched has no first page.
    """
    pages = ((query, _page(live, query), _page(candidate, query)) for query in dict.fromkeys(queries))
    return tuple(
        FirstPageChange(query, _places(before), _places(after), before.partial or after.partial)
        for query, before, after in pages
        if before and after and _shown(before) != _shown(after)
    )


def _page(searcher: Searching, query: str) -> ResultPage | None:
    """The first page; asked a second time when the first ran out of time, for a busy machine's sake."""
    try:
        page = searcher.search(query)
        return searcher.search(query) if page.partial else page
    except QueryError:
        return None


def _shown(page: ResultPage) -> list[tuple[str, str]]:
    return [(place.article_id, place.section_id) for place in _places(page)]


def _places(page: ResultPage) -> tuple[Place, ...]:
    return tuple(
        Place(number, article.id, article.title, article.sections[0].id, article.sections[0].heading)
        for number, article in enumerate(page.articles, start=1)
    )


def _others(these: Sequence[Place], those: Sequence[Place]) -> tuple[Place, ...]:
    known = {place.article_id for place in those}
    return tuple(place for place in these if place.article_id not in known)
