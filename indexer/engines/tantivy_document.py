"""A section as the document that Tantivy takes."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from tantivy import Document, PreTokenizedString, Token

from indexer.analysis import EXACT
from indexer.engines.base import IndexedSection
from indexer.engines.postings import FIELD_WEIGHTS
from indexer.engines.tantivy_fields import FIELDS, GAP, SECOND, SLOTS, WORDS, held, number, share


def document(section: IndexedSection, row: int, kind: int, source: int) -> Document:
    """A section as Tantivy takes it; kind and source are their numbers."""
    made = Document()
    words: list[str] = []
    second: list[str] = []
    for name, field in zip(FIELDS, (section.title, section.heading, section.body), strict=True):
        if field.texts:
            texts = held(field.texts)
            second += _place(made, name, texts, field.positions)
            words.extend(texts * round(FIELD_WEIGHTS[name]))
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
    made.add_bytes("stored", section.stored)
    return made


def _place(made: Document, name: str, texts: Sequence[str], positions: Sequence[int]) -> list[str]:
    """Add tokens in their slots, as a text with gaps; those of them that stand second at their position.

    A list of tokens takes twice as long; one section in a hundred needs it, for three forms at a position.
    """
    row = [GAP] * (SLOTS * (positions[-1] + 1))
    slots, second = [], []
    for text, at in zip(texts, positions, strict=True):
        slot = SLOTS * at + (text[0] == EXACT)
        if row[slot] is not GAP:
            slot = SLOTS * at + SECOND
            second.append(text)
        row[slot] = text
        slots.append(slot)
    if second and len(set(slots)) < len(slots):
        placed = sorted(zip(slots, texts, strict=True), key=itemgetter(0))
        made.add_pre_tokenized_text(name, PreTokenizedString("", [Token(t, at, 0, 0) for at, t in placed]))
    else:
        made.add_text(name, " ".join(row))
    return second
