"""The parameters of an address to `SearchParams`, for the site and the API, and back to an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs

from flask import url_for
from werkzeug.datastructures import MultiDict

from corpus.kinds import KINDS
from indexer.errors import QueryError
from indexer.limits import MAX_QUERY_CHARS, MAX_TERMS
from indexer.search.params import SearchParams
from search_web.wording import FACET_WORDING

#: Values of one facet in an address. A reader ticks a few; each is one more comparison for every matching
#: section.
MAX_VALUES = 20

#: Characters of a value; real sources are names of organisations or hosts, a host has at most 253.
MAX_VALUE_CHARS = 300


def read_params(args: MultiDict[str, str]) -> SearchParams:
    """The search that the parameters of an address describe.

    Raises `QueryError`, with a message for the reader, for a page, kind, source or exact words out of range.
    """
    return SearchParams(
        text=args.get("q", ""),
        filters={name: _values(name, args.getlist(facet.parameter)) for name, facet in FACET_WORDING.items()},
        page=_page(args.get("page") or "1"),
        exact=_exact(args.getlist("exact")),
    )


def search_address(params: SearchParams) -> str:
    """The address of the results, without the page where it is the first."""
    filters = {facet.parameter: params.filters.get(name) or None for name, facet in FACET_WORDING.items()}
    page = params.page if params.page > 1 else None
    values: dict[str, Any] = {"q": params.text or None, **filters, "page": page, "exact": params.exact}
    return url_for("pages.results", **values)


def page_address(params: SearchParams, page: int) -> str:
    """The address of another page of the same results."""
    return search_address(replace(params, page=page))


def unfiltered_address(params: SearchParams) -> str:
    """The address of the results for the text alone, without filters or exact words."""
    return search_address(SearchParams(params.text))


def undo_address(params: SearchParams, undo: str) -> str:
    """The address of the search that undoes a rewrite step: other words, the same filters.

    `undo` is a query string with the words and those to be searched exactly.
    """
    words = parse_qs(undo)
    exact = tuple(words.get("exact", ()))
    return search_address(replace(params, text=words.get("q", [""])[0], exact=exact, page=1))


def filter_fields(params: SearchParams) -> Iterator[tuple[str, str]]:
    """Each filter as the parameter and value of an address, for a form that keeps it."""
    for name, facet in FACET_WORDING.items():
        yield from ((facet.parameter, value) for value in params.filters.get(name, ()))


def _page(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) < 1:
        raise QueryError(f"“{_short(text)}” is no page of results. Pages are numbered from 1.")
    return int(text)


def _values(facet: str, values: list[str]) -> tuple[str, ...]:
    """The values of a facet, each once whatever its case."""
    if facet == "kind":
        _check_kinds(values)
    found = tuple({value.casefold(): value for value in values if value}.values())
    noun = FACET_WORDING[facet].noun
    if len(found) > MAX_VALUES:
        raise QueryError(f"{len(found)} {noun}s are too many at once. Choose at most {MAX_VALUES}.")
    for value in found:
        if len(value) > MAX_VALUE_CHARS:
            raise QueryError(f"“{_short(value)}” is too long to be the name of a {noun}.")
    return found


def _check_kinds(values: list[str]) -> None:
    for kind in values:
        if kind and kind not in KINDS:
            raise QueryError(f"“{_short(kind)}” is no kind of section. The kinds are: {', '.join(KINDS)}.")


def _exact(values: list[str]) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(value for value in values if value.strip()))
    if len(words) > MAX_TERMS or any(len(word) > MAX_QUERY_CHARS for word in words):
        raise QueryError(f"More than {MAX_TERMS} words cannot be searched for just as they are.")
    return words


def _short(text: str) -> str:
    shown = "".join(c for c in text if c.isprintable())
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
