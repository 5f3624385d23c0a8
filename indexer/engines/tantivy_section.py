"""A section as the Tantivy builder takes it: facts, tokens by column, what is given back, what is counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from struct import pack, unpack

from indexer.analysed import AnalysedText, TokenTable
from indexer.documents import indexed_sections
from indexer.engines.base import IndexedSection, StoredSection
from indexer.engines.vocabulary import words
from indexer.stored import dump_section, load_section

Tokens = TokenTable


@dataclass(frozen=True, slots=True)
class ReadySection:
    """A section whose tokens, words and stored bytes are made already."""

    id: str
    article_id: str
    position: int
    kind: str
    source: str
    dated: str
    title: Tokens
    heading: Tokens
    body: Tokens
    stored: bytes
    words: tuple[str, ...]


def ready(section: IndexedSection) -> ReadySection:
    """The section with all that an index needs of it."""
    article = section.article
    dated = article.reviewed or article.published
    text = dump_section(section.section, article).encode("utf-8", "surrogatepass")
    analysed = AnalysedText.of(section.section.text, section.body).dump()
    return ReadySection(
        id=section.section.id,
        article_id=article.id,
        position=section.section.position,
        kind=section.section.kind,
        source=article.source,
        dated=dated.isoformat() if dated else "",
        title=TokenTable.of(section.title),
        heading=TokenTable.of(section.heading),
        body=TokenTable.of(section.body),
        stored=pack("<I", len(text)) + text + analysed,
        words=tuple(words(section)),
    )


def load_stored(stored: bytes) -> StoredSection:
    """What `ready` put into `stored`."""
    end = 4 + unpack("<I", stored[:4])[0]
    section, article = load_section(stored[4:end].decode("utf-8", "surrogatepass"))
    return StoredSection(section, article, AnalysedText.load(stored[end:], section.text))


def indexed_again(stored: bytes) -> IndexedSection:
    """The section as it was added, made anew from `stored`."""
    found = load_stored(stored)
    (again,) = indexed_sections(replace(found.article, sections=(found.section,)))
    return again
