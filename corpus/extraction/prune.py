"""HTML text → a small BeautifulSoup tree: the cheap first pass, taken on the parser's events.

Building BeautifulSoup's objects is four fifths of what reading a page costs (20 of 25 ms for a page of
140 KB, where the parser's events are 1.4 ms). So scripts, drawings and small furniture never become
objects, and inline elements that mean nothing to a search melt into their text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from bs4.builder import LXMLTreeBuilder  # type: ignore[attr-defined]
from bs4.element import AttributeDict

from corpus.errors import PageTooLarge
from corpus.extraction.boilerplate import rule_in_heading, rule_of
from corpus.extraction.pending import Event, Waiting
from corpus.extraction.tags import EMBEDDED, HEADINGS, INLINE, UNBUILT, attributes_of, built_as
from corpus.limits import MAX_DEPTH, MAX_NODES
from corpus.model import Dropped


@dataclass(frozen=True, slots=True)
class Pruned:
    """The tree of what may be article, and the visible text already known not to be.

    `rules` names, by the id() of an element of the tree, the rule that its markup falls under but
    what it holds speaks against; `clean` decides with the whole page in sight.
    """

    soup: BeautifulSoup
    dropped: tuple[Dropped, ...]
    rules: Mapping[int, str]


def prune(html: str) -> Pruned:
    """The tree of a page's HTML without scripts, drawings and small furniture.

    Raises PageTooLarge while the page is still a stream of events, before all of its tree is built.
    """
    builder = _PruningBuilder(multi_valued_attributes=None, attribute_dict_class=AttributeDict)
    soup = BeautifulSoup(html, builder=builder)
    return Pruned(soup, tuple(builder.dropped), builder.rules)


class _PruningBuilder(LXMLTreeBuilder):  # type: ignore[misc]
    """lxml's events on their way to BeautifulSoup, fewer: each is left out, built, or kept waiting."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.dropped: list[Dropped] = []
        self.rules: dict[int, str] = {}
        self._nodes = 0
        self._depth = 0
        self._skipping = 0  # open elements from an invisible or embedded one inwards
        self._skipped: list[str] | None = None  # the text of an embedded one
        self._raw = False  # inside JSON-LD
        self._waiting: Waiting | None = None
        self._released: list[Iterator[Event]] = []  # what is being replayed, innermost piece last
        self._replayed = 0  # events taken again; past a page's worth, pieces no longer wait
        self._names: list[str] = []  # for each open element the name it was built under, "" where it melted
        self._headings = 0  # open headings
        self._after_block = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._nodes += 1
        self._depth += 1
        if self._nodes > MAX_NODES or self._depth > MAX_DEPTH:
            self._refuse()
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
        if tag == "script" and "ld+json" in attributes.get("type", "").lower():
            self._raw = True
            self._open(tag, attributes)
            return
        self._skipping = 1
        self._skipped = [] if tag in EMBEDDED else None

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        waiting = self._waiting
        if waiting is not None:
            waiting.events.append((tag, attributes))
            waiting.open += 1
            if waiting.shows_article(tag):
                self._release(waiting)
            return
        rule = rule_in_heading(attributes) if self._headings else rule_of(tag, attributes)
        if rule is None or self._replayed > MAX_NODES:
            self._open(tag, attributes, rule)
        else:
            self._waiting = Waiting(rule, tag, attributes)

    def _end(self, tag: str) -> None:
        waiting = self._waiting
        if waiting is None:
            self._close()
            return
        waiting.events.append((tag, None))
        waiting.open -= 1
        if waiting.open:
            return
        if waiting.is_furniture():
            self._drop(waiting.rule, waiting.text())
            self._waiting = None
        else:
            self._release(waiting)

    def _data(self, text: str) -> None:
        if self._waiting is not None:
            self._waiting.events.append(("", text))
        elif not self._after_block or not text.isspace() or self.soup.preserve_whitespace_tag_stack:
            self._after_block = False
            self.soup.handle_data(text)

    def _release(self, released: Waiting) -> None:
        """Builds a piece that is no small furniture after all; the pieces in it wait for themselves."""
        self._waiting = None
        events = iter(released.events)
        tag, attributes = next(events)
        assert isinstance(attributes, Mapping)
        self._open(tag, attributes, None if released.is_section() else released.rule)
        self._replayed += len(released.events)
        self._released.append(events)
        if len(self._released) == 1:
            self._replay()

    def _replay(self) -> None:
        """Takes the events of released pieces again, those of a piece in a piece first."""
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
        self.soup.popTag()  # the events are balanced, there is nothing to look for
        if name not in INLINE:
            self._after_block = True
            self._headings -= name in HEADINGS
