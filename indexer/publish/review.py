"""The review of a candidate before it goes live: why it should not, and what it would change for readers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from indexer.changes.articles import ArticleChange, article_change
from indexer.changes.first_pages import FirstPageChange, first_page_changes
from indexer.errors import IndexerError
from indexer.generations.contents import read_contents
from indexer.golden.golden_queries import (
    GoldenChanges,
    GoldenQuery,
    GoldenReport,
    check_golden,
    golden_changes,
)
from indexer.library.contents import differing_articles, sizes_of
from indexer.library.library import Failure, Library
from indexer.library.update import LibraryUpdate
from indexer.publish.candidate import Candidate
from indexer.publish.gates import IndexState, Refusal, find_refusals
from indexer.publish.plan import Base

if TYPE_CHECKING:  # it imports the whole rewriting of queries, which a reindex without changes need not
    from indexer.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change for readers."""

    articles: tuple[ArticleChange, ...]
    first_pages: tuple[FirstPageChange, ...]  # of the golden queries
    golden: GoldenChanges | None


@dataclass(frozen=True, slots=True)
class ReviewResult:
    """The outcome of a review; `changes` is given for a dry run."""

    refusals: tuple[Refusal, ...] = ()
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class ReviewInput:
    """What a review needs to know of the run that made the candidate."""

    library: Library  # with the articles of the candidate
    update: LibraryUpdate
    pages: int  # of the corpora
    failed_before: Sequence[Failure]
    golden: Sequence[GoldenQuery]
    allowed: Collection[str]  # gates to ignore


def review(candidate: Candidate, live: Base | None, run: ReviewInput, *, dry: bool) -> ReviewResult:
    """Whether the candidate may go live, and, for a dry run, what it would change."""
    if candidate.is_live:
        return ReviewResult()
    with _Review(candidate, live, run.golden, dry) as opened:
        found = opened.refusals(run)
        return ReviewResult(found, opened.changes(run.library) if dry else None)


class _Review:
    """A candidate and the live generation, each open for searching."""

    def __init__(
        self, candidate: Candidate, live: Base | None, golden: Sequence[GoldenQuery], dry: bool
    ) -> None:
        self._candidate = candidate
        self._live = live
        self._golden = golden
        self._dry = dry
        self._opened = ExitStack()

    def __enter__(self) -> _Review:
        needed = bool(self._golden) or self._dry  # else the live one is not searched
        self._before = self._searcher(self._live.index.location) if self._live and needed else None
        self._damage: str | None = None
        try:
            self._after: Searcher | None = self._searcher(self._candidate.folder)
        except IndexerError as error:
            self._after, self._damage = None, str(error)
        self._reports = self._golden_report(self._before), self._golden_report(self._after)
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def refusals(self, run: ReviewInput) -> tuple[Refusal, ...]:
        """The reasons not to publish the candidate."""
        before, after = self._reports
        live = None
        if self._live:
            live = IndexState(sizes_of(self._live.contents), run.pages, tuple(run.failed_before), before)
        sizes = sizes_of(read_contents(self._candidate.folder))
        hold = self._candidate.hold.reason if self._candidate.hold else None
        new = IndexState(sizes, run.pages, run.update.failures, after, self._damage, hold)
        return find_refusals(live, new, run.allowed)

    def changes(self, library: Library) -> Changes:
        """What would change; `library` has the articles of the candidate."""
        before, after = self._reports
        pages: tuple[FirstPageChange, ...] = ()
        if self._before and self._after:
            queries = [golden.query for golden in self._golden]
            pages = first_page_changes(self._before, self._after, queries)
        return Changes(
            articles=tuple(filter(None, map(lambda one: self._change(one, library), self._differing()))),
            first_pages=pages,
            golden=golden_changes(before, after) if before and after else None,
        )

    def _differing(self) -> list[str]:
        before = self._live.contents if self._live else {}
        return differing_articles(before, read_contents(self._candidate.folder))

    def _change(self, article_id: str, library: Library) -> ArticleChange | None:
        before = self._before.article(article_id) if self._before else None
        return article_change(before, library.article(article_id))

    def _searcher(self, folder: Path) -> Searcher:
        from indexer.search.live_index import OneGeneration
        from indexer.search.searcher import Searcher

        return self._opened.enter_context(closing(Searcher(OneGeneration(folder))))

    def _golden_report(self, searcher: Searcher | None) -> GoldenReport | None:
        return check_golden(searcher, self._golden) if searcher and self._golden else None
