"""Tantivy, for those with a hundred thousand articles: matching, ranking and counting are done natively.

What is asked of it is compiled (`tantivy_query`), ranked (`tantivy_ranking`) and counted
(`tantivy_counts`); no Python object is made for a section that is not shown or near to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from corpus.model import Article
from indexer.engines.abbreviation_table import AbbreviationTable
from indexer.engines.base import EngineFacts, EngineHits, SearchRequest, Sense, Spelling, StoredSection
from indexer.engines.tantivy_fields import WORDS, token
from indexer.engines.tantivy_index import OpenIndex
from indexer.engines.tantivy_search import search
from indexer.engines.vocabulary import Vocabulary
from indexer.query.tree import Query

NAME = "tantivy"


class TantivyEngine:
    """A published Tantivy index; see `SearchEngine` for the contract."""

    def __init__(self, folder: Path) -> None:
        self._index = OpenIndex(folder)
        self._words = Vocabulary.load(folder)
        self._abbreviations = AbbreviationTable.load(folder)

    def search(self, request: SearchRequest) -> EngineHits:
        return search(self._index, request)

    def scores(self, query: Query, ids: Sequence[str]) -> Mapping[str, float]:
        return self._index.scores(query, ids)

    def sections(self, ids: Sequence[str]) -> Mapping[str, StoredSection]:
        index = self._index
        return {id: index.section(address)[1] for id, address in index.by_id(ids).items()}

    def article(self, article_id: str) -> Article | None:
        stored = [self._index.section(address)[1] for address in self._index.of_article(article_id)]
        if not stored:
            return None
        sections = sorted((found.section for found in stored), key=lambda section: section.position)
        return replace(stored[0].article, sections=tuple(sections))

    def articles(self, limit: int) -> Sequence[Article]:
        known = self._index.catalogue.articles
        newest = sorted(sorted(known), key=lambda article: known[article][0], reverse=True)[:limit]
        return [self._index.section(self._index.of_article(article)[0])[1].article for article in newest]

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        return self._words.complete(prefix, limit)

    def similar(self, word: str, limit: int) -> Sequence[str]:
        return self._words.similar(word, limit)

    def spellings(self, words: Iterable[str]) -> Mapping[str, Spelling]:
        found = ((word, self._words.spelling(word)) for word in words)
        return {word: spelling for word, spelling in found if spelling}

    def frequencies(self, tokens: Iterable[str]) -> Mapping[str, int]:
        held = {text: token(text) for text in tokens}
        found = {text: self._index.searcher.doc_freq(WORDS, known) for text, known in held.items() if known}
        return {text: count for text, count in found.items() if count}

    def senses(self, short: str) -> Sequence[Sense]:
        return self._abbreviations.senses(short)

    def abbreviations(self, long: str) -> Sequence[str]:
        return self._abbreviations.abbreviations(long)

    def describe(self) -> EngineFacts:
        catalogue = self._index.catalogue
        return EngineFacts(NAME, version(NAME), len(catalogue.articles), self._index.searcher.num_docs)

    def close(self) -> None:
        self._index.close()
