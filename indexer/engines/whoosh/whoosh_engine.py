"""The embedded default: Whoosh keeps the posting lists and the stored fields.

Whoosh's own searcher is not used: over three fields with facets it took some 50 ms for a question of
eight words, and its time limit does not stop the expansion of prefixes. The index is immutable, so
the scores of a token are computed once and cached, and queries evaluated over them
(`indexer.engines.local.evaluator`).
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh import index, versionstring
from whoosh.reading import IndexReader, TermNotFound

from indexer.engines.base import EngineHits, SearchRequest
from indexer.engines.local.bm25f import BM25F
from indexer.engines.local.cache import Cache
from indexer.engines.local.doc_values import NO_SECTION, DocValues
from indexer.engines.local.local_engine import LocalEngine
from indexer.engines.local.postings import Postings, filtered, merged, unpacked
from indexer.engines.local.scored_docs import ScoredDocs
from indexer.engines.local.search import explain, search
from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import Query

#: Scores of tokens cached in memory, 12 bytes for each section that has the token.
_CACHED_SCORES = 2_000_000

#: Postings cached with their positions, some 20 bytes each: phrases look at them again and again.
_CACHED_POSTINGS = 1_000_000


class WhooshEngine(LocalEngine):
    """A published Whoosh index; see `SearchEngine` for the contract."""

    name = "whoosh"
    version = versionstring()

    def __init__(self, folder: Path) -> None:
        self._lock = Lock()  # Whoosh's readers share one file position
        self._index = index.open_dir(folder, readonly=True)
        self._reader: IndexReader = self._index.reader()
        leaves: list[tuple[IndexReader, int]] = list(self._reader.leaf_readers())
        self._leaves = [(leaf, base) for leaf, base in leaves if leaf.doc_count_all()]
        self._stored_columns = [leaf.column_reader("stored", translate=False) for leaf, _ in self._leaves]
        self._starts = [base for _, base in self._leaves]
        values = self._read_doc_values()
        super().__init__(Lexicon.load(folder), values)
        mean_norm = float(values.norms[values.live].mean()) if len(values.live) else 1.0
        self.bm25f = BM25F(len(values.live), mean_norm, values.norms)
        self.expand_prefix = self._lexicon.expand_prefix
        self._is_live = np.zeros(len(values), np.bool_)
        self._is_live[values.live] = True
        self._has_deletions = self._reader.has_deletions()
        self._cached_scores: Cache[ScoredDocs] = Cache(_CACHED_SCORES)
        self._cached_postings: Cache[Postings] = Cache(_CACHED_POSTINGS)

    def search(self, request: SearchRequest) -> EngineHits:
        return search(self, request)

    def explain(self, queries: Sequence[Query], ids: Sequence[str]) -> Sequence[Mapping[str, float]]:
        return explain(self, queries, ids)

    def close(self) -> None:
        self._reader.close()
        self._index.close()

    def scored_term(self, token: str) -> ScoredDocs:
        """The sections with a token, with their scores (`IndexReader`)."""
        docs = self._cached_scores.get(token)
        if docs is None:
            postings = self.postings(token)
            idf = self.bm25f.idf(len(postings))
            scores = self.bm25f.scores(postings.numbers, postings.frequencies, idf)
            docs = ScoredDocs(postings.numbers, scores)
            self._cached_scores.put(token, docs)
        return docs

    def postings(self, token: str) -> Postings:
        """The postings of a token, empty where no section has it (`IndexReader`)."""
        found = self._cached_postings.get(token)
        if found is None:
            found = self._read_postings(token)
            self._cached_postings.put(token, found)
        return found

    def stored(self, number: int) -> bytes:
        with self._lock:
            at = bisect_right(self._starts, number) - 1
            return bytes(self._stored_columns[at][number - self._starts[at]])

    def _read_postings(self, token: str) -> Postings:
        lists = []
        encoded = token.encode("utf-8", "surrogatepass")
        with self._lock:
            for leaf, base in self._leaves:
                try:
                    matcher = leaf.postings("tokens", encoded)
                except TermNotFound:
                    continue
                while matcher.is_active():
                    found = unpacked(matcher.value())
                    lists.append(replace(found, numbers=found.numbers + base) if base else found)
                    matcher.next()
        found = merged(lists)
        return filtered(found, self._is_live[found.numbers]) if self._has_deletions else found

    def _read_doc_values(self) -> DocValues:
        rows: list[Sequence[Any]] = []
        live = array("i")
        for leaf, base in self._leaves:
            column = leaf.column_reader("doc_values", translate=False)
            packed = [bytes(column[number]) or b"null" for number in range(leaf.doc_count_all())]
            found = json.loads(b"[" + b",".join(packed) + b"]")  # one call: a third of the time of many
            rows += (row or NO_SECTION for row in found)
            live.extend(base + n for n, row in enumerate(found) if row and not leaf.is_deleted(n))
        return DocValues(list(zip(*rows, strict=True)), live)
