"""What a search gives: articles with their best sections, facets, and how the words were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

StepName = Literal[
    "together",  # two words were taken as one name
    "spelling",  # another spelling was searched
    "suggestion",  # another spelling is offered
    "abbreviation",  # what it stands for was searched too, or the abbreviation of what was written
    "sense",  # one of several things that an abbreviation may stand for is offered
    "synonym",  # another name was searched too
    "intent",  # sections of the kind that was asked for come first
    "relaxed",  # not all words had to be there
    "ignored",  # words were left out
]


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """One thing that was done with the reader's words or is offered, and the way to the other reading."""

    step: StepName
    before: str  # the reader's words
    after: str  # what was searched instead, as a reader would write it
    undo: str | None = None  # an address' query string, `q=…&exact=word`: without the step, or with the offer


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


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article with its best sections, best first."""

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
    pages: int  # how many there are to turn; 0 without results
    articles: tuple[ArticleHit, ...]
    total_articles: int
    total_sections: int
    facets: Mapping[str, Mapping[str, int]]  # "kind" and "source": value to number of matching sections
    reading: tuple[ReadingStep, ...]
    took_ms: float
    partial: bool  # the deadline came first: there may be more
