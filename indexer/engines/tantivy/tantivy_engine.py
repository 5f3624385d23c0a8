"""Tantivy, for those with a hundred thousand articles: matching and counting are done natively.

A query is compiled (`compiler`), its best articles found and put in order by exact scores (`candidates`,
`rescorer`), and all matches counted (`facet_counts`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path

import numpy as np

from indexer.engines.base import EngineHits, SearchRequest
from indexer.engines.local.local_engine import LocalEngine
from indexer.engines.tantivy.candidates import search
from indexer.engines.tantivy.open_index import OpenIndex
from indexer.engines.tantivy.rescorer import rescore
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
        number = self.doc_values.number
        rows = np.array(sorted(number[one] for one in ids if one in number), np.int64)
        found: list[Mapping[str, float]] = []
        for query in queries:
            docs = rescore(self._index, rows, query)
            scored = zip(docs.numbers.tolist(), docs.scores.tolist(), strict=True)
            found.append({self.doc_values.ids[row]: score for row, score in scored})
        return found

    def close(self) -> None:
        self._section.cache_clear()
        self._index.close()
