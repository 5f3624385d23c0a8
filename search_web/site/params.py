"""What an address asks for: the words, the filters and the page, read once for the site and the API."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs

from flask import url_for
from werkzeug.datastructures import MultiDict

from corpus.kinds import KIND_LABELS, KINDS
from indexer.errors import QueryError
from indexer.limits import MAX_QUERY_CHARS, MAX_TERMS

#: Sources in one address. A reader ticks a few; each is one more comparison for every matching section.
MAX_SOURCES = 20

#: Characters of a source's name; real ones are names of organisations or hosts, a host has at most 253.
MAX_SOURCE_CHARS = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as its address says it."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    page: int = 1
    exact: tuple[str, ...] = ()  # words to search just as they are

    @property
    def filtered(self) -> bool:
        """Whether a kind or a source narrows the search."""
        return bool(self.kinds or self.sources)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to search for and nothing to browse."""
        return not self.text.strip() and not self.filtered

    def instead(self, undo: str) -> Asked:
        """The search that undoes a step of the reading: its words and what is exact in them, same filters."""
        given = parse_qs(undo)
        return replace(self, text=given.get("q", [""])[0], exact=tuple(given.get("exact", ())), page=1)

    @property
    def address(self) -> str:
        """The address of the results, without the page where it is the first."""
        page = self.page if self.page > 1 else None
        values: dict[str, Any] = {
            "q": self.text or None,
            "in": self.kinds,
            "source": self.sources,
            "page": page,
            "exact": self.exact,
        }
        return url_for("pages.results", **values)


def read_asked(args: MultiDict[str, str]) -> Asked:
    """The search that an address' parameters ask for; raises `QueryError` with a sentence for the reader."""
    return Asked(
        text=args.get("q", ""),
        kinds=_kinds(args.getlist("in")),
        sources=_sources(args.getlist("source")),
        page=_page(args.get("page") or "1"),
        exact=_exact(args.getlist("exact")),
    )


def _page(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or int(text) < 1:
        raise QueryError(f"“{_short(text)}” is no page of results. Pages are numbered from 1.")
    return int(text)


def _kinds(values: list[str]) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(value for value in values if value))
    for kind in kinds:
        if kind not in KIND_LABELS:
            raise QueryError(f"“{_short(kind)}” is no kind of section. The kinds are: {', '.join(KINDS)}.")
    return kinds


def _sources(values: list[str]) -> tuple[str, ...]:
    sources = tuple({value.casefold(): value for value in values if value}.values())
    if len(sources) > MAX_SOURCES:
        raise QueryError(f"{len(sources)} sources are too many at once. Choose at most {MAX_SOURCES}.")
    for source in sources:
        if len(source) > MAX_SOURCE_CHARS:
            raise QueryError(f"“{_short(source)}” is too long to be the name of a source.")
    return sources


def _exact(values: list[str]) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(value for value in values if value.strip()))
    if len(words) > MAX_TERMS or any(len(word) > MAX_QUERY_CHARS for word in words):
        raise QueryError(f"More than {MAX_TERMS} words cannot be searched for just as they are.")
    return words


def _short(text: str) -> str:
    shown = "".join(c for c in text if c.isprintable())
    return shown if len(shown) <= 40 else f"{shown[:40]}…"
