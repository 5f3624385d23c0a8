"""The seam: what every search engine does, in the words of this project.

Above it are query trees and ids; below it are clients, files and clusters. The docstrings here are
the contract, and `tests/engines` holds every engine to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Protocol

from corpus.model import Article
from indexer.documents.indexed_section import IndexedSection
from indexer.lexicon.values import Sense, Spelling
from indexer.query.tree import Query

if TYPE_CHECKING:  # it imports numpy, which most commands do not need
    from indexer.documents.stored_fields import StoredSection


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """What an engine is asked for: the articles `first` to `first + count` of a query's ranking.

    Where fewer than `enough` articles match the query, and there is an `otherwise`, the ranking is that of
    `otherwise`, with articles of which a section matches the query before all others, whatever their
    scores. `kinds` and `sources` keep only sections of one of the kinds and one of the sources; an empty
    one keeps all. Sources compare without regard to case.
    """

    query: Query
    otherwise: Query | None = None
    enough: int = 10
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    first: int = 0
    count: int = 10
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
    """A stretch of the ranking, the totals, and counts of matching sections by kind and by source.

    A facet's counts heed every filter but its own, so that a reader sees what another choice would
    give: `kind` counts heed `sources`, `source` counts heed `kinds`.
    """

    articles: tuple[ArticleMatch, ...]
    total_articles: int
    total_sections: int
    kinds: Mapping[str, int]
    sources: Mapping[str, int]
    partial: bool
    preferred: int | None = None  # where `otherwise` answered, how many of the articles match the query


@dataclass(frozen=True, slots=True)
class EngineFacts:
    """What an engine says of itself."""

    engine: str
    version: str
    articles: int
    sections: int


class SearchEngine(Protocol):
    """A published index, open for reading. Safe to use from several threads at once."""

    def search(self, request: SearchRequest) -> EngineHits:
        """The articles that match, ranked by BM25 over title, heading path and body.

        The order is the same each time: by score, then article id, so that paging neither repeats
        nor skips. When the deadline comes first, what was found so far is returned as `partial`.
        """
        ...

    def scores(self, query: Query, ids: Sequence[str]) -> Mapping[str, float]:
        """What a query scores these sections; those that it does not match are left out."""
        ...

    def sections(self, ids: Sequence[str]) -> Mapping[str, StoredSection]:
        """The stored sections by id; an id that is not in the index is left out."""
        ...

    def article(self, article_id: str) -> Article | None:
        """The whole article with its sections in order (`dropped` is empty), or None."""
        ...

    def articles(self, limit: int) -> Sequence[Article]:
        """The newest articles by date reviewed or published, undated ones last, without sections."""
        ...

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """Words of the corpus, as it writes them in lower case, that begin with this, most used first."""
        ...

    def similar(self, word: str, limit: int) -> Sequence[str]:
        """Words of the corpus, in lower case, within two edits of this one or that sound the same.

        Nearest first, then most used. To sound the same is to be one edit away. An engine may leave out
        words that begin with two other letters.
        """
        ...

    def spellings(self, words: Iterable[str]) -> Mapping[str, Spelling]:
        """How the corpus writes each of these words; those that it does not have are left out.

        Case is no difference, an inflection is one.
        """
        ...

    def expand(self, prefix: str) -> Sequence[str]:
        """The tokens that a `Prefix` stands for, the most used of those that begin so, within the limit."""
        ...

    def frequencies(self, tokens: Iterable[str]) -> Mapping[str, int]:
        """How many sections hold each of these tokens; those that no section holds are left out."""
        ...

    def senses(self, short: str) -> Sequence[Sense]:
        """What an abbreviation stands for in articles that define it ("long form (SHORT)"), most used first.

        Case, hyphens and a plural "s" do not matter, so an ordinary word may have senses too: "aids".
        A long form's own spellings, its plural among them, are one sense.
        """
        ...

    def abbreviations(self, long: str) -> Sequence[str]:
        """The short forms that articles define for a long form, most used first; compared by its tokens."""
        ...

    def describe(self) -> EngineFacts:
        """The engine's name and version, and how much it holds."""
        ...

    def close(self) -> None:
        """Let go of files and connections; searching afterwards is an error."""
        ...


class IndexBuilder(Protocol):
    """Builds one index in a folder of its own, as a context manager.

    Leaving normally seals the index; leaving by an exception leaves nothing behind. A section whose
    id was added before replaces it.
    """

    def __enter__(self) -> IndexBuilder: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def add(self, section: IndexedSection) -> None:
        """Put one section in."""
        ...

    def remove(self, article_id: str) -> None:
        """Take every section of an article out; none is no error."""
        ...
