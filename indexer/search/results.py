"""What a search gives: articles with their best sections, facets, and the steps of the rewriter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from indexer.rewriting.rewritten_query import RewriteStep
from indexer.urgent.urgent import Urgent

if TYPE_CHECKING:
    from indexer.answers.answer import Answer
    from indexer.snippets.snippets import Snippet
    from indexer.snippets.text_blocks import TextBlock


@dataclass(frozen=True, slots=True)
class Hit:
    """A section that answers, with its highlighted fragment."""

    id: str
    heading: str
    path: tuple[str, ...]
    kind: str
    anchor: str
    snippet_html: str  # escaped text; the only tag in it is <mark>
    score: float
    snippet: Snippet | None = field(default=None, repr=False, compare=False)

    @property
    def snippet_blocks(self) -> tuple[TextBlock, ...]:
        """The highlighted fragment as paragraphs and lists: plain text, with what is marked beside it."""
        return self.snippet.blocks if self.snippet else ()


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article with its best sections, best first; those that are lists of links last."""

    id: str
    title: str
    url: str | None
    source: str
    reviewed: date | None
    sections: tuple[Hit, ...]
    total_sections: int  # how many of its sections match, shown or not


#: What the score of each section is put together from, largest first, by section id.
Explanation: TypeAlias = Mapping[str, Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class ResultPage:
    """One page of results, and all that the page around them says."""

    query: str  # as typed, cleaned of control characters
    page: int  # from 1
    pages: int  # how many there are to turn, also of articles that do not count; 0 without results
    articles: tuple[ArticleHit, ...]
    total_articles: int  # with a section that has at least half of the words' weight; more may be shown
    total_sections: int
    facets: Mapping[str, Mapping[str, int]]  # by facet and value: the number of matching sections
    steps: tuple[RewriteStep, ...]
    took_ms: float
    partial: bool  # the deadline came first: there may be more
    near: tuple[ArticleHit, ...] = ()  # where nothing is about the subject: articles with words beside it
    urgent: Urgent | None = None  # what to show above the results where somebody may be in danger
    answer: Answer | None = None  # only on the first page, and only where subject and intent are clear

    @property
    def reading(self) -> tuple[RewriteStep, ...]:
        """The steps, by the name that they have in the JSON document and had here before."""
        return self.steps
