"""The links around results: filters to add or take away, and pages to turn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.kinds import KIND_LABELS, KINDS
from search_web.site.params import Asked

#: Sources offered as filters; beyond a dozen nobody reads on, and the largest come first.
SHOWN_SOURCES = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that one click adds, or takes away where it is chosen."""

    label: str
    count: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page to turn to; a `number` of 0 is a gap between numbers."""

    number: int
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """The pages to turn to: some by number, and the one before and after where there is one."""

    numbers: list[PageLink]
    before: str | None
    after: str | None


def kind_choices(asked: Asked, counts: Mapping[str, int]) -> list[Choice]:
    """The kinds that have sections here or are chosen, in the order of an article."""
    return [
        Choice(
            label=KIND_LABELS[kind],
            count=counts.get(kind, 0),
            address=replace(asked, kinds=_toggled(asked.kinds, kind), page=1).address,
            chosen=kind in asked.kinds,
        )
        for kind in KINDS
        if counts.get(kind) or kind in asked.kinds
    ]


def source_choices(asked: Asked, counts: Mapping[str, int]) -> list[Choice]:
    """The sources with most sections here, largest first, and those that are chosen."""
    written = {source.casefold(): source for source in counts}
    chosen = [written.get(source.casefold(), source) for source in asked.sources]
    ranked = sorted((source for source in counts if source), key=lambda source: (-counts[source], source))
    rest = [source for source in ranked if source not in chosen]
    return [
        Choice(
            label=source,
            count=counts.get(source, 0),
            address=replace(asked, sources=_toggled(tuple(chosen), source), page=1).address,
            chosen=source in chosen,
        )
        for source in (*chosen, *rest[: max(0, SHOWN_SOURCES - len(chosen))])
    ]


def paging(asked: Asked, pages: int) -> Paging:
    """The ways from this page to the others of as many."""
    before = replace(asked, page=asked.page - 1).address if 1 < asked.page <= pages else None
    after = replace(asked, page=asked.page + 1).address if asked.page < pages else None
    return Paging(page_links(asked, pages), before, after)


def page_links(asked: Asked, pages: int) -> list[PageLink]:
    """The first and the last page and those near the current one, with gaps between."""
    near = range(max(1, asked.page - 2), min(pages, asked.page + 2) + 1)
    numbers = sorted({1, *near, pages})
    links: list[PageLink] = []
    for number in numbers:
        if links and number - links[-1].number > 1:
            links.append(PageLink(0, ""))
        links.append(PageLink(number, replace(asked, page=number).address, number == asked.page))
    return links


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    if value in values:
        return tuple(other for other in values if other != value)
    return (*values, value)
