"""Golden queries: searches whose results an editor has prescribed, run again before a change goes live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer import limits
from indexer.errors import QueryError
from indexer.golden.targets import Catalog, Target

if TYPE_CHECKING:  # it imports the whole rewriting of queries, which a reindex without changes need not
    from indexer.search.results import ArticleHit, ResultPage
    from indexer.search.searcher import Searcher

#: First results that a report lists.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class GoldenQuery:
    """A search, and what must and must not be among its first `within` results.

    For the name of an article, articles are counted from the top of the page; for a section, sections.
    """

    line: int = field(compare=False)  # in its file
    query: str
    must_have: tuple[str, ...]
    must_not_have: tuple[str, ...]
    within: int


@dataclass(frozen=True, slots=True)
class GoldenResult:
    """The outcome of a golden query; it passed if there are no `reasons`."""

    golden: GoldenQuery
    reasons: tuple[str, ...]  # why it failed, a sentence for each unmet demand
    notes: tuple[str, ...]  # what an editor should fix although it is no failure
    shown: tuple[str, ...]  # the first results, a section each: "Title # Heading"

    @property
    def passed(self) -> bool:
        """Whether every demand was met."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class GoldenReport:
    """The outcomes of all golden queries of a file, in its order."""

    results: tuple[GoldenResult, ...]

    @property
    def failed(self) -> tuple[GoldenResult, ...]:
        """The outcomes that did not pass."""
        return tuple(result for result in self.results if not result.passed)


@dataclass(frozen=True, slots=True)
class GoldenChanges:
    """The golden queries whose outcome changed from one index to another, and those that still fail.

    Each is given with its outcome in the second index.
    """

    regressed: tuple[GoldenResult, ...]
    fixed: tuple[GoldenResult, ...]
    still_failing: tuple[GoldenResult, ...]


def check_golden(searcher: Searcher, golden: Sequence[GoldenQuery]) -> GoldenReport:
    """Run golden queries on an index; a query that is rejected counts as failed and raises nothing."""
    catalog = Catalog(searcher)
    return GoldenReport(tuple(_result(searcher, catalog, query) for query in golden))


def golden_changes(before: GoldenReport, after: GoldenReport) -> GoldenChanges:
    """The changes between two reports; a query that only one of them has is left out."""
    passed = {result.golden: result.passed for result in before.results}
    both = [(passed[result.golden], result) for result in after.results if result.golden in passed]
    return GoldenChanges(
        regressed=tuple(result for was, result in both if was and not result.passed),
        fixed=tuple(result for was, result in both if not was and result.passed),
        still_failing=tuple(result for was, result in both if not was and not result.passed),
    )


def _result(searcher: Searcher, catalog: Catalog, golden: GoldenQuery) -> GoldenResult:
    wanted = [catalog.find(name) for name in golden.must_have]
    unwanted = [catalog.find(name) for name in golden.must_not_have]
    notes = tuple(f"{target.unknown} So it excludes nothing." for target in unwanted if target.unknown)
    try:
        page = _search(searcher, golden.query, max(golden.within, _SHOWN))
        reasons = tuple(_reasons(page, golden, wanted, unwanted))
        if reasons:  # search further down only to report where it is
            page = _search(searcher, golden.query, limits.MAX_GOLDEN_PLACE)
            reasons = tuple(_reasons(page, golden, wanted, unwanted))
    except QueryError as error:
        return GoldenResult(golden, (str(error),), notes, ())
    if reasons and page.partial:
        reasons = (*reasons, "The search ran out of time before it was complete.")
    return GoldenResult(golden, reasons, notes, tuple(_shown(page))[:_SHOWN])


def _search(searcher: Searcher, text: str, size: int) -> ResultPage:
    """A page of results; searched again where time ran out, because the machine may have been busy."""
    page = searcher.search(text, size=size)
    return searcher.search(text, size=size) if page.partial else page


def _reasons(
    page: ResultPage, golden: GoldenQuery, wanted: Sequence[Target], unwanted: Sequence[Target]
) -> Iterator[str]:
    for target in wanted:
        rank = _rank(page, target)
        if target.unknown:
            yield target.unknown
        elif rank is None:
            yield _absent(page, target)
        elif rank > golden.within:
            yield f"“{target.name}” is at rank {rank}, wanted within {golden.within}."
    for target in unwanted:
        rank = _rank(page, target)
        if rank is not None and rank <= golden.within:
            yield f"“{target.name}” is at rank {rank}, not wanted within {golden.within}."


def _rank(page: ResultPage, target: Target) -> int | None:
    """The rank of the target among articles, or among sections, from 1; None where it was not found."""
    if target.section_ids is None:
        shown: list[str] = [article.id for article in page.articles]
        targets = target.article_ids
    else:
        shown = [section.id for article in page.articles for section in article.sections]
        targets = target.section_ids
    return next((rank for rank, id_ in enumerate(shown, start=1) if id_ in targets), None)


def _absent(page: ResultPage, target: Target) -> str:
    rank = _rank(page, Target(target.name, target.article_ids))
    if rank is None:
        return f"“{target.name}” is not among the first {limits.MAX_GOLDEN_PLACE}."
    sections = ", ".join(f"“{section.heading}”" for section in page.articles[rank - 1].sections)
    return f"“{target.name}” is not shown: its article is at rank {rank} with {sections}."


def _shown(page: ResultPage) -> Iterator[str]:
    for article in page.articles:
        yield from _sections(article)


def _sections(article: ArticleHit) -> Iterator[str]:
    for section in article.sections:
        whole = section.heading == article.title
        yield article.title if whole else f"{article.title} # {section.heading}"
