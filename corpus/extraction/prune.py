"""HTML text → a small BeautifulSoup tree: the cheap first pass, on the parser's events.

Building BeautifulSoup's objects is four fifths of what reading a page costs (20 of 25 ms for a page of
140 KB, where the parser's events are 1.4 ms). So scripts, drawings and small boilerplate never become
objects, and the text of inline elements that mean nothing to a search goes to their parents.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import LXMLTreeBuilder  # type: ignore[attr-defined]
from bs4.element import AttributeDict

from corpus.errors import PageTooLarge
from corpus.extraction.boilerplate import Event, PendingElement, rule_in_heading, rule_of
from corpus.extraction.tags import EMBEDDED, HEADINGS, INLINE, UNBUILT, attributes_of, built_as
from corpus.limits import MAX_DEPTH, MAX_NODES
from corpus.model import Dropped


@dataclass(frozen=True, slots=True)
class Pruned:
    """The tree of what may be article, and the visible text that is certainly not.

    `rules` has, by the id() of an element of the tree, the rule that names its markup as boilerplate while
    its content speaks against it; `clean` decides with the whole page known.
    """

    soup: BeautifulSoup
    dropped: tuple[Dropped, ...]
    rules: Mapping[int, str]


def prune(html: str) -> Pruned:
    """The tree of a page's HTML without scripts, drawings and small boilerplate.

    Raises PageTooLarge while the page is still a stream of events, before all of its tree is built.
    """
    builder = _PruningBuilder(multi_valued_attributes=None, attribute_dict_class=AttributeDict)
    soup = BeautifulSoup(html, builder=builder)
    return Pruned(soup, tuple(builder.dropped), builder.rules)


class _PruningBuilder(LXMLTreeBuilder):  # type: ignore[misc]
    """Filters lxml's events on their way to BeautifulSoup: each is left out, built, or held as pending."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.dropped: list[Dropped] = []
        self.rules: dict[int, str] = {}
        self._nodes = 0
        self._depth = 0
        self._skipping = 0  # open elements inside and including an invisible or embedded one
        self._skipped: list[str] | None = None  # the text of an embedded one
        self._raw = False  # inside JSON-LD
        self._pending: PendingElement | None = None
        self._released: list[Iterator[Event]] = []  # events being replayed, of the innermost element last
        self._replayed = 0  # events replayed so far; beyond a page's worth, no element is held as pending
        self._names: list[str] = []  # for each open element the name it was built under, "" if not built
        self._headings = 0  # open headings
        self._after_block = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._nodes += 1
        self._depth += 1
        if self._nodes > MAX_NODES or self._depth > MAX_DEPTH:
            self._raise_too_large()
        if self._skipping:
            self._skipping += 1
        elif tag in UNBUILT:
            self._skip(tag, attributes)
        else:
            self._start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            if not self._skipping and self._skipped:
                self._drop("embedded", "".join(self._skipped))
        elif self._raw:
            self._raw = False
            self._close()
        else:
            self._end(tag)

    def data(self, text: str) -> None:
        self._nodes += 1
        if self._skipping:
            if self._skipped is not None:
                self._skipped.append(text)
        elif self._raw:
            self.soup.handle_data(text)
        else:
            self._data(text)

    def comment(self, text: str) -> None:
        """Comments are not built."""

    def pi(self, target: str, data: str) -> None:
        """Processing instructions are not built."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """The document type is not built."""

    def _raise_too_large(self) -> None:
        if self._depth > MAX_DEPTH:
            raise PageTooLarge(f"The page nests elements more than {MAX_DEPTH} deep; fix its markup.")
        raise PageTooLarge(f"The page has more than {MAX_NODES:,} elements and texts; split it.")

    def _skip(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "script" and "ld+json" in attributes.get("type", "").lower():
            self._raw = True
            self._open(tag, attributes)
            return
        self._skipping = 1
        self._skipped = [] if tag in EMBEDDED else None

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        pending = self._pending
        if pending is not None:
            pending.events.append((tag, attributes))
            pending.open += 1
            if pending.shows_article(tag):
                self._release(pending)
            return
        rule = rule_in_heading(attributes) if self._headings else rule_of(tag, attributes)
        if rule is None or self._replayed > MAX_NODES:
            self._open(tag, attributes, rule)
        else:
            self._pending = PendingElement(rule, tag, attributes)

    def _end(self, tag: str) -> None:
        pending = self._pending
        if pending is None:
            self._close()
            return
        pending.events.append((tag, None))
        pending.open -= 1
        if pending.open:
            return
        if pending.is_boilerplate():
            self._drop(pending.rule, pending.text())
            self._pending = None
        else:
            self._release(pending)

    def _data(self, text: str) -> None:
        if self._pending is not None:
            self._pending.events.append(("", text))
        elif not self._after_block or not text.isspace() or self.soup.preserve_whitespace_tag_stack:
            self._after_block = False
            self.soup.handle_data(text)

    def _release(self, released: PendingElement) -> None:
        """Build an element that is no small boilerplate after all; elements inside may be pending in turn."""
        self._pending = None
        events = iter(released.events)
        tag, attributes = next(events)
        assert isinstance(attributes, Mapping)
        self._open(tag, attributes, None if released.is_section() else released.rule)
        self._replayed += len(released.events)
        self._released.append(events)
        if len(self._released) == 1:
            self._replay()

    def _replay(self) -> None:
        """Handle the events of released elements again, those of an inner element first."""
        while self._released:
            before = len(self._released)
            for tag, value in self._released[-1]:
                if value is None:
                    self._end(tag)
                elif isinstance(value, str):
                    self._data(value)
                else:
                    self._start(tag, value)
                if len(self._released) > before:
                    break
            else:
                self._released.pop()

    def _drop(self, rule: str, text: str) -> None:
        text = " ".join(text.split())
        if text:
            self.dropped.append(Dropped(rule, text))

    def _open(self, tag: str, attributes: Mapping[str, str], rule: str | None = None) -> None:
        name = built_as(tag, attributes)
        self._names.append(name)
        if not name:
            return
        if name not in INLINE:
            self._after_block = True
            self._headings += name in HEADINGS
        built = self.soup.handle_starttag(name, None, None, attributes_of(attributes) if attributes else {})
        if rule is not None:
            self.rules[id(built)] = rule

    def _close(self) -> None:
        name = self._names.pop()
        if not name:
            return
        self.soup.endData()
        self.soup.popTag()  # the events are balanced, so the open tag is this one
        if name not in INLINE:
            self._after_block = True
            self._headings -= name in HEADINGS
