"""What an engine indexes of a section: its tokens by field, its doc values, and its stored fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldTokens:
    """The tokens of a field, rising by position; several may share one."""

    text: str  # the tokens, a space between them; no token has one in it
    positions: Sequence[int]  # of each token

    @classmethod
    def of(cls, texts: Sequence[str], positions: Sequence[int]) -> FieldTokens:
        """These tokens at these positions."""
        return cls(" ".join(texts), positions)

    @property
    def texts(self) -> Sequence[str]:
        """The tokens one by one."""
        return self.text.split(" ") if len(self.positions) else ()


@dataclass(frozen=True, slots=True)
class IndexedSection:
    """A section ready for an engine, made once for all engines (`indexer.documents.sections`)."""

    id: str
    article_id: str
    position: int  # in its article
    date: str  # ISO, reviewed before published; "" where neither is known
    words: Sequence[int]  # how many words title, heading and body have
    facets: Mapping[str, str]  # the value of each facet of `indexer.documents.facets`
    title: FieldTokens
    heading: FieldTokens  # of the whole heading path
    body: FieldTokens
    entries: bytes  # what it contributes to the lexicon, as `LexiconEntries` dumped it
    stored: bytes  # its stored fields, as `indexer.documents.stored_fields` dumped them

    @property
    def fields(self) -> tuple[FieldTokens, FieldTokens, FieldTokens]:
        """Title, heading and body."""
        return self.title, self.heading, self.body
