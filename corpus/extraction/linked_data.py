"""JSON-LD: what the linked data embedded in a page state about its article."""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_MAX_NODES = 5_000  # the page's own description is among the first; product lists go on for megabytes

_UNRELATED = 9  # the rank of an object that describes neither an article nor a page


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The article's entries as text, "" for each that is missing."""

    headline: str = ""
    publisher: str = ""
    language: str = ""
    published: str = ""
    modified: str = ""
    reviewed: str = ""


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """The entries of the page's article; scripts that are no valid JSON are ignored."""
    objects = [entry for script in scripts for entry in _objects(script)]
    by_id = {
        entry["@id"]: entry for entry in objects if isinstance(entry.get("@id"), str) and "name" in entry
    }
    articles = sorted((entry for entry in objects if _rank(entry) < _UNRELATED), key=_rank)
    return LinkedData(
        headline=_first(articles, ("headline", "name"), by_id),
        publisher=_first(articles, ("publisher", "isPartOf", "sourceOrganization"), by_id) or _site(objects),
        language=_first(articles, ("inLanguage",), by_id),
        published=_first(articles, ("datePublished", "dateCreated"), by_id),
        modified=_first(articles, ("dateModified",), by_id),
        reviewed=_first(articles, ("lastReviewed", "dateReviewed"), by_id),
    )


def _objects(script: str) -> Iterator[dict[str, Any]]:
    """The JSON objects of a script, outermost first."""
    try:
        queue = deque([json.loads(script, strict=False)])
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_NODES):
        if not queue:
            return
        node = queue.popleft()
        if isinstance(node, dict):
            yield node
            queue.extend(value for value in node.values() if isinstance(value, (dict, list)))
        elif isinstance(node, list):
            queue.extend(node)


def _types(entry: dict[str, Any]) -> list[str]:
    types = entry.get("@type")
    return [str(name) for name in (types if isinstance(types, list) else [types])]


def _rank(entry: dict[str, Any]) -> int:
    """0 for an article, 1 for a page, `_UNRELATED` for anything else."""
    types = _types(entry)
    if any(name.endswith(("Article", "Posting", "Report")) or name == "MedicalWebPage" for name in types):
        return 0
    return 1 if any(name.endswith("WebPage") for name in types) else _UNRELATED


def _site(objects: list[dict[str, Any]]) -> str:
    return next((_text(entry.get("name"), {}) for entry in objects if "WebSite" in _types(entry)), "")


def _first(objects: list[dict[str, Any]], keys: tuple[str, ...], by_id: dict[str, dict[str, Any]]) -> str:
    for entry in objects:
        for key in keys:
            text = _text(entry.get(key), by_id)
            if text:
                return text
    return ""


def _text(value: Any, by_id: dict[str, dict[str, Any]]) -> str:
    """A value as text: a string, or the name of the object that it is or refers to."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or by_id.get(str(value.get("@id")), {}).get("name")
    if not isinstance(value, str):
        return ""
    # JSON may contain half of a surrogate pair, which is no character.
    text = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join(html.unescape(text).split())
