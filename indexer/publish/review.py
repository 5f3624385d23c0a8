"""A candidate looked at before it goes live: why it should not, and what it would change for readers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from indexer.changes.articles import ArticleChange, article_change
from indexer.changes.first_pages import FirstPageChange, first_page_changes
from indexer.errors import IndexerError
from indexer.generations.contents import read_contents
from indexer.golden.golden_queries import GoldenChanges, GoldenQuery, GoldenReport, check, compare
from indexer.library.contents import census_of
from indexer.library.library import Failure, Library
from indexer.library.update import Intake
from indexer.publish.candidate import Candidate
from indexer.publish.gates import Condition, Refusal, refusals
from indexer.publish.plan import Base
from indexer.search.live_index import OneGeneration
from indexer.search.searcher import Searcher


@dataclass(frozen=True, slots=True)
class Changes:
    """What would change for readers."""

    articles: tuple[ArticleChange, ...]
    first_pages: tuple[FirstPageChange, ...]  # of the golden queries
    golden: GoldenChanges | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The outcome of a review; `changes` is there where it was asked for."""

    refusals: tuple[Refusal, ...] = ()
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a review needs to know of the run that made the candidate."""

    library: Library  # with the articles as they would be
    intake: Intake
    pages: int  # that the corpora have
    failed_before: Sequence[Failure]
    golden: Sequence[GoldenQuery]
    allowed: Collection[str]  # gates that may say what they will


def review(candidate: Candidate, live: Base | None, run: Circumstances, *, dry: bool) -> Reviewed:
    """Whether the candidate may go live, and what it would change where that is all that is wanted."""
    if candidate.is_live:
        return Reviewed()
    with _Review(candidate, live, run.golden, dry) as beside:
        refused = beside.refusals(run.intake, run.pages, run.failed_before, run.allowed)
        return Reviewed(refused, beside.changes(run.library) if dry else None)


class _Review:
    """A candidate beside the live generation, each open for searching."""

    def __init__(
        self, candidate: Candidate, live: Base | None, golden: Sequence[GoldenQuery], dry: bool
    ) -> None:
        self._candidate = candidate
        self._live = live
        self._golden = golden
        self._dry = dry
        self._opened = ExitStack()

    def __enter__(self) -> _Review:
        asks = bool(self._golden) or self._dry  # else nothing is asked of the live one
        self._before = self._searcher(self._live.index.location) if self._live and asks else None
        self._damage: str | None = None
        try:
            self._after: Searcher | None = self._searcher(self._candidate.folder)
        except IndexerError as error:
            self._after, self._damage = None, str(error)
        self._reports = self._asked(self._before), self._asked(self._after)
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def refusals(
        self, intake: Intake, pages: int, failed_before: Sequence[Failure], allowed: Collection[str]
    ) -> tuple[Refusal, ...]:
        """Why the candidate should not go live, but for what the `allowed` gates say."""
        before, after = self._reports
        live = None
        if self._live:
            live = Condition(census_of(self._live.contents), pages, tuple(failed_before), before)
        held = census_of(read_contents(self._candidate.folder))
        stays = self._candidate.stays.reason if self._candidate.stays else None
        condition = Condition(held, pages, intake.failures, after, self._damage, stays)
        return refusals(live, condition, allowed)

    def changes(self, library: Library) -> Changes:
        """What would change; `library` holds the articles as they would be."""
        before, after = self._reports
        pages: tuple[FirstPageChange, ...] = ()
        if self._before and self._after:
            asked = [golden.query for golden in self._golden]
            pages = first_page_changes(self._before, self._after, asked)
        return Changes(
            articles=tuple(filter(None, map(lambda one: self._change(one, library), self._differing()))),
            first_pages=pages,
            golden=compare(before, after) if before and after else None,
        )

    def _differing(self) -> list[str]:
        held = self._live.contents if self._live else {}
        wanted = read_contents(self._candidate.folder)
        return sorted(one for one in {*held, *wanted} if held.get(one) != wanted.get(one))

    def _change(self, article_id: str, library: Library) -> ArticleChange | None:
        before = self._before.article(article_id) if self._before else None
        return article_change(before, library.article(article_id))

    def _searcher(self, folder: Path) -> Searcher:
        return self._opened.enter_context(closing(Searcher(OneGeneration(folder))))

    def _asked(self, searcher: Searcher | None) -> GoldenReport | None:
        return check(searcher, self._golden) if searcher and self._golden else None
