"""JSON-LD: what a page's embedded linked data say of its article."""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_MAX_NODES = 5_000  # a page's own description is among the first; product lists run on for megabytes


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The article's entries, "" for each that is missing."""

    headline: str = ""
    publisher: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    reviewed: str = ""


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """What the scripts say of the page's article; what is broken is passed over."""
    things = [thing for script in scripts for thing in _things(script)]
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and "name" in thing}
    about = sorted((thing for thing in things if _rank(thing) < 9), key=_rank)
    return LinkedData(
        headline=_first(about, ("headline", "name"), named),
        publisher=_first(about, ("publisher", "isPartOf", "sourceOrganization"), named) or _site(things),
        language=_first(about, ("inLanguage",), named),
        published=_first(about, ("datePublished", "dateCreated"), named),
        modified=_first(about, ("dateModified",), named),
        reviewed=_first(about, ("lastReviewed", "dateReviewed"), named),
    )


def _things(script: str) -> Iterator[dict[str, Any]]:
    """The objects of a script, outermost first."""
    try:
        waiting = deque([json.loads(script, strict=False)])
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            waiting.extend(node)


def _types(thing: dict[str, Any]) -> list[str]:
    types = thing.get("@type")
    return [str(name) for name in (types if isinstance(types, list) else [types])]


def _rank(thing: dict[str, Any]) -> int:
    """0 for an article, 1 for a page, 9 for what describes neither."""
    types = _types(thing)
    if any(name.endswith(("Article", "Posting", "Report")) or name == "MedicalWebPage" for name in types):
        return 0
    return 1 if any(name.endswith("WebPage") for name in types) else 9


def _site(things: list[dict[str, Any]]) -> str:
    return next((_text(thing.get("name"), {}) for thing in things if "WebSite" in _types(thing)), "")


def _first(things: list[dict[str, Any]], keys: tuple[str, ...], named: dict[str, dict[str, Any]]) -> str:
    for thing in things:
        for key in keys:
            text = _text(thing.get(key), named)
            if text:
                return text
    return ""


def _text(value: Any, named: dict[str, dict[str, Any]]) -> str:
    """A value as text: a string, or the name of the thing it is or refers to."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or named.get(str(value.get("@id")), {}).get("name")
    if not isinstance(value, str):
        return ""
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # half a pair is no character
    return " ".join(html.unescape(whole).split())
