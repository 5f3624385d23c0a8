"""One line of a page's text, before it is decided whether it belongs to the article, and its context."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

from bs4 import Tag

from corpus.extraction.tags import HEADINGS
from corpus.model import BlockKind

#: Characters above which a table cell is a column of the page, not a value.
MAX_CELL_CHARS = 1_000

_INVISIBLE_CHARS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL_CHARS = re.compile("[\x00-\x1f\x7f-\x9f]")

_KIND_BY_TAG: dict[str, BlockKind] = {
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "blockquote": "quote",
    "pre": "preformatted",
    "caption": "caption",
    "figcaption": "caption",
}

# Elements that data tables never contain.
_LAYOUT_CONTENT = frozenset({"table", "form", "article", "main", "nav", *HEADINGS})


class Line(NamedTuple):  # a page has hundreds, and a frozen dataclass takes four times as long to make
    """A heading, paragraph, list item or the like; `level` is 0 for all but headings."""

    kind: BlockKind
    text: str
    level: int = 0
    anchor: str | None = None
    depth: int = 0
    ordered: bool = False
    header: bool = False
    bold: bool = False  # all of it
    summary: bool = False  # the heading of a <details>
    linked: int = 0  # characters inside links
    own: bool = False  # one of the links is to the same site


class Context(NamedTuple):
    """What the elements around a text say about its line."""

    kind: BlockKind = "paragraph"
    level: int = 0
    depth: int = 0
    ordered: bool = False
    closed: bool = False  # in a heading or a table cell, where <br> and blocks are only spaces
    bold: bool = False
    link: bool = False  # in a link to another page
    own: bool = False  # in a link to the same site
    table: bool = False  # in a data table
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
        return {"kind": _KIND_BY_TAG[name]} if name in _KIND_BY_TAG else {}


def clean_text(text: str) -> str:
    """The text with single spaces and composed letters, without invisible and control characters."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE_CHARS.sub("", text))
    text = " ".join(text.split())
    return text if text.isprintable() else _CONTROL_CHARS.sub("", text)  # from an entity such as "&#27;"


def is_data_table(table: Tag) -> bool:
    """Whether a table has data, not the layout of a page: several rows of several small cells."""
    if table.get("role") in ("presentation", "none") or table.find(_LAYOUT_CONTENT) is not None:
        return False
    rows = table.find_all("tr")
    cells = [row.find_all(("td", "th"), recursive=False) for row in rows]
    if max(map(len, cells), default=0) < 2 or len(rows) < 2:
        return False
    return all(len(cell.get_text()) <= MAX_CELL_CHARS for row in cells for cell in row)


def _level(tag: Tag) -> int:
    """1 to 6: the level of an h element, or the `aria-level` of another one with the role of a heading."""
    if tag.name in HEADINGS:
        return int(tag.name[1])
    level = str(tag.get("aria-level", "2"))
    return min(6, max(1, int(level))) if level.isdecimal() else 2
