"""Tantivy, for those with a hundred thousand articles: matching and counting are done natively.

What is asked of it is compiled (`tantivy_query`), its best articles found and put in order by exact scores
(`tantivy_ranking`), and all counted (`tantivy_counts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import numpy as np

from corpus.model import Article
from indexer.engines.abbreviation_table import AbbreviationTable
from indexer.engines.base import EngineFacts, EngineHits, SearchRequest, Sense, Spelling, StoredSection
from indexer.engines.tantivy_index import OpenIndex
from indexer.engines.tantivy_ranking import search
from indexer.engines.vocabulary import Vocabulary
from indexer.query.tree import Query
from indexer.stored import load_section, load_stored

NAME = "tantivy"

#: Sections kept as they were read, some 15 kB each: those that answer the common questions.
_CACHED_SECTIONS = 2_000


class TantivyEngine:
    """A published Tantivy index; see `SearchEngine` for the contract."""

    def __init__(self, folder: Path) -> None:
        self._index = OpenIndex(folder)
        self._facts = self._index.facts
        self._words = Vocabulary.load(folder)
        self._abbreviations = AbbreviationTable.load(folder)
        self._section = lru_cache(_CACHED_SECTIONS)(self._read_section)

    def search(self, request: SearchRequest) -> EngineHits:
        return search(self._index, request)

    def scores(self, query: Query, ids: Sequence[str]) -> Mapping[str, float]:
        rows = {self._facts.number[one]: one for one in ids if one in self._facts.number}
        found = self._index.window(np.array(sorted(rows), np.int64)).matches(query)
        return {
            rows[n]: score for n, score in zip(found.numbers.tolist(), found.scores.tolist(), strict=True)
        }

    def sections(self, ids: Sequence[str]) -> Mapping[str, StoredSection]:
        rows = {section_id: self._facts.number.get(section_id) for section_id in ids}
        return {section_id: self._section(row) for section_id, row in rows.items() if row is not None}

    def article(self, article_id: str) -> Article | None:
        stored = [load_section(self._index.stored(row)) for row in self._facts.by_article.get(article_id, [])]
        if not stored:
            return None
        sections = sorted((section for section, _ in stored), key=lambda section: section.position)
        return replace(stored[0][1], sections=tuple(sections))

    def articles(self, limit: int) -> Sequence[Article]:
        dates = self._facts.dates
        first = {article: rows[0] for article, rows in self._facts.by_article.items()}
        newest = sorted(sorted(first), key=lambda article: dates[first[article]], reverse=True)
        return [load_section(self._index.stored(first[article]))[1] for article in newest[:limit]]

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        return self._words.complete(prefix, limit)

    def similar(self, word: str, limit: int) -> Sequence[str]:
        return self._words.similar(word, limit)

    def spellings(self, words: Iterable[str]) -> Mapping[str, Spelling]:
        found = ((word, self._words.spelling(word)) for word in words)
        return {word: spelling for word, spelling in found if spelling}

    def frequencies(self, tokens: Iterable[str]) -> Mapping[str, int]:
        found = {text: self._index.holding((text,), None) for text in tokens}
        return {text: count for text, count in found.items() if count}

    def senses(self, short: str) -> Sequence[Sense]:
        return self._abbreviations.senses(short)

    def abbreviations(self, long: str) -> Sequence[str]:
        return self._abbreviations.abbreviations(long)

    def describe(self) -> EngineFacts:
        facts = self._facts
        return EngineFacts(NAME, version(NAME), len(facts.by_article), len(facts.live))

    def close(self) -> None:
        self._section.cache_clear()
        self._index.close()

    def _read_section(self, row: int) -> StoredSection:
        return load_stored(self._index.stored(row))
