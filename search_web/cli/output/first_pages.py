"""The searches with another first page, for an editor to review before it goes live, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.text import Text

from indexer.changes.first_pages import FirstPageChange, RankedArticle
from search_web.cli.output.terminal import printable

#: Articles to show that entered, left or moved on one page.
_SHOWN = 5


def first_page_text(change: FirstPageChange) -> Text:
    """The change of the first page of one search, an article on each line; coloured on a terminal."""
    text = Text().append(f"“{printable(change.query)}”", style="bold")
    for lines, style in (
        ([f"+ {place.rank}. {_named(place)}" for place in change.entered], "green"),
        ([f"- {place.rank}. {_named(place)}" for place in change.left], "red"),
        ([f"~ {_named(new)} from {old.rank} to {new.rank}" for old, new in change.moved], "yellow"),
        ([_other_section(old, new) for old, new in change.other_sections], "yellow"),
    ):
        for line in _bounded(lines):
            text.append(f"\n   {printable(line)}", style=style)
    if change.partial:
        text.append("\n   A search ran out of time, so this may be no change.")
    return text


def first_page_document(change: FirstPageChange) -> dict[str, object]:
    """The JSON document of the change of the first page of one search."""
    return {
        "query": change.query,
        "partial": change.partial,
        "entered": [_place_document(place) for place in change.entered],
        "left": [_place_document(place) for place in change.left],
        "moved": [_pair_document(old, new) for old, new in change.moved],
        "other_sections": [_pair_document(old, new) for old, new in change.other_sections],
    }


def _bounded(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_SHOWN]
    if len(lines) > _SHOWN:
        yield f"and {len(lines) - _SHOWN} more"


def _named(place: RankedArticle) -> str:
    return place.title if place.heading == place.title else f"{place.title} # {place.heading}"


def _other_section(before: RankedArticle, after: RankedArticle) -> str:
    return f"~ {after.title} leads to “{after.heading}” instead of “{before.heading}”"


def _place_document(place: RankedArticle) -> dict[str, object]:
    return {
        "place": place.rank,
        "article": place.article_id,
        "title": place.title,
        "section": place.section_id,
        "heading": place.heading,
    }


def _pair_document(before: RankedArticle, after: RankedArticle) -> dict[str, object]:
    return {"before": _place_document(before), "after": _place_document(after)}
