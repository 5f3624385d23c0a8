"""What engines share that keep an index in a folder of their own: stored fields and the lexicon."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.model import Article
from indexer.documents.stored_fields import StoredSection, load_section, load_stored
from indexer.engines.base import EngineDescription
from indexer.engines.local.section_store import SectionStore
from indexer.lexicon.lexicon import Lexicon

#: Sections cached as they were read, some 15 kB each: those that answer the common questions.
_CACHED_SECTIONS = 2_000


class LocalEngine(ABC):
    """The part of `SearchEngine` that doc values, stored fields and the lexicon answer."""

    name: str

    def __init__(self, lexicon: Lexicon, store: SectionStore) -> None:
        self.doc_values = store.doc_values
        self.stored = store.stored
        self._lexicon = lexicon
        self._section = lru_cache(_CACHED_SECTIONS)(lambda row: load_stored(store.stored(row)))

    @abstractmethod
    def version(self) -> str:
        """The version of the engine's library."""

    def sections(self, ids: Sequence[str]) -> Mapping[str, StoredSection]:
        rows = {section_id: self.doc_values.number.get(section_id) for section_id in ids}
        return {section_id: self._section(row) for section_id, row in rows.items() if row is not None}

    def article(self, article_id: str) -> Article | None:
        stored = [load_section(self.stored(row)) for row in self.doc_values.by_article.get(article_id, ())]
        if not stored:
            return None
        sections = sorted((section for section, _ in stored), key=lambda section: section.position)
        return replace(stored[0][1], sections=tuple(sections))

    def articles(self, limit: int) -> Sequence[Article]:
        dates = self.doc_values.dates
        first = {article: rows[0] for article, rows in self.doc_values.by_article.items()}
        newest = sorted(sorted(first), key=lambda article: dates[first[article]], reverse=True)
        return [load_section(self.stored(first[article]))[1] for article in newest[:limit]]

    def lexicon(self) -> Lexicon:
        return self._lexicon

    def describe(self) -> EngineDescription:
        values = self.doc_values
        return EngineDescription(self.name, self.version(), len(values.by_article), len(values.live))
