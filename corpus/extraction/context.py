"""What the elements around a text make of it."""

from __future__ import annotations

from typing import Any, NamedTuple

from bs4 import Tag

from corpus.extraction.tables import is_data_table
from corpus.extraction.tags import HEADINGS
from corpus.model import BlockKind

_KINDS: dict[str, BlockKind] = {
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "blockquote": "quote",
    "pre": "preformatted",
    "caption": "caption",
    "figcaption": "caption",
}


class Context(NamedTuple):
    """The kind of line that a text belongs to, and what it is besides."""

    kind: BlockKind = "paragraph"
    level: int = 0
    depth: int = 0
    ordered: bool = False
    closed: bool = False  # in a heading or a table cell, where <br> and blocks are only spaces
    bold: bool = False
    link: bool = False  # to elsewhere
    own: bool = False  # and on the same site
    table: bool = False  # in a table that holds data
    summary: bool = False

    def inside(self, tag: Tag) -> Context:
        """The context of the text in a block element."""
        change = {} if self.closed else self._change(tag, tag.name)
        return self._replace(**change) if change else self

    def _change(self, tag: Tag, name: str) -> dict[str, Any]:
        if name in HEADINGS or tag.attrs.get("role") == "heading":
            return {"level": _level(tag), "closed": True, "kind": "paragraph"}
        if name == "summary" and tag.find(HEADINGS) is None:
            return {"level": 1, "summary": True, "closed": True, "kind": "paragraph"}
        if name == "li":
            return {"kind": "item", "depth": max(1, self.depth)}
        if name in ("ul", "ol"):
            return {"depth": self.depth + 1, "ordered": name == "ol"}
        if name == "table":
            return {"table": is_data_table(tag)}
        if name == "tr" and self.table:
            return {"kind": "row", "closed": True}
        return {"kind": _KINDS[name]} if name in _KINDS else {}


def _level(tag: Tag) -> int:
    """1 to 6: an h tag's own, or what a heading by role says of itself."""
    if tag.name in HEADINGS:
        return int(tag.name[1])
    said = str(tag.get("aria-level", "2"))
    return min(6, max(1, int(said))) if said.isdecimal() else 2
