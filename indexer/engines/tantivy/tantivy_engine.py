"""Tantivy, for those with a hundred thousand articles: matching and counting are done natively.

What is asked of it is compiled (`tantivy_query`), its best articles found and put in order by exact scores
(`tantivy_ranking`), and all counted (`tantivy_counts`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import numpy as np

from indexer.engines.base import EngineFacts, EngineHits, SearchRequest
from indexer.engines.local.local_engine import EmbeddedEngine
from indexer.engines.tantivy.candidates import search
from indexer.engines.tantivy.open_index import OpenIndex
from indexer.query.tree import Query

NAME = "tantivy"


class TantivyEngine(EmbeddedEngine):
    """A published Tantivy index; see `SearchEngine` for the contract."""

    def __init__(self, folder: Path) -> None:
        self._index = OpenIndex(folder)
        super().__init__(folder, self._index.facts)

    def search(self, request: SearchRequest) -> EngineHits:
        return search(self._index, request)

    def scores(self, query: Query, ids: Sequence[str]) -> Mapping[str, float]:
        rows = {self.facts.number[one]: one for one in ids if one in self.facts.number}
        found = self._index.window(np.array(sorted(rows), np.int64), query).matches()
        return {
            rows[n]: score for n, score in zip(found.numbers.tolist(), found.scores.tolist(), strict=True)
        }

    def expand(self, prefix: str) -> Sequence[str]:
        return self._index.compiler.expanded(prefix)

    def frequencies(self, tokens: Iterable[str]) -> Mapping[str, int]:
        found = {text: self._index.holding((text,), None) for text in tokens}
        return {text: count for text, count in found.items() if count}

    def describe(self) -> EngineFacts:
        facts = self.facts
        return EngineFacts(NAME, version(NAME), len(facts.by_article), len(facts.live))

    def close(self) -> None:
        self._section.cache_clear()
        self._index.close()

    def stored(self, number: int) -> bytes:
        return self._index.stored(number)
