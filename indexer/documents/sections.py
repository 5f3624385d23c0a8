"""An article as what engines index: each section with its tokens, doc values and stored fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from corpus.model import Article, Section
from indexer.analysis.abbreviation_definitions import definitions
from indexer.analysis.analyzer import EXACT, Token, tokens
from indexer.analysis.name_tokens import title_names
from indexer.documents.facets import facet_values
from indexer.documents.indexed_section import FieldTokens, IndexedSection
from indexer.documents.lexicon_entries import LexiconEntries
from indexer.documents.stored_fields import dump_section
from indexer.documents.surface_forms import WrittenField, surface_forms
from indexer.documents.text_analysis import TextAnalysis


def indexed_sections(article: Article) -> Iterator[IndexedSection]:
    """Each section of an article with everything that an engine needs of it."""
    metadata = replace(article, sections=(), dropped=())
    date = article.reviewed or article.published
    title = tokens(article.title)
    title_entry = _title_entry(article.title)
    for section in article.sections:
        texts = article.title, heading_text(section), section.text
        fields = title, tokens(texts[1]), tokens(texts[2])
        entries = _lexicon_entries(title_entry, texts, fields).dump()
        analysis = TextAnalysis.of(texts[2], fields[2], item_starts(section))
        yield IndexedSection(
            section.id,
            article.id,
            section.position,
            date.isoformat() if date else "",
            list(map(_word_count, fields)),
            facet_values(section, article),
            _field_tokens(fields[0]),
            _field_tokens(fields[1]),
            _field_tokens(fields[2]),
            entries,
            dump_section(section, metadata, analysis, entries),
        )


def heading_text(section: Section) -> str:
    """The heading path as one text."""
    return " / ".join(section.path)


def item_starts(section: Section) -> frozenset[int]:
    """The offsets in a section's text at which its list items begin."""
    ends = accumulate((len(block.text) + 1 for block in section.blocks), initial=0)
    starts = zip(ends, section.blocks, strict=False)
    return frozenset(start for start, block in starts if block.kind == "item")


def _title_entry(title: str) -> str:
    """The title and its names as `LexiconEntries` has them."""
    return "\t".join([" ".join(title.split()), *map(" ".join, title_names(title))])


def _lexicon_entries(title: str, texts: Sequence[str], fields: Sequence[Sequence[Token]]) -> LexiconEntries:
    pairs = {(found.short, found.long) for text in texts for found in definitions(text)}
    forms = surface_forms(map(WrittenField, texts, fields, (True, True, False)))
    distinct = {token.text for field in fields for token in field}
    return LexiconEntries(title, forms, sorted(distinct), sorted(pairs))


def _word_count(found: Sequence[Token]) -> int:
    """How many words a field has; spellings beside normal forms would make inflected text longer."""
    return sum(not token.text.startswith(EXACT) for token in found)


def _field_tokens(found: Sequence[Token]) -> FieldTokens:
    return FieldTokens.of([token.text for token in found], [token.position for token in found])
