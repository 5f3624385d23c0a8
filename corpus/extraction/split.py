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

MAX_SLUG_CHARS = 60


@dataclass(slots=True)
class _Draft:
    """A section whose blocks are still being added."""

    heading: Heading
    path: tuple[str, ...]
    kind: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Split:
    """An article's sections, and its headings that are in none because no text is under them."""

    sections: tuple[Section, ...]
    dropped: tuple[Dropped, ...]


def split(content: Iterable[Heading | Block], article_id: str, title: str) -> Split:
    """The article's sections; blocks before its first heading are a section under its title.

    A heading with only smaller headings under it is no section and stays in their paths.
    """
    drafts = _drafts(content, title)
    filled = [draft for draft in drafts if draft.blocks]
    if len(filled) > MAX_SECTIONS:
        raise PageTooLarge(
            f"The page has {len(filled):,} sections, and the limit is {MAX_SECTIONS}: it is a listing."
        )
    anchors = _anchors([draft.heading for draft in filled])
    sections = (
        _section(draft, position, anchor, article_id)
        for position, (draft, anchor) in enumerate(zip(filled, anchors, strict=True))
    )
    return Split(tuple(sections), tuple(_empty_headings(drafts[1:])))


def _section(draft: _Draft, position: int, anchor: str, article_id: str) -> Section:
    return Section(
        id=f"{article_id}/{anchor}",
        article_id=article_id,
        position=position,
        level=draft.heading.level,
        heading=draft.heading.text,
        path=draft.path,
        anchor=anchor,
        kind=draft.kind,
        blocks=tuple(draft.blocks),
    )


def _empty_headings(drafts: list[_Draft]) -> Iterator[Dropped]:
    """The headings that are in no section's path, the last first."""
    deepest = 0  # the level of the nearest heading further down that leads to text
    for draft in reversed(drafts):
        level = draft.heading.level
        if draft.blocks or level < deepest:
            deepest = level
        else:
            yield Dropped("empty-heading", draft.heading.text)


def _drafts(content: Iterable[Heading | Block], title: str) -> list[_Draft]:
    """A draft for every heading, with the blocks under it, empty ones too."""
    drafts = [_Draft(Heading(title, 1), (), "overview")]
    above: list[_Draft] = []
    for part in content:
        if isinstance(part, Block):
            drafts[-1].blocks.append(part)
            continue
        while above and above[-1].heading.level >= part.level:
            above.pop()
        path = (*(above[-1].path if above else ()), part.text)
        kind = kind_of(part.text, title)
        if kind == "other" and above:
            kind = above[-1].kind
        above.append(_Draft(part, path, kind))
        drafts.append(above[-1])
    return drafts


def _anchors(headings: list[Heading]) -> list[str]:
    """A unique anchor for each heading: the page's own id, else a slug, with a number if it is taken."""
    taken: set[str] = set()
    anchors = []
    for heading in headings:
        wanted = heading.anchor or slug(heading.text, MAX_SLUG_CHARS) or "section"
        anchor, number = wanted, 2
        while anchor in taken:
            anchor, number = f"{wanted}-{number}", number + 1
        taken.add(anchor)
        anchors.append(anchor)
    return anchors


def slug(text: str, max_chars: int) -> str:
    """Lower-case words with hyphens between, cut at the end of a word where that is possible."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    joined = "-".join(words)
    if len(joined) <= max_chars:
        return joined
    cut = joined[: max_chars + 1].rpartition("-")[0]
    return cut or joined[:max_chars]
