"""What engines share that keep an index in a folder of their own: its sections, words and abbreviations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from corpus.model import Article
from indexer.documents.stored_fields import StoredSection, load_section, load_stored
from indexer.engines.local.doc_values import SectionFacts
from indexer.lexicon.abbreviations import AbbreviationTable
from indexer.lexicon.values import Sense, Spelling
from indexer.lexicon.vocabulary import Vocabulary

#: Sections kept as they were read, some 15 kB each: those that answer the common questions.
_CACHED_SECTIONS = 2_000


class EmbeddedEngine(ABC):
    """The part of `SearchEngine` that facts, tables and stored sections answer."""

    def __init__(self, folder: Path, facts: SectionFacts) -> None:
        self.facts = facts
        self._words = Vocabulary.load(folder)
        self._abbreviations = AbbreviationTable.load(folder)
        self._section = lru_cache(_CACHED_SECTIONS)(self._read_section)

    @abstractmethod
    def stored(self, number: int) -> bytes:
        """What the builder stored of a section."""

    def sections(self, ids: Sequence[str]) -> Mapping[str, StoredSection]:
        rows = {section_id: self.facts.number.get(section_id) for section_id in ids}
        return {section_id: self._section(row) for section_id, row in rows.items() if row is not None}

    def article(self, article_id: str) -> Article | None:
        stored = [load_section(self.stored(row)) for row in self.facts.by_article.get(article_id, [])]
        if not stored:
            return None
        sections = sorted((section for section, _ in stored), key=lambda section: section.position)
        return replace(stored[0][1], sections=tuple(sections))

    def articles(self, limit: int) -> Sequence[Article]:
        dates = self.facts.dates
        first = {article: rows[0] for article, rows in self.facts.by_article.items()}
        newest = sorted(sorted(first), key=lambda article: dates[first[article]], reverse=True)
        return [load_section(self.stored(first[article]))[1] for article in newest[:limit]]

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        return self._words.complete(prefix, limit)

    def similar(self, word: str, limit: int) -> Sequence[str]:
        return self._words.similar(word, limit)

    def spellings(self, words: Iterable[str]) -> Mapping[str, Spelling]:
        found = ((word, self._words.spelling(word)) for word in words)
        return {word: spelling for word, spelling in found if spelling}

    def senses(self, short: str) -> Sequence[Sense]:
        return self._abbreviations.senses(short)

    def abbreviations(self, long: str) -> Sequence[str]:
        return self._abbreviations.abbreviations(long)

    def _read_section(self, number: int) -> StoredSection:
        return load_stored(self.stored(number))
