"""Article to indexed sections: the one place that says which text stands in which field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Article, Section
from indexer.analysis import tokens
from indexer.engines.base import IndexedSection


def indexed_sections(article: Article) -> Iterator[IndexedSection]:
    """Each section of an article with the tokens of its title, heading path and body."""
    metadata = replace(article, sections=(), dropped=())
    title = tuple(tokens(article.title))
    for section in article.sections:
        yield IndexedSection(
            section=section,
            article=metadata,
            title=title,
            heading=tuple(tokens(heading_text(section))),
            body=tuple(tokens(section.text)),
        )


def heading_text(section: Section) -> str:
    """The heading path as one text."""
    return " / ".join(section.path)
