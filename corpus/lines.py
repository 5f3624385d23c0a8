"""An element → the lines of text in it, in document order, each knowing what kind of line it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from bs4 import Tag
from bs4.element import PageElement

from corpus.furniture import holds
from corpus.model import BlockKind, Dropped
from corpus.root import Prose
from corpus.tables import is_data_table
from corpus.tags import BOLD, HEADINGS, NOT_READ, is_block

_KINDS: dict[str, BlockKind] = {
    "li": "item",
    "dt": "term",
    "dd": "definition",
    "blockquote": "quote",
    "pre": "preformatted",
    "caption": "caption",
    "figcaption": "caption",
}
_INVISIBLE_LETTERS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_HEADING_MARKS = frozenset({"¶", "#", "§", "🔗", "∞", "⚓"})


@dataclass(frozen=True, slots=True)
class Line:
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


class _State(NamedTuple):
    """What the elements around a text make of it."""

    kind: BlockKind = "paragraph"
    level: int = 0
    depth: int = 0
    ordered: bool = False
    closed: bool = False  # in a heading or a table cell, where <br> and blocks are only spaces
    bold: bool = False
    link: bool = False  # to elsewhere
    table: bool = False  # in a table that holds data
    summary: bool = False


def plain(text: str) -> str:
    """Text with single spaces and composed letters, without letters nobody sees."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE_LETTERS.sub("", text))
    return " ".join(text.split())


class Lines:
    """Reads elements; `found` and `dropped` are what they came to."""

    def __init__(
        self, elements: Iterable[PageElement], prose: Prose, rules: Mapping[int, str], too_much: float
    ) -> None:
        self.found: list[Line] = []
        self.dropped: list[Dropped] = []
        self._prose = prose
        self._rules = rules
        self._too_much = too_much
        self._parts: list[str] = []
        self._cells: list[str] = []
        self._header = False
        self._length = self._bold = self._linked = 0
        self._anchor: str | None = None
        self._item = False  # the next line in an item is its first
        self._state = _State()
        self._read(elements)
        self._flush()

    def _read(self, elements: Iterable[PageElement]) -> None:
        for child in elements:
            if not isinstance(child, Tag):
                self._take(child)
            elif child.name not in NOT_READ and not self._drops(child):
                before = self._state, self._item
                self._enter(child)
                self._read(child.contents)
                self._leave(child)
                self._state, self._item = before

    def _take(self, text: str) -> None:
        self._parts.append(text)
        length = len(text.strip())
        self._length += length
        state = self._state
        if state.bold:
            self._bold += length
        if state.link:
            self._linked += length

    def _drops(self, tag: Tag) -> bool:
        if self._state.level:
            text = tag.get_text().strip() if tag.name == "a" else ""
            rule = "heading-link" if text in _HEADING_MARKS else None
        else:
            rule = self._furniture(tag)
        if rule is None:
            return False
        text = plain(tag.get_text(" "))
        if text:
            self.dropped.append(Dropped(rule, text))
        if is_block(tag.name):
            self._boundary()
        return True

    def _furniture(self, tag: Tag) -> str | None:
        rule = self._rules.get(id(tag))
        if rule is None:
            return None
        prose = self._prose[tag]
        return rule if prose <= self._too_much and holds(rule, prose, self._prose.text(tag)) else None

    def _enter(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attrs
        if not is_block(name):
            self._enter_inline(name, attributes)
        elif name == "br":
            self._break()
            return
        else:
            self._boundary()
            change = self._change(tag)
            if change:
                self._state = self._state._replace(**change)
        anchor = attributes.get("id") or (attributes.get("name") if name == "a" else None)
        if anchor and (not self._state.level or name in HEADINGS or self._anchor is None):
            self._anchor = anchor

    def _enter_inline(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "a" and not attributes.get("href", "#").startswith("#"):
            self._state = self._state._replace(link=True)
        elif name in BOLD:
            self._state = self._state._replace(bold=True)

    def _change(self, tag: Tag) -> dict[str, Any]:
        """What a block element changes for the text in it."""
        name, state = tag.name, self._state
        if state.closed:
            return {}
        if name in HEADINGS or tag.get("role") == "heading":
            return {"level": _level(tag), "closed": True, "kind": "paragraph"}
        if name == "summary" and tag.find(HEADINGS) is None:
            return {"level": 1, "summary": True, "closed": True, "kind": "paragraph"}
        if name == "li":
            self._item = True
            return {"kind": "item", "depth": max(1, state.depth)}
        if name in ("ul", "ol"):
            return {"depth": state.depth + 1, "ordered": name == "ol"}
        if name == "table":
            return {"table": is_data_table(tag)}
        if name == "tr" and state.table:
            self._header = True
            return {"kind": "row", "closed": True}
        return {"kind": _KINDS[name]} if name in _KINDS else {}

    def _leave(self, tag: Tag) -> None:
        name = tag.name
        if not is_block(name):
            return
        if self._state.kind == "row" and name in ("td", "th"):
            self._end_cell(name)
        if self._state.kind == "row" and name == "tr":
            self._end_row()
        elif self._state.level and (name in HEADINGS or name == "summary" or tag.get("role") == "heading"):
            self._flush()
        else:
            self._boundary()

    def _end_cell(self, name: str) -> None:
        self._cells.append(plain("".join(self._parts)))
        self._header = self._header and name == "th"
        self._forget()

    def _end_row(self) -> None:
        if self._parts:
            self._end_cell("td")
        if any(self._cells):
            self.found.append(Line("row", "\t".join(self._cells), header=self._header))
            self._anchor = None
        self._cells = []

    def _break(self) -> None:
        if self._state.kind in ("item", "definition"):
            self._parts.append(" ")
        else:
            self._boundary()

    def _boundary(self) -> None:
        if self._state.closed:
            self._parts.append(" ")
        else:
            self._flush()

    def _flush(self) -> None:
        text = plain("".join(self._parts)) if self._parts else ""
        if text:
            self.found.append(self._line(text))
            self._anchor = None
        self._forget()

    def _forget(self) -> None:
        self._parts = []
        self._length = self._bold = self._linked = 0

    def _line(self, text: str) -> Line:
        state = self._state
        kind = state.kind
        if kind == "item":
            kind = "item" if self._item else "paragraph"
            self._item = False
        item = kind == "item"
        return Line(
            kind=kind,
            text=text,
            level=state.level,
            anchor=self._anchor,
            depth=state.depth if item else 0,
            ordered=state.ordered and item,
            bold=0 < self._length == self._bold,
            summary=state.summary,
            linked=self._linked,
        )


def _level(tag: Tag) -> int:
    """1 to 6: an h tag's own, or what a heading by role says of itself."""
    if tag.name in HEADINGS:
        return int(tag.name[1])
    said = str(tag.get("aria-level", "2"))
    return min(6, max(1, int(said))) if said.isdecimal() else 2
