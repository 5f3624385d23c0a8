"""The seam, for searching: what every search engine does, in the words of this project.

Above it are query trees and ids; below it are clients, files and clusters. The docstrings here are
the contract, and `tests/engines` holds every engine to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from corpus.model import Article
from indexer.query.ranking import Ranking
from indexer.query.tree import Query

if TYPE_CHECKING:  # they import numpy and rapidfuzz, which most commands do not need
    from indexer.documents.stored_fields import StoredSection
    from indexer.lexicon.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What to search for: `limit` articles from `offset` on in the order of a ranking.

    What matches `query` is ranked; what matches `counted`, as a rule a part of that, makes the totals and the
    facet counts: without it the query does. Without a `ranking`, an article ranks by its best section, and
    that by the score of the query. `filters` keep only sections with one of the values of each facet,
    compared without regard to case; a facet without values keeps all.
    """

    query: Query
    ranking: Ranking | None = None
    counted: Query | None = None
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    offset: int = 0
    limit: int = 10
    sections_per_article: int = 3
    seconds: float = 1.5  # the deadline, counted from the call


@dataclass(frozen=True, slots=True)
class SectionMatch:
    """A matching section."""

    section_id: str
    score: float


@dataclass(frozen=True, slots=True)
class ArticleMatch:
    """An article with its best matching sections, by falling score, then position."""

    article_id: str
    score: float  # of its best section
    total_sections: int
    sections: tuple[SectionMatch, ...]


@dataclass(frozen=True, slots=True)
class EngineHits:
    """A stretch of the ranking, the totals, and for each facet the number of counted sections by value.

    The counts of a facet apply every filter but its own, so that a reader sees what another choice would
    give. Values that no section has are left out.
    """

    articles: tuple[ArticleMatch, ...]
    total_articles: int
    total_sections: int
    facets: Mapping[str, Mapping[str, int]]
    partial: bool
    ranked_articles: int  # how many articles there are to turn pages through, at least `total_articles`


@dataclass(frozen=True, slots=True)
class EngineDescription:
    """An engine's name and version, and the size of its index."""

    engine: str
    version: str
    articles: int
    sections: int


class SearchEngine(Protocol):
    """A published index, open for reading. Safe to use from several threads at once."""

    def search(self, request: SearchRequest) -> EngineHits:
        """The articles that match, ranked by BM25F over title, heading path and body, or as `ranking` says.

        The order is the same each time: by score, then article id, so that paging neither repeats
        nor skips. When the deadline comes first, what was found so far is returned as `partial`.
        """
        ...

    def explain(self, queries: Sequence[Query], ids: Sequence[str]) -> Sequence[Mapping[str, float]]:
        """For each query the scores of these sections by id; sections that do not match are left out."""
        ...

    def sections(self, ids: Sequence[str]) -> Mapping[str, StoredSection]:
        """The stored fields of sections by id; an id that is not in the index is left out."""
        ...

    def article(self, article_id: str) -> Article | None:
        """The whole article with its sections in order (`dropped` is empty), or None."""
        ...

    def articles(self, limit: int) -> Sequence[Article]:
        """The newest articles by date reviewed or published, undated ones last, without sections."""
        ...

    def lexicon(self) -> Lexicon:
        """The words of the index, the same object each time: in memory, so that no look-up is a call here."""
        ...

    def describe(self) -> EngineDescription:
        """The engine's name and version, and how much it holds."""
        ...

    def close(self) -> None:
        """Release files and connections; searching afterwards is an error."""
        ...
