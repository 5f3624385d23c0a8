"""The embedded default: Whoosh keeps the postings and the stored sections.

Whoosh's own searcher is not used: over three fields with facets it took some 50 ms for a question of
eight words, and its time limit does not stop the expansion of prefixes. The index is immutable, so
a word's scores are reckoned once and kept, and queries evaluated word by word (`indexer.engines.evaluation`).
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

from whoosh import index, versionstring
from whoosh.reading import IndexReader, TermNotFound

from corpus.model import Article
from indexer import limits
from indexer.analysed import AnalysedText
from indexer.engines.abbreviation_table import AbbreviationTable
from indexer.engines.base import (
    EngineFacts,
    EngineHits,
    SearchRequest,
    Sense,
    Spelling,
    StoredSection,
)
from indexer.engines.bm25 import BM25
from indexer.engines.evaluation import Evaluation
from indexer.engines.grouping import ranked
from indexer.engines.kept import Kept
from indexer.engines.postings import Postings, SectionFacts
from indexer.engines.vocabulary import Vocabulary
from indexer.query.tree import Query
from indexer.stored import load_section

NAME = "whoosh"

#: Scores of words kept in memory, some 100 bytes for each section that holds the word.
_CACHED_SCORES = 1_000_000

#: Postings kept with their places, some 70 bytes each: phrases look at them again and again.
_CACHED_POSTINGS = 500_000

#: Sections kept as they were read, some 15 kB each: those that answer the common questions.
_CACHED_SECTIONS = 2_000

#: Tokens of a prefix looked at to find the most used; a longer look would not be bounded by the index.
_SCANNED_EXPANSIONS = 5_000


class WhooshEngine:
    """A published Whoosh index; see `SearchEngine` for the contract."""

    def __init__(self, folder: Path) -> None:
        self._lock = Lock()  # Whoosh's readers share one file position
        self._index = index.open_dir(folder, readonly=True)
        self._reader: IndexReader = self._index.reader()
        self._leaves: list[tuple[IndexReader, int]] = list(self._reader.leaf_readers())
        self._words = Vocabulary.load(folder)
        self._abbreviations = AbbreviationTable.load(folder)
        self.facts = self._read_facts()
        self._bm25 = BM25(self.facts)
        self._kept_scores: Kept[Mapping[int, float]] = Kept(_CACHED_SCORES)
        self._kept_postings: Kept[Postings] = Kept(_CACHED_POSTINGS)
        self._section = lru_cache(_CACHED_SECTIONS)(self._read_section)
        self._numbers = self.facts.numbers_by_article()
        self._number = {self.facts.section_ids[number]: number for number in self.facts.live}

    def search(self, request: SearchRequest) -> EngineHits:
        evaluation = Evaluation(self, self._bm25, request.seconds)
        scores = evaluation.scores(request.query)
        preferred = evaluation.scores(request.prefer) if request.prefer else {}
        return ranked(scores, preferred, self.facts, self._numbers, request, evaluation.partial)

    def scores(self, query: Query, ids: Sequence[str]) -> Mapping[str, float]:
        scores = Evaluation(self, self._bm25, limits.DEADLINE_SECONDS).scores(query)
        numbers = {section_id: self._number.get(section_id, -1) for section_id in ids}
        return {section_id: scores[n] for section_id, n in numbers.items() if n in scores}

    def sections(self, ids: Sequence[str]) -> Mapping[str, StoredSection]:
        found = {}
        for section_id in ids:
            number = self._number.get(section_id)
            if number is not None:
                found[section_id] = self._section(number)
        return found

    def article(self, article_id: str) -> Article | None:
        numbers = self._numbers.get(article_id, [])
        stored = [load_section(self._fields(number)["stored"]) for number in numbers]
        if not stored:
            return None
        sections = sorted((section for section, _ in stored), key=lambda section: section.position)
        return replace(stored[0][1], sections=tuple(sections))

    def articles(self, limit: int) -> Sequence[Article]:
        dates = self.facts.dates
        first = {article: numbers[0] for article, numbers in self._numbers.items()}
        newest = sorted(sorted(first), key=lambda article: dates[first[article]], reverse=True)
        return [load_section(self._fields(first[article])["stored"])[1] for article in newest[:limit]]

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        return self._words.complete(prefix, limit)

    def similar(self, word: str, limit: int) -> Sequence[str]:
        return self._words.similar(word, limit)

    def spellings(self, words: Iterable[str]) -> Mapping[str, Spelling]:
        found = ((word, self._words.spelling(word)) for word in words)
        return {word: spelling for word, spelling in found if spelling}

    def frequencies(self, tokens: Iterable[str]) -> Mapping[str, int]:
        with self._lock:
            found = {
                token: self._reader.doc_frequency("tokens", token.encode("utf-8", "surrogatepass"))
                for token in tokens
            }
        return {token: count for token, count in found.items() if count}

    def senses(self, short: str) -> Sequence[Sense]:
        return self._abbreviations.senses(short)

    def abbreviations(self, long: str) -> Sequence[str]:
        return self._abbreviations.abbreviations(long)

    def describe(self) -> EngineFacts:
        return EngineFacts(NAME, versionstring(), len(self._numbers), len(self.facts.live))

    def close(self) -> None:
        self._reader.close()
        self._index.close()

    def term_scores(self, term: str) -> Mapping[int, float]:
        """The score of a token for every section that holds it (`PostingSource`)."""
        kept = self._kept_scores.get(term)
        if kept is None:
            postings = self.postings(term)
            frequencies = zip(postings.numbers, postings.weights, strict=True)
            kept = self._bm25.scores(frequencies, self._bm25.idf(len(postings)))
            self._kept_scores.put(term, kept)
        return kept

    def postings(self, term: str) -> Postings:
        """The postings of a token, empty where no section holds it (`PostingSource`)."""
        kept = self._kept_postings.get(term)
        if kept is None:
            kept = self._read_postings(term)
            self._kept_postings.put(term, kept)
        return kept

    def _read_postings(self, term: str) -> Postings:
        numbers, frequencies, places = array("I"), array("f"), list[bytes]()
        with self._lock:
            for leaf, base in self._leaves:
                try:
                    matcher = leaf.postings("tokens", term.encode("utf-8", "surrogatepass"))
                except TermNotFound:
                    continue
                while matcher.is_active():
                    numbers.append(base + matcher.id())
                    frequencies.append(matcher.weight())
                    places.append(matcher.value())
                    matcher.next()
        return Postings(numbers, frequencies, places)

    def expand(self, prefix: str) -> Sequence[str]:
        """Tokens with this beginning (`PostingSource`), the most used of those that a bounded look gives."""
        with self._lock:
            beginning = prefix.encode("utf-8", "surrogatepass")
            terms = list(islice(self._reader.expand_prefix("tokens", beginning), _SCANNED_EXPANSIONS))
            if len(terms) > limits.MAX_EXPANSIONS:
                terms.sort(key=lambda term: -self._reader.doc_frequency("tokens", term))
        return [term.decode("utf-8", "surrogatepass") for term in terms[: limits.MAX_EXPANSIONS]]

    def _read_facts(self) -> SectionFacts:
        rows: list[list[Any]] = []
        known: dict[str, str] = {}  # one object for all equal values: counting them is three times as fast
        live = array("I")
        for leaf, base in self._leaves:
            count = leaf.doc_count_all()
            if not count:
                continue  # the reader of an empty index has no columns
            column = leaf.column_reader("facts", translate=False)
            for number in range(count):
                row = json.loads(column[number])
                rows.append([known.setdefault(v, v) if isinstance(v, str) else v for v in row])
                if not leaf.is_deleted(number):
                    live.append(base + number)
        ids, articles, positions, kinds, sources, dates, lengths = (
            [row[field] for row in rows] for field in range(7)
        )
        return SectionFacts(ids, articles, positions, kinds, sources, dates, lengths, live)

    def _read_section(self, number: int) -> StoredSection:
        fields = self._fields(number)
        section, article = load_section(fields["stored"])
        return StoredSection(section, article, AnalysedText.load(fields["analysed"], section.text))

    def _fields(self, number: int) -> dict[str, Any]:
        with self._lock:
            return dict(self._reader.stored_fields(number))
