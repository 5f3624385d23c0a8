"""The stored fields of a section, as bytes: what an engine gives back of it, and what its builder needs."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.model import Article, Block, BlockKind, Section
from indexer.documents.article_json import article_metadata, article_of, section_of, section_record
from indexer.documents.lexicon_entries import LexiconEntries
from indexer.documents.packing import pack_parts, unpack_part, unpack_parts
from indexer.documents.text_analysis import TextAnalysis


@dataclass(frozen=True, slots=True)
class StoredSection:
    """What a page of results shows of a section, with its article's metadata and its text's analysis."""

    id: str
    heading: str
    path: tuple[str, ...]
    kind: str
    anchor: str
    article: Article  # `sections` and `dropped` are empty
    analysis: TextAnalysis
    position: int  # in its article


def dump_section(section: Section, article: Article, analysis: TextAnalysis, entries: bytes) -> bytes:
    """One section with its article's metadata, its text's analysis and its dumped lexicon entries.

    A page of results shows some 19 sections and needs all but their blocks and entries, which are parts of
    their own. Only the entries, which a builder reads to delete a section, are compressed: unpacking all took
    a third of the time of reading and saved half the bytes.
    """
    shapes = [[b.kind, len(b.text), b.depth, b.ordered, b.header] for b in section.blocks]
    records = [article_metadata(article), section_record(section), shapes]
    text = section.text.encode("utf-8", "surrogatepass")
    return pack_parts([*map(_json, records), zlib.compress(entries), text, *analysis.dump()])


def load_section(dumped: bytes) -> tuple[Section, Article]:
    """The section that `dump_section` wrote, and its article without sections."""
    metadata, record, shapes, _, text, *_ = unpack_parts(dumped)
    article = _article_of(metadata)
    blocks = tuple(_blocks(_loaded(shapes), text.decode("utf-8", "surrogatepass")))
    return section_of(article.id, _loaded(record), blocks), article


def load_stored(dumped: bytes) -> StoredSection:
    """What a page of results shows of the section that `dump_section` wrote."""
    metadata, record, _, _, text, *analysis = unpack_parts(dumped)
    article = _article_of(metadata)
    position, _, heading, path, anchor, kind = _loaded(record)
    return StoredSection(
        *(f"{article.id}/{anchor}", heading, tuple(path), kind, anchor, article),
        TextAnalysis.load(analysis, text.decode("utf-8", "surrogatepass")),
        position,
    )


def load_entries(dumped: bytes) -> LexiconEntries:
    """What the section that `dump_section` wrote contributes to the lexicon."""
    return LexiconEntries.load(zlib.decompress(unpack_part(dumped, 3)))


def _blocks(shapes: Iterable[tuple[BlockKind, int, int, bool, bool]], text: str) -> Iterator[Block]:
    """The blocks of a section's text: their kinds, and how many characters each has."""
    start = 0
    for kind, length, depth, ordered, header in shapes:
        yield Block(kind, text[start : start + length], depth, ordered, header)
        start += length + 1


@lru_cache(1_000)
def _article_of(metadata: bytes) -> Article:
    """The article of these bytes, which all its sections have; a page of results shows several of each."""
    return article_of(_loaded(metadata))


def _json(part: object) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _loaded(part: bytes) -> Any:
    return json.loads(part.decode("utf-8", "surrogatepass"))
