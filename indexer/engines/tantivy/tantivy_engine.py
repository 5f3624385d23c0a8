"""Tantivy, for those with a hundred thousand articles: matching and counting are done natively.

A query is compiled (`compiler`), its best articles found and put in order by exact scores (`candidates`,
`rescorer`), and all matches counted (`facet_counts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

from indexer.engines.base import EngineHits, SearchRequest
from indexer.engines.local.local_engine import LocalEngine
from indexer.engines.local.rescorer import explain
from indexer.engines.local.retrieval import search
from indexer.engines.tantivy.open_index import OpenIndex
from indexer.query.tree import Query


class TantivyEngine(LocalEngine):
    """A published Tantivy index; see `SearchEngine` for the contract."""

    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._index = OpenIndex(folder)
        super().__init__(self._index.lexicon, self._index.store)

    def version(self) -> str:
        return metadata.version(self.name)  # it takes 30 ms, which only who asks for it should wait for

    def search(self, request: SearchRequest) -> EngineHits:
        return search(self._index, request)

    def explain(self, queries: Sequence[Query], ids: Sequence[str]) -> Sequence[Mapping[str, float]]:
        return explain(self._index, queries, ids)

    def close(self) -> None:
        self._section.cache_clear()
        self._index.close()
