"""The embedded default: Whoosh keeps the posting lists and the stored sections.

Whoosh's own searcher is not used: over three fields with facets it took some 50 ms for a question of
eight words, and its time limit does not stop the expansion of prefixes. The index is immutable, so
a word's scores are computed once and cached, and queries evaluated word by word
(`indexer.engines.local.evaluator`).
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from whoosh import index, versionstring
from whoosh.reading import IndexReader, TermNotFound

from indexer import limits
from indexer.engines.base import EngineFacts, EngineHits, SearchRequest
from indexer.engines.local.bm25 import BM25
from indexer.engines.local.cache import Kept
from indexer.engines.local.doc_values import FactColumns, SectionFact, SectionFacts
from indexer.engines.local.evaluator import Evaluation, answered
from indexer.engines.local.local_engine import EmbeddedEngine
from indexer.engines.local.postings import Postings, kept, merged, unpacked
from indexer.engines.local.scored_docs import Matches
from indexer.query.tree import Query

NAME = "whoosh"

#: Scores of words kept in memory, 12 bytes for each section that holds the word.
_CACHED_SCORES = 2_000_000

#: Postings kept with their places, some 20 bytes each: phrases look at them again and again.
_CACHED_POSTINGS = 1_000_000

#: Tokens of a prefix looked at to find the most used; a longer look would not be bounded by the index.
_SCANNED_EXPANSIONS = 5_000

#: Stands for a document that is a list of postings.
_NO_SECTION = SectionFact("", "", 0, "", "", "", 0.0)


class WhooshEngine(EmbeddedEngine):
    """A published Whoosh index; see `SearchEngine` for the contract."""

    def __init__(self, folder: Path) -> None:
        self._lock = Lock()  # Whoosh's readers share one file position
        self._index = index.open_dir(folder, readonly=True)
        self._reader: IndexReader = self._index.reader()
        leaves: list[tuple[IndexReader, int]] = list(self._reader.leaf_readers())
        self._leaves = [(leaf, base) for leaf, base in leaves if leaf.doc_count_all()]
        self._stored_columns = [leaf.column_reader("stored", translate=False) for leaf, _ in self._leaves]
        self._starts = [base for _, base in self._leaves]
        super().__init__(folder, self._read_facts())
        self.bm25 = BM25(self.facts)
        self._is_live = np.zeros(len(self.facts), np.bool_)
        self._is_live[self.facts.live] = True
        self._has_deletions = self._reader.has_deletions()
        self._kept_scores: Kept[Matches] = Kept(_CACHED_SCORES)
        self._kept_postings: Kept[Postings] = Kept(_CACHED_POSTINGS)

    def search(self, request: SearchRequest) -> EngineHits:
        return answered(self, request)

    def scores(self, query: Query, ids: Sequence[str]) -> Mapping[str, float]:
        found = Evaluation(self, limits.DEADLINE_SECONDS).matches(query)
        scores = dict(zip(found.numbers.tolist(), found.scores.tolist(), strict=True))
        numbers = {section_id: self.facts.number.get(section_id, -1) for section_id in ids}
        return {section_id: scores[n] for section_id, n in numbers.items() if n in scores}

    def frequencies(self, tokens: Iterable[str]) -> Mapping[str, int]:
        found = {token: self._frequency(token) for token in tokens}
        return {token: count for token, count in found.items() if count}

    def describe(self) -> EngineFacts:
        return EngineFacts(NAME, versionstring(), len(self.facts.by_article), len(self.facts.live))

    def close(self) -> None:
        self._reader.close()
        self._index.close()

    def term_matches(self, term: str) -> Matches:
        """The sections that hold a token, with their scores (`PostingSource`)."""
        found = self._kept_scores.get(term)
        if found is None:
            postings = self.postings(term)
            idf = self.bm25.idf(len(postings))
            found = self.bm25.scores(postings.numbers, postings.frequencies, idf)
            self._kept_scores.put(term, found)
        return found

    def postings(self, term: str) -> Postings:
        """The postings of a token, empty where no section holds it (`PostingSource`)."""
        found = self._kept_postings.get(term)
        if found is None:
            found = self._read_postings(term)
            self._kept_postings.put(term, found)
        return found

    def expand(self, prefix: str) -> Sequence[str]:
        """Tokens with this beginning (`PostingSource`), the most used of those that a bounded look gives."""
        with self._lock:
            beginning = _encoded(prefix)
            terms = list(islice(self._reader.expand_prefix("tokens", beginning), _SCANNED_EXPANSIONS))
            if len(terms) > limits.MAX_EXPANSIONS:
                terms.sort(key=lambda term: -self._reader.frequency("tokens", term))
        return [term.decode("utf-8", "surrogatepass") for term in terms[: limits.MAX_EXPANSIONS]]

    def _read_postings(self, term: str) -> Postings:
        lists = []
        with self._lock:
            for leaf, base in self._leaves:
                try:
                    matcher = leaf.postings("tokens", _encoded(term))
                except TermNotFound:
                    continue
                while matcher.is_active():
                    found = unpacked(matcher.value())
                    lists.append(replace(found, numbers=found.numbers + base) if base else found)
                    matcher.next()
        found = merged(lists)
        return kept(found, self._is_live[found.numbers]) if self._has_deletions else found

    def _frequency(self, term: str) -> int:
        if self._has_deletions:  # the weight of a list tells of all that it ever held
            return len(self.postings(term))
        with self._lock:
            return int(self._reader.frequency("tokens", _encoded(term)))

    def _read_facts(self) -> SectionFacts:
        rows: list[Sequence[Any]] = []
        live = array("i")
        for leaf, base in self._leaves:
            column = leaf.column_reader("facts", translate=False)
            packed = [bytes(column[number]) or b"null" for number in range(leaf.doc_count_all())]
            facts = json.loads(b"[" + b",".join(packed) + b"]")  # one call: a third of the time of many
            rows += (fact or _NO_SECTION for fact in facts)
            live.extend(base + n for n, fact in enumerate(facts) if fact and not leaf.is_deleted(n))
        return SectionFacts(FactColumns(*zip(*rows, strict=True)), live)

    def stored(self, number: int) -> bytes:
        with self._lock:
            at = bisect_right(self._starts, number) - 1
            return bytes(self._stored_columns[at][number - self._starts[at]])


def _encoded(term: str) -> bytes:
    return term.encode("utf-8", "surrogatepass")
