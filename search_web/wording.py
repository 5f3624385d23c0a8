"""The words for facets, dates and rewrite steps, the same on the site and in the command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from corpus.kinds import KIND_LABELS, KINDS

if TYPE_CHECKING:
    from indexer.rewriting.rewritten_query import RewriteStep


@dataclass(frozen=True, slots=True)
class FacetWording:
    """How a reader filters by a facet, in an address, in the command and on a page."""

    parameter: str  # of an address, and the option of the command with two dashes
    noun: str  # one of its values, in a message
    help: str  # of the option
    label: str = ""  # above its values on a page of results; "" leaves it out there
    values: Mapping[str, str] = field(default_factory=dict)  # fixed values in order, and their labels


#: Every facet by its name in `indexer.documents.facets`.
FACET_WORDING: Mapping[str, FacetWording] = {
    "kind": FacetWording(
        parameter="in",
        noun="kind",
        help=f"Only sections of this kind; may repeat. Kinds: {', '.join(KINDS)}.",
        label="Part of the article",
        values=KIND_LABELS,
    ),
    "source": FacetWording(
        parameter="source",
        noun="source",
        help="Only articles from this source; may repeat.",
        label="Source",
    ),
    "reviewed": FacetWording(
        parameter="reviewed",
        noun="year",
        help="Only articles last reviewed in this year; may repeat.",
    ),
}

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_MESSAGES = {
    "ignored": "Left out of the search: {before}.",
    "spelling": "Showing results for “{after}” instead of “{before}”.",
    "synonym": "Also looked for “{after}”, another name for “{before}”.",
    "together": "Took “{before}” as one name.",
    "abbreviation": "Read “{before}” as “{after}”.",
    "missing": "Nothing here about “{before}”{after}.",
    "intent": "Looked first for “{after}”, because you wrote “{before}”.",
    "suggestion": "Perhaps you meant “{after}” where you wrote “{before}”.",
    "sense": "“{before}” may be {after}.",
}

_UNDO_LABELS = {
    "ignored": "Search for it as well",
    "spelling": "Search instead for “{before}”",
    "suggestion": "Search for “{after}”",
    "sense": "Search for it",
    "intent": "Search all parts alike",
}


@dataclass(frozen=True, slots=True)
class StepMessage:
    """A rewrite step in words, and the query string of the search that undoes it, if any."""

    text: str
    undo: str | None = None
    undo_label: str = ""


def step_messages(steps: Sequence[RewriteStep]) -> list[StepMessage]:
    """A message for every rewrite step; words left out that cannot be put back share one, the last."""
    left_out = [step for step in steps if step.step == "ignored" and step.undo is None]
    messages = [_message(step) for step in steps if step not in left_out]
    if left_out:
        words = ", ".join(f"“{step.before}”" for step in left_out)
        messages.append(StepMessage(_MESSAGES["ignored"].format(before=words)))
    return messages


def step_text(step: RewriteStep) -> str:
    """A rewrite step in one line of plain English."""
    before = f"“{step.before}”" if step.step == "ignored" else step.before
    after = f" ({step.after})" if step.step == "missing" and step.after else step.after
    return _MESSAGES[step.step].format(before=before, after=after)


def _message(step: RewriteStep) -> StepMessage:
    label = _UNDO_LABELS.get(step.step, "Search only for “{before}”")
    return StepMessage(step_text(step), step.undo, label.format(before=step.before, after=step.after))


def day(value: date) -> str:
    """A date as people write it: 3 May 2024, in English whatever the server's locale."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
