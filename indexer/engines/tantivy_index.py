"""A Tantivy index, open for reading: its searcher with all that answers are made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import tantivy
from tantivy import DocAddress

from indexer.engines.base import StoredSection
from indexer.engines.tantivy_catalogue import Catalogue
from indexer.engines.tantivy_counts import Counting
from indexer.engines.tantivy_fields import number
from indexer.engines.tantivy_folder import open_searcher
from indexer.engines.tantivy_frequencies import Frequencies
from indexer.engines.tantivy_query import Compiler
from indexer.engines.tantivy_ranking import Ranking
from indexer.engines.tantivy_reading import keys, matching, stored
from indexer.engines.tantivy_scores import ExactScores
from indexer.query.tree import Query
from indexer.stored import load_stored

#: Sections kept as they were read, some 15 kB each: those that answer the common questions.
_CACHED_SECTIONS = 2_000


class OpenIndex:
    """One generation's index. Its searcher may be used from several threads at once."""

    def __init__(self, folder: Path) -> None:
        self.searcher, schema = open_searcher(folder)
        self.catalogue = Catalogue.load(folder)
        self.articles = {number(article): article for article in sorted(self.catalogue.articles)}
        self.compiler = Compiler(self.searcher, schema, self.catalogue)
        frequencies = Frequencies(self.searcher, schema)
        self.exact = ExactScores(self.searcher, self.compiler, frequencies, self.catalogue.length)
        order = {key: place for place, key in enumerate(self.articles)}
        sizes = {key: self.catalogue.articles[article][1] for key, article in self.articles.items()}
        self.ranking = Ranking(self.searcher, self.compiler, self.exact, order, sizes)
        self.counting = Counting(self.searcher, self.catalogue)
        self._kept = lru_cache(_CACHED_SECTIONS)(self._read)

    def section(self, address: DocAddress) -> tuple[str, StoredSection]:
        """The id of the section at an address, and the section."""
        return self._kept(address.segment_ord, address.doc)

    def addresses(self, query: tantivy.Query, most: int) -> Sequence[DocAddress]:
        """The sections that a query matches."""
        return matching(self.searcher, query, most)

    def of_article(self, article_id: str) -> Sequence[DocAddress]:
        """The sections of an article."""
        if article_id not in self.catalogue.articles:
            return []
        query = self.compiler.of_articles([number(article_id)])
        return self.addresses(query, self.catalogue.articles[article_id][1])

    def by_id(self, ids: Iterable[str]) -> Mapping[str, DocAddress]:
        """The sections of these ids; those that the index does not hold are left out."""
        wanted = set(ids)
        found = {}
        if wanted:
            query = self.compiler.of_sections(map(number, wanted))
            found = {self.section(address)[0]: address for address in self.addresses(query, len(wanted))}
        return {section_id: found[section_id] for section_id in wanted & found.keys()}

    def scores(self, query: Query, ids: Iterable[str]) -> Mapping[str, float]:
        """What a query scores these sections; those that it does not match are left out."""
        held = self.by_id(ids)
        among = self.compiler.of_sections(map(number, held))
        scores = self.exact.of(list(held.values()), among, len(held)).scores(query) if held else {}
        found = zip(held, map(scores.get, keys(held.values())), strict=True)
        return {section_id: score for section_id, score in found if score is not None}

    def close(self) -> None:
        """Let go of the files; Tantivy unmaps them when nobody searches them any more."""
        self._kept.cache_clear()
        del self.searcher

    def _read(self, segment: int, doc: int) -> tuple[str, StoredSection]:
        fields = self.searcher.doc(DocAddress(segment, doc))
        section_id = stored(fields, "id").decode("utf-8", "surrogatepass")
        return section_id, load_stored(stored(fields, "stored"))
