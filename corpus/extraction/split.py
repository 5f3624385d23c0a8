"""Headings and blocks → sections, each with its breadcrumb path, anchor and kind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from corpus.errors import PageTooLarge
from corpus.extraction.clean import Heading
from corpus.kinds import kind_of
from corpus.limits import MAX_SECTIONS
from corpus.model import Block, Dropped, Section

LONGEST_SLUG = 60


@dataclass(slots=True)
class _Open:
    """A section while its blocks are still coming."""

    heading: Heading
    path: tuple[str, ...]
    kind: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Split:
    """An article's sections, and the headings that are in none: those with nothing at all under them."""

    sections: tuple[Section, ...]
    dropped: tuple[Dropped, ...]


def split(pieces: Iterable[Heading | Block], article_id: str, title: str) -> Split:
    """The article's sections; blocks before its first heading are a section under its title.

    A heading with nothing under it but smaller headings is no section and stays in their paths.
    """
    opened = _gather(pieces, title)
    filled = [section for section in opened if section.blocks]
    if len(filled) > MAX_SECTIONS:
        raise PageTooLarge(
            f"The page has {len(filled):,} sections, the limit is {MAX_SECTIONS}; it is a listing."
        )
    anchors = _anchors([section.heading for section in filled])
    sections = (
        _section(section, position, anchor, article_id)
        for position, (section, anchor) in enumerate(zip(filled, anchors, strict=True))
    )
    return Split(tuple(sections), tuple(_bare(opened[1:])))


def _section(opened: _Open, position: int, anchor: str, article_id: str) -> Section:
    return Section(
        id=f"{article_id}/{anchor}",
        article_id=article_id,
        position=position,
        level=opened.heading.level,
        heading=opened.heading.text,
        path=opened.path,
        anchor=anchor,
        kind=opened.kind,
        blocks=tuple(opened.blocks),
    )


def _bare(opened: list[_Open]) -> Iterator[Dropped]:
    """The headings that stand in no section's path."""
    deepest = 0  # the level of the nearest heading further down that leads to text
    for section in reversed(opened):
        level = section.heading.level
        if section.blocks or level < deepest:
            deepest = level
        else:
            yield Dropped("empty-heading", section.heading.text)


def _gather(pieces: Iterable[Heading | Block], title: str) -> list[_Open]:
    """Every heading with the blocks under it, empty ones too."""
    opened = [_Open(Heading(title, 1), (), "overview")]
    above: list[_Open] = []
    for piece in pieces:
        if isinstance(piece, Block):
            opened[-1].blocks.append(piece)
            continue
        while above and above[-1].heading.level >= piece.level:
            above.pop()
        path = (*(above[-1].path if above else ()), piece.text)
        kind = kind_of(piece.text, title)
        if kind == "other" and above:
            kind = above[-1].kind
        above.append(_Open(piece, path, kind))
        opened.append(above[-1])
    return opened


def _anchors(headings: list[Heading]) -> list[str]:
    """One anchor for each heading, none twice: the page's own first, slugs around them."""
    taken: set[str] = set()
    anchors = []
    for heading in headings:
        wanted = heading.anchor or slug(heading.text, LONGEST_SLUG) or "section"
        anchor, number = wanted, 2
        while anchor in taken:
            anchor, number = f"{wanted}-{number}", number + 1
        taken.add(anchor)
        anchors.append(anchor)
    return anchors


def slug(text: str, longest: int) -> str:
    """Lower-case words with hyphens between, cut at a word's end where that is possible."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    joined = "-".join(words)
    if len(joined) <= longest:
        return joined
    cut = joined[: longest + 1].rpartition("-")[0]
    return cut or joined[:longest]
