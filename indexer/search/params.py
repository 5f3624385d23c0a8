"""What a reader asks for: the words, the filters, and the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.kinds import KINDS
from indexer import limits
from indexer.documents.facets import FACETS
from indexer.errors import QueryError


@dataclass(frozen=True, slots=True)
class SearchParams:
    """One search, as it crosses from site, API and command to the `Searcher`."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by facet; one of its values each
    page: int = 1
    size: int = limits.PAGE_SIZE  # articles on a page
    exact: tuple[str, ...] = ()  # words to search just as they are: no other spelling, no synonym

    @property
    def filtered(self) -> bool:
        """Whether a filter narrows the search."""
        return any(self.filters.values())

    @property
    def offset(self) -> int:
        """How many articles come before the page."""
        return (self.page - 1) * self.size

    def check(self) -> None:
        """Raise `QueryError` for a page, facet or kind that does not exist."""
        if self.page < 1:
            raise QueryError(f"There is no page {self.page}; the first is 1.")
        if self.page * self.size > limits.MAX_DEPTH:
            raise QueryError(
                f"Page {self.page:,} is too far down; {limits.MAX_DEPTH // self.size} is the last one. "
                "Add a word or a filter to see other results."
            )
        for facet in self.filters:
            if facet not in FACETS:
                raise QueryError(f"There is no facet {facet!r}; the facets are: {', '.join(FACETS)}.")
        for kind in self.filters.get("kind", ()):
            if kind not in KINDS:
                raise QueryError(f"There is no kind of section {kind!r}; the kinds are: {', '.join(KINDS)}.")
