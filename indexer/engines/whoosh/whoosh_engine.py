"""The embedded default: Whoosh keeps the posting lists and the stored fields.

Whoosh's own searcher is not used: over three fields with facets it took some 50 ms for a question of
eight words, and its time limit does not stop the expansion of prefixes. The index is immutable, so
the scores of a token are computed once and cached, and queries evaluated over them
(`indexer.engines.local.evaluator`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock

import numpy as np
from cachetools import LRUCache, cached
from whoosh import index, versionstring
from whoosh.reading import IndexReader, TermNotFound

from indexer.arrays import Numbers, among
from indexer.engines.base import EngineHits, SearchRequest
from indexer.engines.local.evaluator import Deadline, DeadlinePassed, Evaluator
from indexer.engines.local.local_engine import LocalEngine
from indexer.engines.local.posting_sets import PostingSets
from indexer.engines.local.postings import Postings, filtered, merged, unpacked
from indexer.engines.local.rescorer import explain
from indexer.engines.local.retrieval import Candidates, Counts, search
from indexer.engines.local.scored_docs import ScoredDocs
from indexer.engines.local.section_store import SectionStore
from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import FieldName, Query, is_flat

#: Scores of tokens cached in memory, 12 bytes for each section that has the token.
_CACHED_SCORES = 2_000_000

#: Postings cached with their positions, some 20 bytes each: phrases look at them again and again.
_CACHED_POSTINGS = 1_000_000


_NO_OCCURRENCES = (np.empty(0, np.int64),) * 3


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

    def candidates(self, query: Query, limit: int, deadline: Deadline) -> Candidates:
        """See `FirstStage`."""
        evaluator = Evaluator(PostingSets(self, deadline), deadline)
        docs = evaluator.matches(query)
        scores = docs.scores
        if is_flat(query):
            scores = -self.doc_values.articles.codes[docs.numbers].astype(np.float64)
        if len(docs) < limit:
            return Candidates(docs.numbers, scores, True, evaluator.partial)
        best = np.argpartition(-scores, limit - 1)[:limit]
        best = best[np.argsort(-scores[best], kind="stable")]
        return Candidates(docs.numbers[best], scores[best], False, evaluator.partial)

    def counts(self, query: Query, deadline: Deadline) -> Counts:
        """See `FirstStage`."""
        evaluator = Evaluator(PostingSets(self, deadline), deadline)
        docs = evaluator.matches(query)
        if evaluator.partial:
            raise DeadlinePassed
        return Counts.of(self.doc_values, docs.numbers)

    def doc_freq(self, tokens: tuple[str, ...], field: FieldName | None) -> int:
        """See `TermSource`."""
        if len(tokens) == 1 and field is None:
            return len(self.postings(tokens[0]))
        sets = PostingSets(self, Deadline(math.inf))
        return len(sets.any_token(tokens, field))

    def occurrences(self, rows: Numbers, tokens: Sequence[str]) -> tuple[Numbers, Numbers, Numbers]:
        """See `TermSource`."""
        found = [_NO_OCCURRENCES]
        for number, token in enumerate(tokens):
            postings = self.postings(token)
            inside, places = among(rows, postings.numbers)
            sections = np.flatnonzero(inside)
            counts, ends = postings.counts[places[inside]], postings.ends[places[inside]]
            at = np.repeat(ends - np.cumsum(counts), counts) + np.arange(counts.sum())
            which = np.full(len(at), number)
            found.append((np.repeat(sections, counts), which, postings.positions[at].astype(np.int64)))
        sections, which, positions = map(np.concatenate, zip(*found, strict=True))
        order = np.argsort(sections, kind="stable")
        return sections[order], which[order], positions[order]

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
