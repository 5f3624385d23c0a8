"""Articles as JSON text, for the library and for what engines store of their sections."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from corpus.model import Article, Block, Dropped, Section

#: Half a surrogate pair, as a page's JSON-LD may escape one: text to Python, but nothing can encode it.
_HALF = re.compile("[\ud800-\udfff]")


def dump_article(article: Article) -> str:
    """The whole article, its sections and what was dropped; half characters become U+FFFD."""
    record = article_metadata(article)
    record["sections"] = [_section(section) for section in article.sections]
    record["dropped"] = [[piece.rule, piece.text] for piece in article.dropped]
    return _HALF.sub("\ufffd", json.dumps(record, ensure_ascii=False, separators=(",", ":")))


def load_article(text: str) -> Article:
    """The article that `dump_article` wrote."""
    record = json.loads(text)
    return article_of(
        record,
        sections=tuple(_load_section(record["id"], section) for section in record["sections"]),
        dropped=tuple(Dropped(rule, piece) for rule, piece in record["dropped"]),
    )


def article_metadata(article: Article) -> dict[str, Any]:
    """An article without its sections, as JSON can have it."""
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


def article_of(
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
