"""Golden queries: searches whose answer an editor has settled, asked again before a change goes live."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from indexer import limits
from indexer.errors import QueryError
from indexer.golden.targets import Named, Names, Shelf
from indexer.search.results import ArticleHit, ResultPage

#: Places of which it is told what stands there.
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class GoldenQuery:
    """A search, and what must and must not be among the first of its results.

    What is named as an article counts articles, what is named as a section counts sections, both from the
    top of the page.
    """

    line: int = field(compare=False)  # of its file
    query: str
    must_have: tuple[str, ...]
    must_not_have: tuple[str, ...]
    within: int


@dataclass(frozen=True, slots=True)
class GoldenResult:
    """How a golden query fared: it passed if there is no reason against it."""

    golden: GoldenQuery
    reasons: tuple[str, ...]  # why it failed, a sentence for each demand that was not met
    notes: tuple[str, ...]  # what an editor should mend though nothing failed by it
    shown: tuple[str, ...]  # what stands in the first places: "Title # Heading", a section each

    @property
    def passed(self) -> bool:
        """Whether every demand was met."""
        return not self.reasons


@dataclass(frozen=True, slots=True)
class GoldenReport:
    """How all golden queries of a file fared, in its order."""

    results: tuple[GoldenResult, ...]

    @property
    def failed(self) -> tuple[GoldenResult, ...]:
        """Those that did not pass."""
        return tuple(result for result in self.results if not result.passed)


@dataclass(frozen=True, slots=True)
class GoldenChanges:
    """What became of golden queries from one index to the next; each as it fares in the second."""

    regressed: tuple[GoldenResult, ...]
    mended: tuple[GoldenResult, ...]
    still_failing: tuple[GoldenResult, ...]


class Searching(Shelf, Protocol):
    """What golden queries are asked of; a `Searcher` is one."""

    def search(self, text: str, *, size: int = ...) -> ResultPage:
        """The first page of so many articles."""


def check(searcher: Searching, golden: Sequence[GoldenQuery]) -> GoldenReport:
    """How the golden queries fare in an index; never raises for what they ask."""
    names = Names(searcher)
    return GoldenReport(tuple(_result(searcher, names, query) for query in golden))


def compare(before: GoldenReport, after: GoldenReport) -> GoldenChanges:
    """What became of the queries of two reports; a query that only one of them has is left out."""
    passed = {result.golden: result.passed for result in before.results}
    both = [(passed[result.golden], result) for result in after.results if result.golden in passed]
    return GoldenChanges(
        regressed=tuple(result for was, result in both if was and not result.passed),
        mended=tuple(result for was, result in both if not was and result.passed),
        still_failing=tuple(result for was, result in both if not was and not result.passed),
    )


def _result(searcher: Searching, names: Names, golden: GoldenQuery) -> GoldenResult:
    wanted = [names.find(name) for name in golden.must_have]
    unwanted = [names.find(name) for name in golden.must_not_have]
    notes = tuple(f"{named.unknown} So nothing is kept out by it." for named in unwanted if named.unknown)
    try:
        page = _search(searcher, golden.query, max(golden.within, _SHOWN))
        reasons = tuple(_reasons(page, golden, wanted, unwanted))
        if reasons:  # look further down only to tell where it went
            page = _search(searcher, golden.query, limits.MAX_GOLDEN_PLACE)
            reasons = tuple(_reasons(page, golden, wanted, unwanted))
    except QueryError as error:
        return GoldenResult(golden, (str(error),), notes, ())
    if reasons and page.partial:
        reasons = (*reasons, "The search ran out of time before all was searched.")
    return GoldenResult(golden, reasons, notes, tuple(_shown(page))[:_SHOWN])


def _search(searcher: Searching, text: str, size: int) -> ResultPage:
    """A page of results; asked a second time when the first ran out of time, for a busy machine's sake."""
    page = searcher.search(text, size=size)
    return searcher.search(text, size=size) if page.partial else page


def _reasons(
    page: ResultPage, golden: GoldenQuery, wanted: Sequence[Named], unwanted: Sequence[Named]
) -> Iterator[str]:
    for named in wanted:
        place = _place(page, named)
        if named.unknown:
            yield named.unknown
        elif place is None:
            yield _absent(page, named)
        elif place > golden.within:
            yield f"“{named.name}” is on place {place}, wanted within {golden.within}."
    for named in unwanted:
        place = _place(page, named)
        if place is not None and place <= golden.within:
            yield f"“{named.name}” is on place {place}, wanted nowhere within {golden.within}."


def _place(page: ResultPage, named: Named) -> int | None:
    """Where the article first stands among articles, or the section among sections, from 1."""
    if named.section_ids is None:
        shown: list[str] = [article.id for article in page.articles]
        meant = named.article_ids
    else:
        shown = [section.id for article in page.articles for section in article.sections]
        meant = named.section_ids
    return next((place for place, id_ in enumerate(shown, start=1) if id_ in meant), None)


def _absent(page: ResultPage, named: Named) -> str:
    place = _place(page, Named(named.name, named.article_ids))
    if place is None:
        return f"“{named.name}” is not among the first {limits.MAX_GOLDEN_PLACE}."
    sections = ", ".join(f"“{section.heading}”" for section in page.articles[place - 1].sections)
    return f"“{named.name}” is not shown: its article is on place {place} with {sections}."


def _shown(page: ResultPage) -> Iterator[str]:
    for article in page.articles:
        yield from _sections(article)


def _sections(article: ArticleHit) -> Iterator[str]:
    for section in article.sections:
        whole = section.heading == article.title
        yield article.title if whole else f"{article.title} # {section.heading}"
