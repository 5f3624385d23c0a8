"""How dates and readings are said to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from indexer.rewriting.rewritten_query import MOST, RewriteStep

_SENTENCES = {
    "relaxed": "Few articles have all your words. Showing those with {after}.",
    "ignored": "Left out of the search: {before}.",
    "spelling": "Showing results for “{after}” instead of “{before}”.",
    "synonym": "Also looked for “{after}”, another name for “{before}”.",
    "together": "Took “{before}” as one name.",
    "abbreviation": "Read “{before}” as “{after}”.",
    "intent": "Looked first for “{after}”, because you wrote “{before}”.",
    "suggestion": "Perhaps you meant “{after}” where you wrote “{before}”.",
    "sense": "“{before}” may be {after}.",
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_UNDOS = {
    "relaxed": "Ask for all words",
    "ignored": "Search for it as well",
    "spelling": "Search instead for “{before}”",
    "suggestion": "Search for “{after}”",
    "sense": "Search for it",
    "intent": "Search all parts alike",
}


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A sentence on what was done with the reader's words, and the query text that undoes it, if any."""

    sentence: str
    undo: str | None = None
    undo_label: str = ""


def reading_lines(steps: Sequence[RewriteStep]) -> list[ReadingLine]:
    """A line for every step; the words that were left out for good share one."""
    left_out = [step for step in steps if step.step == "ignored" and step.undo is None]
    lines = [_line(step) for step in steps if step not in left_out]
    if left_out:
        words = ", ".join(f"“{step.before}”" for step in left_out)
        lines.append(ReadingLine(_SENTENCES["ignored"].format(before=words)))
    return lines


def _line(step: RewriteStep) -> ReadingLine:
    label = _UNDOS.get(step.step, "Search only for “{before}”").format(before=step.before, after=step.after)
    return ReadingLine(reading_sentence(step), step.undo, label)


def reading_sentence(step: RewriteStep) -> str:
    """What was done with the reader's words, in a sentence."""
    if step.step == "relaxed" and step.after == MOST:
        return "No article has all your words. Showing those with most of them first."
    before = f"“{step.before}”" if step.step == "ignored" else step.before
    return _SENTENCES[step.step].format(before=before, after=step.after)


def day(value: date) -> str:
    """A date as people write it: 3 May 2024, in English whatever the server's locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
