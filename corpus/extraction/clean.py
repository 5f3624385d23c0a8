"""A pruned page → the headings and blocks of its article in order, and what was left out of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import PageElement

from corpus.extraction.boilerplate_phrases import rule_of_line
from corpus.extraction.headings import with_headings
from corpus.extraction.line import Line, plain
from corpus.extraction.line_runs import rules_of_runs
from corpus.extraction.lines import Lines
from corpus.extraction.main_content import SENTENCE, Prose, article_root, between
from corpus.extraction.prune import Pruned
from corpus.extraction.tags import NOT_READ
from corpus.model import Block, Dropped

#: An element that is named like furniture is read all the same where it holds this share of the prose.
TOO_MUCH = 0.4
#: The share of a page's text that can stand over its title and be none of the article.
MOST_ABOVE = 0.3

# What parts a title from its subtitle.
_SUBTITLE = re.compile(r"\W*[:–—|-]\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article; `anchor` is the page's own id for it, where it has one."""

    text: str
    level: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article's headings and blocks in document order; `dropped` has every other visible text."""

    pieces: tuple[Heading | Block, ...]
    dropped: tuple[Dropped, ...]


def clean(pruned: Pruned, title: str, host: str = "") -> Cleaned:
    """The article of a page whose title is `title`, from the site `host` where that is known."""
    prose = Prose(pruned.soup)
    root = article_root(prose)
    lead = _lead(prose, root, title)
    too_much = TOO_MUCH * prose[root]
    before = Lines(lead, prose, pruned.rules, too_much)
    lines = Lines(root.contents, prose, pruned.rules, too_much, host)
    read = {id(root), *map(id, lead)}
    way = {id(tag) for element in (root, *lead) for tag in element.parents}
    outside = _outside(prose.page, read, way, pruned.rules)
    pieces: list[Heading | Block] = []
    dropped = [*pruned.dropped, *before.dropped, *lines.dropped, *outside]
    found = [*_leading(before.found, dropped), *lines.found]
    for line, rule in _ruled(list(with_headings(found)), title):
        if rule is None:
            pieces.append(_piece(line))
        else:
            dropped.append(Dropped(rule, line.text))
    return Cleaned(tuple(pieces), tuple(dropped))


def _lead(prose: Prose, root: Tag, title: str) -> list[PageElement]:
    """What stands between the title and the article's element: often its first paragraph."""
    key = _key(title)
    heading = next((h1 for h1 in prose.titles if _key(h1.get_text()) == key), None)
    if heading is None and prose.titles:
        heading = prose.titles[0]
    return between(heading, root) if heading is not None else []


def _leading(lines: list[Line], dropped: list[Dropped]) -> Iterator[Line]:
    """Of the lines before the article's element those that are prose, under their headings."""
    headings: list[Line] = []
    for line in lines:
        if line.level:
            headings.append(line)
        elif len(line.text) >= SENTENCE and line.linked < len(line.text) / 2:
            yield from headings[-1:]
            dropped += [Dropped("outside-article", heading.text) for heading in headings[:-1]]
            headings = []
            yield line
        else:
            dropped.append(Dropped("outside-article", line.text))
    dropped += [Dropped("outside-article", heading.text) for heading in headings]


def _piece(line: Line) -> Heading | Block:
    if line.level:
        return Heading(line.text, line.level, line.anchor)
    return Block(line.kind, line.text, line.depth, line.ordered, line.header)


def _outside(tag: Tag, read: set[int], way: set[int], rules: Mapping[int, str]) -> Iterator[Dropped]:
    """The text of everything that was not read, from the whole page inwards."""
    if id(tag) in read:
        return
    for child in tag.contents:
        if isinstance(child, Tag) and id(child) in way:
            yield from _outside(child, read, way, rules)
        elif id(child) not in read and not (isinstance(child, Tag) and child.name in NOT_READ):
            text = plain(child.get_text(" "))
            if text:
                yield Dropped(rules.get(id(child), "outside-article"), text)


def _ruled(lines: list[Line], title: str) -> Iterator[tuple[Line, str | None]]:
    """Each line with the rule that leaves it out, if any."""
    start = _title_at(lines, title)
    yield from ((line, "before-article") for line in lines[:start])
    lines = lines[start:]
    for line, rule in zip(lines, rules_of_runs(lines), strict=True):
        yield line, _title_rule(line, title) or rule or rule_of_line(line)


def _title_at(lines: list[Line], title: str) -> int:
    """Where the title stands as a heading, if little is above it; else 0."""
    key = _key(title)
    at = next((n for n, line in enumerate(lines) if 0 < line.level < 3 and _key(line.text) == key), 0)
    above = sum(len(line.text) for line in lines[:at])
    return at if above < MOST_ABOVE * sum(len(line.text) for line in lines) else 0


def _title_rule(line: Line, title: str) -> str | None:
    if not (line.level or line.bold) or len(line.text) > len(title) + 40:
        return None
    said, known = _key(line.text), _key(title)
    if said == known:
        return "title" if line.level == 1 else "repeats-title"
    opens = bool(said) and known.startswith(said) and _SUBTITLE.match(title[len(line.text) :])
    return "repeats-title" if opens and line.bold and line.level in (0, 2) else None


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
