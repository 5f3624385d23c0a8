"""A section as the document that Tantivy takes."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Document, PreTokenizedString, Token

from indexer.engines.base import IndexedSection
from indexer.engines.postings import FIELD_WEIGHTS
from indexer.engines.tantivy_fields import FIELDS, GAP, WORDS, held, number, share, slot


def document(section: IndexedSection, row: int, kind: int, source: int) -> Document:
    """A section as Tantivy takes it; kind and source are their numbers."""
    made = Document()
    words: list[str] = []
    for name, field in zip(FIELDS, (section.title, section.heading, section.body), strict=True):
        if field.texts:
            texts = held(field.texts)
            _place(made, name, texts, field.positions)
            words.extend(texts * round(FIELD_WEIGHTS[name]))
    made.add_text(WORDS, " ".join(words))
    article = number(section.article_id)
    made.add_unsigned("section", number(section.id))
    made.add_unsigned("article", article)
    made.add_text("order", section.article_id.encode("utf-8", "replace").decode())
    made.add_unsigned("row", row)
    made.add_unsigned("share", share(article))
    made.add_unsigned("kind", kind)
    made.add_unsigned("source", source)
    made.add_bytes("stored", section.stored)
    return made


def _place(made: Document, name: str, texts: Sequence[str], positions: Sequence[int]) -> None:
    """Tokens in their slots, as a text with gaps; as a list where three or more share a position."""
    slots = list(map(slot, texts, positions))
    if len(set(slots)) == len(slots):
        row = [GAP] * (slots[-1] + 2)
        for at, text in zip(slots, texts, strict=True):
            row[at] = text
        made.add_text(name, " ".join(row))
    else:
        placed = [
            Token(text, at, 0, 0) for text, at in sorted(zip(texts, slots, strict=True), key=lambda p: p[1])
        ]
        made.add_pre_tokenized_text(name, PreTokenizedString("", placed))
