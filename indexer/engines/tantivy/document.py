"""Sections as the documents that Tantivy takes."""

from __future__ import annotations

from collections.abc import Iterable

from tantivy import Document, PreTokenizedString, Token

from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.postings import FIELD_WEIGHTS
from indexer.engines.tantivy.schema import FIELDS, WORDS, number, share
from indexer.engines.tantivy.slots import PlacedField

_TIMES = [round(FIELD_WEIGHTS[name]) for name in FIELDS]


def document(
    section: IndexedSection, fields: Iterable[PlacedField], row: int, kind: int, source: int
) -> Document:
    """A section with its title, heading and body as Tantivy takes it; kind and source are their numbers."""
    made = Document()
    words: list[str] = []
    second: list[str] = []
    for name, times, field in zip(FIELDS, _TIMES, fields, strict=True):
        if field.words:
            words += [field.words] * times
            second += field.second
            _add(made, name, field)
    made.add_text(WORDS, " ".join(words))
    if second:
        made.add_text("second", " ".join(second))
    article = number(section.article_id)
    made.add_unsigned("section", number(section.id))
    made.add_unsigned("article", article)
    made.add_text("order", section.article_id.encode("utf-8", "replace").decode())
    made.add_unsigned("row", row)
    made.add_unsigned("share", share(article))
    made.add_unsigned("kind", kind)
    made.add_unsigned("source", source)
    return made


def _add(made: Document, name: str, field: PlacedField) -> None:
    """A list of tokens takes twice as long; one section in a hundred needs it."""
    if field.listed:
        tokens = [Token(text, slot, 0, 0) for slot, text in field.listed]
        made.add_pre_tokenized_text(name, PreTokenizedString("", tokens))
    else:
        made.add_text(name, field.text)
