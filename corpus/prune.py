"""HTML text → a small BeautifulSoup tree: the cheap first pass, taken on the parser's events.

Building BeautifulSoup's objects is four fifths of what reading a page costs (20 of 25 ms for a page of
140 KB, where the parser's events are 1.4 ms). So scripts, drawings and small furniture never become
objects, and inline elements that mean nothing to a search melt into their text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import LXMLTreeBuilder  # type: ignore[attr-defined]

from corpus.errors import PageTooLarge
from corpus.furniture import rule_of
from corpus.limits import MAX_DEPTH, MAX_NODES
from corpus.model import Dropped
from corpus.tags import ATTRIBUTES, EMBEDDED, EMPTY, HEADINGS, INLINE, INVISIBLE, is_block
from corpus.waiting import Waiting

_BOLD_STYLE = ("font-weight:bold", "font-weight:6", "font-weight:7", "font-weight:8")


@dataclass(frozen=True, slots=True)
class Pruned:
    """The tree of what may be article, and the visible text already known not to be."""

    soup: BeautifulSoup
    dropped: tuple[Dropped, ...]


def prune(html: str) -> Pruned:
    """The tree of a page's HTML without scripts, drawings and small furniture.

    Raises PageTooLarge while the page is still a stream of events, before its tree is built.
    """
    builder = _PruningBuilder(multi_valued_attributes=None)
    soup = BeautifulSoup(html, builder=builder)
    return Pruned(soup, tuple(builder.dropped))


class _PruningBuilder(LXMLTreeBuilder):
    """lxml's events on their way to BeautifulSoup, fewer: each is left out, built, or kept waiting."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.dropped: list[Dropped] = []
        self._nodes = 0
        self._depth = 0
        self._skipping = 0  # open elements from an invisible or embedded one inwards
        self._skipped: list[str] | None = None  # the text of an embedded one
        self._raw = False  # inside JSON-LD
        self._waiting: Waiting | None = None
        self._names: list[str] = []  # for each open element the name it was built under, "" where it melted
        self._headings = 0  # open headings
        self._after_block = True

    def start(self, tag: str, attributes: Mapping[str, str], nsmap: Mapping[str, str] | None = None) -> None:
        self._nodes += 1
        self._depth += 1
        if self._nodes > MAX_NODES or self._depth > MAX_DEPTH:
            self._refuse()
        if self._skipping:
            self._skipping += 1
        elif tag in INVISIBLE or tag in EMBEDDED:
            self._skip(tag, attributes)
        elif self._waiting is not None:
            self._waiting.start(tag, attributes)
        else:
            rule = None if self._headings else rule_of(tag, attributes)
            if rule is None:
                self._open(tag, attributes)
            else:
                self._waiting = Waiting(rule)
                self._waiting.start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            if not self._skipping and self._skipped:
                self._drop("embedded", "".join(self._skipped))
        elif self._raw:
            self._raw = False
            self._close()
        elif self._waiting is None:
            self._close()
        elif self._waiting.end(tag):
            self._decide(self._waiting)

    def data(self, text: str) -> None:
        self._nodes += 1
        if self._skipping:
            if self._skipped is not None:
                self._skipped.append(text)
        elif self._raw:
            self.soup.handle_data(text)
        elif self._waiting is not None:
            self._waiting.data(text)
        else:
            self._text(text)

    def comment(self, text: str) -> None:
        """A comment is never built."""

    def pi(self, target: str, data: str) -> None:
        """Nor is a processing instruction."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Nor is the document type."""

    def _refuse(self) -> None:
        if self._depth > MAX_DEPTH:
            raise PageTooLarge(f"The page nests elements more than {MAX_DEPTH} deep; mend its markup.")
        raise PageTooLarge(f"The page has more than {MAX_NODES:,} elements and texts; split it.")

    def _skip(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "script" and "ld+json" in attributes.get("type", ""):
            self._raw = True
            self._open(tag, attributes)
            return
        self._skipping = 1
        self._skipped = [] if tag in EMBEDDED else None

    def _drop(self, rule: str, text: str) -> None:
        text = " ".join(text.split())
        if text:
            self.dropped.append(Dropped(rule, text))

    def _decide(self, waiting: Waiting) -> None:
        self._waiting = None
        if waiting.is_furniture():
            self._drop(waiting.rule, waiting.text())
            return
        for happens, value, attributes in waiting.events:
            if happens == "start":
                self._open(value, attributes)
            elif happens == "end":
                self._close()
            else:
                self._text(value)

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        block = is_block(tag)
        name = tag if block or tag in INLINE else _kept_inline(tag, attributes)
        self._names.append("" if tag in EMPTY else name)
        if not name or tag in EMPTY:
            return
        if block:
            self._after_block = True
            self._headings += tag in HEADINGS
        kept = {key: attributes[key] for key in attributes if key in ATTRIBUTES} if attributes else {}
        self.soup.handle_starttag(name, None, None, kept)

    def _close(self) -> None:
        name = self._names.pop()
        if not name:
            return
        self.soup.handle_endtag(name)
        if is_block(name):
            self._after_block = True
            self._headings -= name in HEADINGS

    def _text(self, text: str) -> None:
        if self._after_block and text.isspace() and not self.soup.preserve_whitespace_tag_stack:
            return
        self._after_block = False
        self.soup.handle_data(text)


def _kept_inline(tag: str, attributes: Mapping[str, str]) -> str:
    """The name under which an inline element is built: bold is `b`, an anchor `span`, "" melts."""
    style = attributes.get("style")
    if style and any(bold in style.replace(" ", "") for bold in _BOLD_STYLE):
        return "b"
    return "span" if "id" in attributes else ""
