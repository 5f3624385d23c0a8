"""The links around results: filters to add or remove, and the other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.search.params import SearchParams
from search_web.site.params import page_address, search_address
from search_web.wording import FACET_WORDING

#: Choices of a facet whose values are not fixed, the largest first: beyond a dozen nobody reads on.
MAX_CHOICES = 12

#: Kinds of section that nobody reads by themselves.
_NOT_BROWSED = frozenset({"references", "other"})


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter that one click adds, or removes where it is active."""

    label: str
    count: int
    address: str
    active: bool = False


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """The choices of one facet under its label."""

    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to a page of results; a `number` of 0 is a gap between numbers."""

    number: int
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """The links to other pages: some by number, and the previous and next one where there is one."""

    numbers: Sequence[PageLink]
    previous: str | None
    next: str | None


def filter_groups(params: SearchParams, counts: Mapping[str, Mapping[str, int]]) -> list[FilterGroup]:
    """The choices of every facet that a page offers; `counts` are sections by facet and value."""
    groups = (
        FilterGroup(facet.label, filter_choices(params, name, counts.get(name, {})))
        for name, facet in FACET_WORDING.items()
        if facet.label
    )
    return [group for group in groups if group.choices]


def filter_choices(params: SearchParams, facet: str, counts: Mapping[str, int]) -> list[Choice]:
    """The values of a facet that have sections here or are active.

    Fixed values come in their own order. Of others the active come first, then the largest.
    """
    labels = FACET_WORDING[facet].values
    spelled = {value.casefold(): value for value in counts}
    active = tuple(spelled.get(value.casefold(), value) for value in params.filters.get(facet, ()))
    if labels:
        values = [value for value in labels if counts.get(value) or value in active]
    else:
        ranked = sorted((value for value in counts if value), key=lambda value: (-counts[value], value))
        rest = [value for value in ranked if value not in active]
        values = [*active, *rest[: max(0, MAX_CHOICES - len(active))]]
    return [
        Choice(
            label=labels.get(value, value),
            count=counts.get(value, 0),
            address=_filter_address(params, facet, _toggled(active, value)),
            active=value in active,
        )
        for value in values
    ]


def browse_choices(counts: Mapping[str, int]) -> list[Choice]:
    """The kinds of section to browse without a query, with their number of sections."""
    choices = (
        Choice(label, counts[kind], _filter_address(SearchParams(), "kind", (kind,)))
        for kind, label in FACET_WORDING["kind"].values.items()
        if counts.get(kind) and kind not in _NOT_BROWSED
    )
    return list(choices)


def paging(params: SearchParams, pages: int) -> Paging:
    """The links from one page to the others, of `pages` in all."""
    page = params.page
    before = page_address(params, page - 1) if 1 < page <= pages else None
    after = page_address(params, page + 1) if page < pages else None
    return Paging(page_links(params, pages), before, after)


def page_links(params: SearchParams, pages: int) -> list[PageLink]:
    """The first and the last page and those near the current one, with gaps between."""
    near = range(max(1, params.page - 2), min(pages, params.page + 2) + 1)
    links: list[PageLink] = []
    for number in sorted({1, *near, pages}):
        if links and number - links[-1].number > 1:
            links.append(PageLink(0, ""))
        links.append(PageLink(number, page_address(params, number), number == params.page))
    return links


def _filter_address(params: SearchParams, facet: str, values: tuple[str, ...]) -> str:
    return search_address(replace(params, filters={**params.filters, facet: values}, page=1))


def _toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    if value in values:
        return tuple(other for other in values if other != value)
    return (*values, value)
