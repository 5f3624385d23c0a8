"""An element → the lines of text in it, in document order, each knowing what kind of line it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from corpus.extraction.boilerplate import holds
from corpus.extraction.context import Context
from corpus.extraction.line import Line, plain
from corpus.extraction.main_content import Prose
from corpus.extraction.tags import BOLD, INLINE, NOT_READ, is_block
from corpus.model import Dropped

# Blocks that say nothing of the text in them.
_PLAIN = frozenset({"p", "div", "section", "article", "main", "details", "tbody", "hr"})

# What an article's text is made of.
_FLOW = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "figure", "h2", "h3", "h4"})

_HEADING_MARKS = frozenset({"¶", "#", "§", "🔗", "∞", "⚓"})


class Lines:
    """Reads elements; `found` and `dropped` are what they came to."""

    def __init__(
        self,
        elements: Iterable[PageElement],
        prose: Prose,
        rules: Mapping[int, str],
        too_much: float,
        host: str = "",
    ) -> None:
        self.found: list[Line] = []
        self.dropped: list[Dropped] = []
        self._prose = prose
        self._rules = rules
        self._too_much = too_much
        self._host = host
        self._own = False
        self._parts: list[str] = []
        self._cells: list[str] = []
        self._header = False
        self._bold = self._linked = 0
        self._anchor: str | None = None  # the latest id or name, while no text has come after it
        self._anchored = 0  # the parts that stand before it
        self._named = False  # the heading that is being read has its own
        self._item = False  # the next line in an item is its first
        self._context = Context()
        self._read(elements)
        self._flush()

    def _read(self, elements: Iterable[PageElement]) -> None:
        for child in elements:
            if isinstance(child, NavigableString):
                self._take(child)
            elif isinstance(child, Tag) and child.name not in NOT_READ and not self._drops(child):
                before, item = self._context, self._item
                self._enter(child)
                self._read(child.contents)
                self._leave(child.name, before)
                self._context = before
                if child.attrs and is_block(child.name) and not before.level:
                    self._forget_anchor(child.attrs)
                if child.name == "li":
                    self._item = item

    def _take(self, text: str) -> None:
        self._parts.append(text)
        context = self._context
        if context.bold:
            self._bold += len(text.strip())
        if context.link:
            self._linked += len(text.strip())
            self._own = self._own or context.own

    def _drops(self, tag: Tag) -> bool:
        """Whether a rule leaves an element out; its text is then in `dropped`."""
        rule = self._rules.get(id(tag))
        if self._context.level:
            rule = "heading-link" if tag.name == "a" and tag.get_text().strip() in _HEADING_MARKS else None
        if rule is None or not self._holds(tag, rule):
            return False
        text = plain(tag.get_text(" "))
        if text:
            self.dropped.append(Dropped(rule, text))
        if is_block(tag.name):
            self._boundary()
        return True

    def _holds(self, tag: Tag, rule: str) -> bool:
        prose = self._prose[tag]
        if prose > self._too_much:
            return False
        return (rule == "aside" and not _in_flow(tag)) or holds(rule, prose, self._prose.text(tag))

    def _enter(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attrs
        if name in INLINE:
            self._enter_inline(name, attributes)
        elif name == "br":
            self._break()
        else:
            self._boundary()
            if name not in _PLAIN or "role" in attributes:
                self._context = self._context.inside(tag)
                self._item = self._item or name == "li"
                self._header = self._header or name == "tr"
        if attributes:
            self._note_anchor(name, attributes)

    def _enter_inline(self, name: str, attributes: Mapping[str, Any]) -> None:
        if name == "a":
            href = attributes.get("href", "#")
            if not href.startswith("#"):
                own = self._host in href or not href.startswith(("http", "//"))
                self._context = self._context._replace(link=True, own=own)
        elif name in BOLD:
            self._context = self._context._replace(bold=True)

    def _note_anchor(self, name: str, attributes: Mapping[str, Any]) -> None:
        anchor = attributes.get("id") or (attributes.get("name") if name == "a" else None)
        if anchor and not self._named:
            self._anchor, self._anchored = anchor, len(self._parts)
            self._named = self._context.level > 0

    def _forget_anchor(self, attributes: Mapping[str, Any]) -> None:
        """An element that ends with no text in it, such as the place of an advert, is nobody's anchor."""
        if self._anchor is not None and attributes.get("id") == self._anchor:
            self._anchor = None

    def _leave(self, name: str, before: Context) -> None:
        if name in INLINE or name == "br":
            return
        if self._context.kind == "row":
            if name in ("td", "th"):
                self._end_cell(name)
            elif name == "tr":
                self._end_row()
            else:
                self._boundary()
        elif self._context.level and not before.level:
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
        if self._context.kind in ("item", "definition"):
            self._parts.append(" ")
        else:
            self._boundary()

    def _boundary(self) -> None:
        if not self._parts:
            return
        if self._context.closed:
            self._parts.append(" ")
        else:
            self._flush()

    def _flush(self) -> None:
        text = plain("".join(self._parts))
        if text:
            self.found.append(self._line(text))
            if any(not part.isspace() for part in self._parts[self._anchored :]):
                self._anchor = None
        self._forget()

    def _forget(self) -> None:
        self._parts = []
        self._own = self._named = False
        self._anchored = self._bold = self._linked = 0

    def _line(self, text: str) -> Line:
        context = self._context
        kind = context.kind
        if kind == "item":
            kind = "item" if self._item else "paragraph"
            self._item = False
        item = kind == "item"
        return Line(
            kind=kind,
            text=text,
            level=context.level,
            anchor=self._anchor,
            depth=context.depth if item else 0,
            ordered=context.ordered and item,
            bold=0 < self._bold == sum(len(part.strip()) for part in self._parts),
            summary=context.summary,
            linked=self._linked,
            own=self._own,
        )


def _in_flow(tag: Tag) -> bool:
    """Whether an element stands among paragraphs: a box in an article does, a side column doesn't."""
    beside = (tag.find_previous_sibling(True), tag.find_next_sibling(True))
    return any(isinstance(other, Tag) and other.name in _FLOW for other in beside)
