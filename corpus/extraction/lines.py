"""Elements → the lines of text in them, in document order, each with its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from corpus.extraction.boilerplate import fits_rule
from corpus.extraction.line import Context, Line, clean_text
from corpus.extraction.main_content import Prose
from corpus.extraction.tags import BOLD, INLINE, METADATA_ONLY, is_block
from corpus.model import Dropped

# Blocks that leave the context of their text as it is.
_NEUTRAL = frozenset({"p", "div", "section", "article", "main", "details", "tbody", "hr"})

# The elements that an article's running text is made of.
_FLOW = frozenset({"p", "ul", "ol", "dl", "table", "blockquote", "figure", "h2", "h3", "h4"})

_HEADING_MARKS = frozenset({"¶", "#", "§", "🔗", "∞", "⚓"})


class LineReader:
    """Reads elements into `lines`; the texts that a rule leaves out are in `dropped`.

    `rules` are those of `Pruned`. An element with more than `max_dropped` characters of prose is never
    dropped. Links to `host` are links to the same site.
    """

    def __init__(
        self,
        elements: Iterable[PageElement],
        prose: Prose,
        rules: Mapping[int, str],
        max_dropped: float,
        host: str = "",
    ) -> None:
        self.lines: list[Line] = []
        self.dropped: list[Dropped] = []
        self._prose = prose
        self._rules = rules
        self._max_dropped = max_dropped
        self._host = host
        self._own = False
        self._parts: list[str] = []  # the texts of the current line or table cell
        self._cells: list[str] = []
        self._header = False
        self._bold = self._linked = 0  # characters of the current line
        self._anchor: str | None = None  # the latest id or name that no text has followed yet
        self._anchored = 0  # how many parts of the line are before it
        self._named = False  # the current heading has an anchor inside
        self._item = False  # the next line in a list item is its first
        self._context = Context()
        self._read(elements)
        self._flush()

    def _read(self, elements: Iterable[PageElement]) -> None:
        for child in elements:
            if isinstance(child, NavigableString):
                self._add(child)
            elif isinstance(child, Tag) and child.name not in METADATA_ONLY and not self._drops(child):
                before, item = self._context, self._item
                self._enter(child)
                self._read(child.contents)
                self._leave(child.name, before)
                self._context = before
                if child.attrs and is_block(child.name) and not before.level:
                    self._drop_anchor(child.attrs)
                if child.name == "li":
                    self._item = item

    def _add(self, text: str) -> None:
        self._parts.append(text)
        context = self._context
        if context.bold:
            self._bold += len(text.strip())
        if context.link:
            self._linked += len(text.strip())
            self._own = self._own or context.own

    def _drops(self, tag: Tag) -> bool:
        """Whether a rule leaves an element out; then its text is added to `dropped`."""
        rule = self._rules.get(id(tag))
        if self._context.level:
            rule = "heading-link" if tag.name == "a" and tag.get_text().strip() in _HEADING_MARKS else None
        if rule is None or not self._fits_rule(tag, rule):
            return False
        text = clean_text(tag.get_text(" "))
        if text:
            self.dropped.append(Dropped(rule, text))
        if is_block(tag.name):
            self._boundary()
        return True

    def _fits_rule(self, tag: Tag, rule: str) -> bool:
        prose = self._prose[tag]
        if prose > self._max_dropped:
            return False
        return (rule == "aside" and not _in_flow(tag)) or fits_rule(rule, prose, self._prose.text(tag))

    def _enter(self, tag: Tag) -> None:
        name, attributes = tag.name, tag.attrs
        if name in INLINE:
            self._enter_inline(name, attributes)
        elif name == "br":
            self._break()
        else:
            self._boundary()
            if name not in _NEUTRAL or "role" in attributes:
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

    def _drop_anchor(self, attributes: Mapping[str, Any]) -> None:
        """An element that ends without text, such as an empty advert slot, is no line's anchor."""
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
        self._cells.append(clean_text("".join(self._parts)))
        self._header = self._header and name == "th"
        self._reset()

    def _end_row(self) -> None:
        if self._parts:
            self._end_cell("td")
        if any(self._cells):
            self.lines.append(Line("row", "\t".join(self._cells), header=self._header))
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
        text = clean_text("".join(self._parts))
        if text:
            self.lines.append(self._line(text))
            if any(not part.isspace() for part in self._parts[self._anchored :]):
                self._anchor = None
        self._reset()

    def _reset(self) -> None:
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
    """Whether a paragraph or the like is beside an element: a box in an article, not a side column."""
    beside = (tag.find_previous_sibling(True), tag.find_next_sibling(True))
    return any(isinstance(other, Tag) and other.name in _FLOW for other in beside)
