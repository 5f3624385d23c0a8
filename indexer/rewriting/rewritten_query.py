"""What a rewriter made of a query, and each step that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
