"""Articles and sections as JSON text, for the library and for what engines store."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from corpus.model import Article, Block, BlockKind, Dropped, Section
from indexer.analysed import AnalysedText
from indexer.columns import pack_parts, unpack_parts
from indexer.engines.base import StoredSection

#: Half a surrogate pair, as a page's JSON-LD may escape one: text to Python, but nothing can encode it.
_HALF = re.compile("[\ud800-\udfff]")


def dump_article(article: Article) -> str:
    """The whole article, its sections and what was dropped; half characters become U+FFFD."""
    record = _metadata(article)
    record["sections"] = [_section(section) for section in article.sections]
    record["dropped"] = [[piece.rule, piece.text] for piece in article.dropped]
    return _HALF.sub("\ufffd", json.dumps(record, ensure_ascii=False, separators=(",", ":")))


def load_article(text: str) -> Article:
    """The article that `dump_article` wrote."""
    record = json.loads(text)
    return _article(
        record,
        sections=tuple(_load_section(record["id"], section) for section in record["sections"]),
        dropped=tuple(Dropped(rule, piece) for rule, piece in record["dropped"]),
    )


def dump_section(section: Section, article: Article, analysed: AnalysedText) -> bytes:
    """One section with its article's metadata and its text's analysis.

    A page of results shows some 19 sections and asks for all but their blocks, which stand apart. Nothing
    is compressed: to unpack them took a third of the time of reading them, and saved half of their bytes.
    """
    shown = [section.id, section.heading, section.path, section.kind, section.anchor]
    blocks = [[b.kind, len(b.text), b.depth, b.ordered, b.header] for b in section.blocks]
    parts = [_metadata(article), shown, [section.position, section.level, blocks]]
    return pack_parts([*map(_json, parts), section.text.encode("utf-8", "surrogatepass"), analysed.dump()])


def load_section(dumped: bytes) -> tuple[Section, Article]:
    """The section that `dump_section` wrote, and its article without sections."""
    metadata, shown, rest, text, _ = unpack_parts(dumped)
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
    metadata, shown, _, text, analysed = unpack_parts(dumped)
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
    return _article(_loaded(metadata))


def _json(part: object) -> bytes:
    return json.dumps(part, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _loaded(part: bytes) -> Any:
    return json.loads(part.decode("utf-8", "surrogatepass"))


def _metadata(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "title": article.title,
        "source": article.source,
        "language": article.language,
        "published": article.published.isoformat() if article.published else None,
        "reviewed": article.reviewed.isoformat() if article.reviewed else None,
    }


def _section(section: Section) -> list[Any]:
    blocks = [[b.kind, b.text, b.depth, b.ordered, b.header] for b in section.blocks]
    path = list(section.path)
    return [section.position, section.level, section.heading, path, section.anchor, section.kind, blocks]


def _load_section(article_id: str, record: list[Any]) -> Section:
    position, level, heading, path, anchor, kind, blocks = record
    return Section(
        id=f"{article_id}/{anchor}",
        article_id=article_id,
        position=position,
        level=level,
        heading=heading,
        path=tuple(path),
        anchor=anchor,
        kind=kind,
        blocks=tuple(Block(*block) for block in blocks),
    )


def _article(
    record: dict[str, Any], sections: tuple[Section, ...] = (), dropped: tuple[Dropped, ...] = ()
) -> Article:
    return Article(
        id=record["id"],
        url=record["url"],
        title=record["title"],
        source=record["source"],
        language=record["language"],
        published=_date(record["published"]),
        reviewed=_date(record["reviewed"]),
        sections=sections,
        dropped=dropped,
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
