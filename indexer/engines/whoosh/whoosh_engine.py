"""The embedded default: Whoosh keeps the posting lists and the stored fields.

Whoosh's own searcher is not used: over three fields with facets it took some 50 ms for a question of
eight words, and its time limit does not stop the expansion of prefixes. The index is immutable, so
the scores of a token are computed once and cached, and queries evaluated over them
(`indexer.engines.local.evaluator`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

import numpy as np
from cachetools import LRUCache, cached
from whoosh import index, versionstring
from whoosh.reading import IndexReader, TermNotFound

from indexer.engines.base import EngineHits, SearchRequest
from indexer.engines.local.local_engine import LocalEngine
from indexer.engines.local.postings import Postings, filtered, merged, unpacked
from indexer.engines.local.scored_docs import ScoredDocs
from indexer.engines.local.search import explain, search
from indexer.engines.local.section_store import SectionStore
from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import Query

#: Scores of tokens cached in memory, 12 bytes for each section that has the token.
_CACHED_SCORES = 2_000_000

#: Postings cached with their positions, some 20 bytes each: phrases look at them again and again.
_CACHED_POSTINGS = 1_000_000


class WhooshEngine(LocalEngine):
    """A published Whoosh index; see `SearchEngine` for the contract."""

    name = "whoosh"

    def __init__(self, folder: Path) -> None:
        self._lock = Lock()  # Whoosh's readers share one file position
        self._index = index.open_dir(folder, readonly=True)
        self._reader: IndexReader = self._index.reader()
        self._leaves = [leaf for leaf, _ in self._reader.leaf_readers() if leaf.doc_count_all()]
        store = SectionStore(folder)
        super().__init__(Lexicon.load(folder), store)
        self.bm25f = self.doc_values.bm25f()
        self.expand_prefix = self._lexicon.expand_prefix
        self._is_live = np.zeros(len(store), np.bool_)
        self._is_live[self.doc_values.live] = True
        self.postings = cached(LRUCache(_CACHED_POSTINGS, len), lock=Lock())(self._read_postings)
        self.scored_term = cached(LRUCache(_CACHED_SCORES, len), lock=Lock())(self._scored)

    def version(self) -> str:
        return str(versionstring())

    def search(self, request: SearchRequest) -> EngineHits:
        return search(self, request)

    def explain(self, queries: Sequence[Query], ids: Sequence[str]) -> Sequence[Mapping[str, float]]:
        return explain(self, queries, ids)

    def close(self) -> None:
        self._reader.close()
        self._index.close()

    def _scored(self, token: str) -> ScoredDocs:
        postings = self.postings(token)
        idf = self.bm25f.idf(len(postings))
        scores = self.bm25f.scores(postings.numbers, postings.frequencies, idf)
        return ScoredDocs(postings.numbers, scores)

    def _read_postings(self, token: str) -> Postings:
        lists = []
        encoded = token.encode("utf-8", "surrogatepass")
        with self._lock:
            for leaf in self._leaves:
                with suppress(TermNotFound):
                    matcher = leaf.postings("tokens", encoded)
                    while matcher.is_active():
                        lists.append(unpacked(matcher.value()))
                        matcher.next()
        found = merged(lists)
        all_live = len(self._is_live) == len(self.doc_values.live)
        return found if all_live else filtered(found, self._is_live[found.numbers])
