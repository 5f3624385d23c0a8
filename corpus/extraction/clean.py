"""A pruned page → the headings and blocks of its article in order, and the text that was dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import PageElement

from corpus.extraction.boilerplate_phrases import rule_of_line
from corpus.extraction.headings import with_headings
from corpus.extraction.line import Line, clean_text
from corpus.extraction.line_runs import rules_of_runs
from corpus.extraction.lines import LineReader
from corpus.extraction.main_content import MIN_SENTENCE, Prose, between, main_content
from corpus.extraction.prune import Pruned
from corpus.extraction.tags import METADATA_ONLY
from corpus.model import Block, Dropped

#: The share of the prose above which an element is read even though its markup is that of boilerplate.
MAX_DROPPED_SHARE = 0.4
#: The share of a page's text that may be above its title and so outside the article.
MAX_SHARE_ABOVE_TITLE = 0.3

# What separates a title from its subtitle.
_SUBTITLE = re.compile(r"\W*[:–—|-]\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article; `anchor` is the page's own id for it, if it has one."""

    text: str
    level: int
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The article's headings and blocks in document order; `dropped` has every other visible text."""

    content: tuple[Heading | Block, ...]
    dropped: tuple[Dropped, ...]


def clean(pruned: Pruned, title: str, host: str = "") -> Cleaned:
    """The content of the article titled `title`; `host` is its site's, or "" if that is unknown."""
    prose = Prose(pruned.soup)
    main = main_content(prose)
    lead = _lead(prose, main, title)
    max_dropped = MAX_DROPPED_SHARE * prose[main]
    above = LineReader(lead, prose, pruned.rules, max_dropped)
    inside = LineReader(main.contents, prose, pruned.rules, max_dropped, host)
    read = {id(main), *map(id, lead)}
    ancestors = {id(tag) for element in (main, *lead) for tag in element.parents}
    outside = _outside(prose.page, read, ancestors, pruned.rules)
    content: list[Heading | Block] = []
    dropped = [*pruned.dropped, *above.dropped, *inside.dropped, *outside]
    lines = [*_lead_prose(above.lines, dropped), *inside.lines]
    for line, rule in _with_rules(list(with_headings(lines)), title):
        if rule is None:
            content.append(_heading_or_block(line))
        else:
            dropped.append(Dropped(rule, line.text))
    return Cleaned(tuple(content), tuple(dropped))


def _lead(prose: Prose, main: Tag, title: str) -> list[PageElement]:
    """The elements between the title and the main content: often the article's first paragraph."""
    key = _key(title)
    heading = next((h1 for h1 in prose.titles if _key(h1.get_text()) == key), None)
    if heading is None and prose.titles:
        heading = prose.titles[0]
    return between(heading, main) if heading is not None else []


def _lead_prose(lines: list[Line], dropped: list[Dropped]) -> Iterator[Line]:
    """The lines before the main content that are prose, with their headings; the others are dropped."""
    headings: list[Line] = []
    for line in lines:
        if line.level:
            headings.append(line)
        elif len(line.text) >= MIN_SENTENCE and line.linked < len(line.text) / 2:
            yield from headings[-1:]
            dropped += [Dropped("outside-article", heading.text) for heading in headings[:-1]]
            headings = []
            yield line
        else:
            dropped.append(Dropped("outside-article", line.text))
    dropped += [Dropped("outside-article", heading.text) for heading in headings]


def _heading_or_block(line: Line) -> Heading | Block:
    if line.level:
        return Heading(line.text, line.level, line.anchor)
    return Block(line.kind, line.text, line.depth, line.ordered, line.header)


def _outside(tag: Tag, read: set[int], ancestors: set[int], rules: Mapping[int, str]) -> Iterator[Dropped]:
    """The text of every element that was not read, from the whole page inwards."""
    if id(tag) in read:
        return
    for child in tag.contents:
        if isinstance(child, Tag) and id(child) in ancestors:
            yield from _outside(child, read, ancestors, rules)
        elif id(child) not in read and not (isinstance(child, Tag) and child.name in METADATA_ONLY):
            text = clean_text(child.get_text(" "))
            if text:
                yield Dropped(rules.get(id(child), "outside-article"), text)


def _with_rules(lines: list[Line], title: str) -> Iterator[tuple[Line, str | None]]:
    """Each line with the rule that drops it, or None."""
    start = _title_position(lines, title)
    yield from ((line, "before-article") for line in lines[:start])
    lines = lines[start:]
    for line, rule in zip(lines, rules_of_runs(lines), strict=True):
        yield line, _title_rule(line, title) or rule or rule_of_line(line)


def _title_position(lines: list[Line], title: str) -> int:
    """The position of the heading that is the title, if little text is above it; else 0."""
    key = _key(title)
    position = next((n for n, line in enumerate(lines) if 0 < line.level < 3 and _key(line.text) == key), 0)
    above = sum(len(line.text) for line in lines[:position])
    return position if above < MAX_SHARE_ABOVE_TITLE * sum(len(line.text) for line in lines) else 0


def _title_rule(line: Line, title: str) -> str | None:
    if not (line.level or line.bold) or len(line.text) > len(title) + 40:
        return None
    line_key, title_key = _key(line.text), _key(title)
    if line_key == title_key:
        return "title" if line.level == 1 else "repeats-title"
    opens = bool(line_key) and title_key.startswith(line_key) and _SUBTITLE.match(title[len(line.text) :])
    return "repeats-title" if opens and line.bold and line.level in (0, 2) else None


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()
