"""An article as the documents that engines index: each section with its tokens, and what is stored of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.model import Article, Section
from indexer.analysis.abbreviation_definitions import definitions
from indexer.analysis.analyzer import Token, tokens
from indexer.documents.indexed_section import FieldTokens, IndexedSection
from indexer.documents.stored_fields import dump_section
from indexer.documents.surface_forms import WrittenField, written_words
from indexer.documents.text_analysis import AnalysedText


def indexed_sections(article: Article) -> Iterator[IndexedSection]:
    """Each section of an article with all that an engine needs of it."""
    metadata = replace(article, sections=(), dropped=())
    dated = article.reviewed or article.published
    title = tokens(article.title)
    for section in article.sections:
        head = heading_text(section)
        heading, body = tokens(head), tokens(section.text)
        texts = article.title, head, section.text
        yield IndexedSection(
            id=section.id,
            article_id=article.id,
            position=section.position,
            kind=section.kind,
            source=article.source,
            dated=dated.isoformat() if dated else "",
            title=_columns(title),
            heading=_columns(heading),
            body=_columns(body),
            stored=dump_section(section, metadata, AnalysedText.of(section.text, body)),
            words=written_words(
                map(WrittenField, texts, (title, heading, body), (True, True, False)),
            ),
            definitions=sorted({(found.short, found.long) for text in texts for found in definitions(text)}),
        )


def heading_text(section: Section) -> str:
    """The heading path as one text."""
    return " / ".join(section.path)


def _columns(found: Sequence[Token]) -> FieldTokens:
    return FieldTokens([token.text for token in found], [token.position for token in found])
