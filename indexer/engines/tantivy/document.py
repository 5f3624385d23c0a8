"""Sections as the documents that Tantivy takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tantivy import Document, PreTokenizedString, Token

from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.postings import FIELD_WEIGHTS
from indexer.engines.tantivy.schema import FIELDS, WORDS, facet_field, id_number, share
from indexer.engines.tantivy.slots import SlottedField
from indexer.errors import EngineError
from indexer.query.tree import FieldName


def repeats(field: FieldName, weight: float) -> int:
    """How often a field's tokens are put into `WORDS`; `EngineError` unless its weight is a whole number."""
    if weight != int(weight) or weight < 1:
        raise EngineError(
            f"The weight {weight:g} of the field {field!r} is no whole number. Tantivy weighs by repeated "
            "tokens, so choose a whole one in indexer/weights.py, or another engine."
        )
    return int(weight)


def document(
    section: IndexedSection, fields: Iterable[SlottedField], row: int, ordinals: Mapping[str, int]
) -> Document:
    """A section as Tantivy takes it, with the ordinal of its value for each facet."""
    made = Document()
    words: list[str] = []
    second: list[str] = []
    for name, field in zip(FIELDS, fields, strict=True):
        if field.words:
            words += [field.words] * _REPEATS[name]
            second += field.second
            _add(made, name, field)
    made.add_text(WORDS, " ".join(words))
    if second:
        made.add_text("second", " ".join(second))
    article = id_number(section.article_id)
    made.add_unsigned("section", id_number(section.id))
    made.add_unsigned("article", article)
    made.add_text("order", section.article_id.encode("utf-8", "replace").decode())
    made.add_unsigned("row", row)
    made.add_unsigned("share", share(article))
    for facet, ordinal in ordinals.items():
        made.add_unsigned(facet_field(facet), ordinal)
    return made


_REPEATS: Mapping[FieldName, int] = {name: repeats(name, FIELD_WEIGHTS[name]) for name in FIELDS}


def _add(made: Document, name: FieldName, field: SlottedField) -> None:
    """A list of tokens takes twice as long; one section in a hundred needs it."""
    if field.listed:
        tokens = [Token(text, slot, 0, 0) for slot, text in field.listed]
        made.add_pre_tokenized_text(name, PreTokenizedString("", tokens))
    else:
        made.add_text(name, field.text)
