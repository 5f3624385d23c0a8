"""What an engine indexes of a section: its tokens by field, its doc values, and what is stored of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldTokens:
    """The tokens of a field by column, rising by position; several may share one."""

    texts: Sequence[str]
    positions: Sequence[int]


@dataclass(frozen=True, slots=True)
class IndexedSection:
    """A section ready for an engine, made once for all engines (`indexer.documents.sections`)."""

    id: str
    article_id: str
    position: int  # in its article
    kind: str
    source: str
    dated: str  # ISO, reviewed before published; "" where neither is known
    title: FieldTokens
    heading: FieldTokens  # of the whole heading path
    body: FieldTokens
    stored: bytes  # what `sections` and `article` give back, for `indexer.documents.stored_fields` to read
    words: Sequence[str]  # as `indexer.documents.surface_forms` gives them
    definitions: Sequence[tuple[str, str]]  # abbreviations: short and long form, distinct
