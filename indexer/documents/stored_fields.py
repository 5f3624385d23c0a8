"""Sections as bytes, with their articles' metadata and their texts' analysis: what engines store of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from corpus.model import Article, Block, BlockKind, Section
from indexer.documents.article_json import article_metadata, article_of
from indexer.documents.columns import pack_parts, unpack_parts
from indexer.documents.text_analysis import AnalysedText


@dataclass(frozen=True, slots=True)
class StoredSection:
    """What a page of results shows of a section, its article's metadata and its text's analysis with it."""

    id: str
    heading: str
    path: tuple[str, ...]
    kind: str
    anchor: str
    article: Article  # `sections` and `dropped` are empty
    analysed: AnalysedText


def dump_section(section: Section, article: Article, analysed: AnalysedText) -> bytes:
    """One section with its article's metadata and its text's analysis.

    A page of results shows some 19 sections and asks for all but their blocks, which stand apart. Nothing
    is compressed: to unpack them took a third of the time of reading them, and saved half of their bytes.
    """
    shown = [section.id, section.heading, section.path, section.kind, section.anchor]
    blocks = [[b.kind, len(b.text), b.depth, b.ordered, b.header] for b in section.blocks]
    parts = [article_metadata(article), shown, [section.position, section.level, blocks]]
    return pack_parts([*map(_json, parts), section.text.encode("utf-8", "surrogatepass"), *analysed.dump()])


def load_section(dumped: bytes) -> tuple[Section, Article]:
    """The section that `dump_section` wrote, and its article without sections."""
    metadata, shown, rest, text, *_ = unpack_parts(dumped)
    article = _article_of(metadata)
    section_id, heading, path, kind, anchor = _loaded(shown)
    position, level, shapes = _loaded(rest)
    blocks = tuple(_blocks(shapes, text.decode("utf-8", "surrogatepass")))
    section = Section(
        *(section_id, article.id, position, level, heading, tuple(path), anchor, kind, blocks),
    )
    return section, article


def load_stored(dumped: bytes) -> StoredSection:
    """What a page of results shows of the section that `dump_section` wrote."""
    metadata, shown, _, text, *analysed = unpack_parts(dumped)
    section_id, heading, path, kind, anchor = _loaded(shown)
    return StoredSection(
        *(section_id, heading, tuple(path), kind, anchor, _article_of(metadata)),
        AnalysedText.load(analysed, text.decode("utf-8", "surrogatepass")),
    )


def _blocks(shapes: Iterable[tuple[BlockKind, int, int, bool, bool]], text: str) -> Iterator[Block]:
    """The blocks of a section's text, of these kinds and so many characters."""
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
