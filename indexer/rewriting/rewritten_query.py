"""A rewritten query: what is searched, what is marked, and each step from the reader's words to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from indexer.query.highlights import Highlight
from indexer.query.ranking import Ranking
from indexer.query.tree import Query

StepName = Literal[
    "together",  # two words were taken as one name
    "spelling",  # another spelling was searched
    "suggestion",  # another spelling is offered
    "abbreviation",  # the long form of an abbreviation was searched too, or the abbreviation of a long form
    "sense",  # one of several long forms of an abbreviation is offered
    "synonym",  # another name was searched too
    "intent",  # sections of the kind that the question asks for come first
    "missing",  # no article has the word, nor what it is also called
    "ignored",  # words were left out
]


@dataclass(frozen=True, slots=True)
class RewriteStep:
    """One change to the reader's query, made or offered."""

    step: StepName
    before: str  # the reader's words
    after: str  # what was searched instead, as a reader would write it
    undo: str | None = None  # a query string, `q=…&exact=word`, that undoes the step or takes up the offer


@dataclass(frozen=True, slots=True)
class Question:
    """What a query of plain words is about and what it asks, as sets of tokens."""

    subjects: tuple[frozenset[str], ...]  # its own words, then with other names in their place
    asking: frozenset[str]  # the words that only carry the question
    kind: str | None  # the kind of section that it asks for first; None where it only names a subject


@dataclass(frozen=True, slots=True)
class RewrittenQuery:
    """What to search for a reader's text."""

    text: str  # the reader's, cleaned
    query: Query | None = None  # what is ranked; None where nothing is left to search
    counted: Query | None = None  # what counts as a match; None where that is the query
    ranking: Ranking | None = None
    steps: tuple[RewriteStep, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    uncovered: bool = (
        False  # whether the corpus has nothing about the subject, but only about words beside it
    )
    question: Question | None = None  # None where its subject is in doubt
