"""How dates and readings are said to a reader."""

from __future__ import annotations

from datetime import date

from indexer.results import ReadingStep

_SENTENCES = {
    "relaxed": "No article has all your words. Showing those with most of them.",
    "ignored": "Left out of the search: “{before}”.",
    "spelling": "Showing results for “{after}” instead of “{before}”.",
    "synonym": "Also looked for “{after}”, another name for “{before}”.",
    "abbreviation": "Read “{before}” as “{after}”.",
    "intent": "Looked first for “{after}”, because you wrote “{before}”.",
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_UNDOS = {
    "relaxed": "Ask for all words",
    "ignored": "Search for it as well",
}


def reading_sentence(step: ReadingStep) -> str:
    """What was done with the reader's words, in a sentence."""
    return _SENTENCES[step.step].format(before=step.before, after=step.after)


def undo_label(step: ReadingStep) -> str:
    """What the link says that searches without this step."""
    return _UNDOS.get(step.step, f"Search only for “{step.before}”")


def day(value: date) -> str:
    """A date as people write it: 3 May 2024, in English whatever the server's locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
