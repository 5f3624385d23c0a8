"""Articles as JSON text for the library, and the JSON records that stored fields share with it."""

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
    record["sections"] = [[*section_record(section), _blocks(section)] for section in article.sections]
    record["dropped"] = [[passage.rule, passage.text] for passage in article.dropped]
    return _HALF.sub("\ufffd", json.dumps(record, ensure_ascii=False, separators=(",", ":")))


def load_article(text: str) -> Article:
    """The article that `dump_article` wrote."""
    record = json.loads(text)
    return article_of(
        record,
        sections=tuple(_load_section(record["id"], *section) for section in record["sections"]),
        dropped=tuple(Dropped(rule, passage) for rule, passage in record["dropped"]),
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


def section_record(section: Section) -> list[Any]:
    """A section without its blocks, as JSON can have it; its id is its article's and its anchor."""
    path = list(section.path)
    return [section.position, section.level, section.heading, path, section.anchor, section.kind]


def section_of(article_id: str, record: list[Any], blocks: tuple[Block, ...]) -> Section:
    """The section of a `section_record`."""
    position, level, heading, path, anchor, kind = record
    own_id = f"{article_id}/{anchor}"
    return Section(own_id, article_id, position, level, heading, tuple(path), anchor, kind, blocks)


def _blocks(section: Section) -> list[list[Any]]:
    return [[b.kind, b.text, b.depth, b.ordered, b.header] for b in section.blocks]


def _load_section(article_id: str, *record: Any) -> Section:
    *header, blocks = record
    return section_of(article_id, header, tuple(Block(*block) for block in blocks))


def article_of(
    record: dict[str, Any], sections: tuple[Section, ...] = (), dropped: tuple[Dropped, ...] = ()
) -> Article:
    """The article of an `article_metadata` record."""
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
