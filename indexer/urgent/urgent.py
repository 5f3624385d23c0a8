"""What readers in danger are shown, and the options that an editor sets for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: Where no number is set none is claimed: it differs from country to country.
NO_NUMBER = "your local emergency number"
NO_CRISIS_LINE = "a crisis line in your country"


@dataclass(frozen=True, slots=True)
class UrgentOptions:
    """An editor's own table, which replaces the shipped one, and the numbers of the site's country."""

    table: Path | None = None
    emergency_number: str | None = None  # as people dial it: "112"
    crisis_line: str | None = None  # for thoughts of suicide: a number, or a name and a number


@dataclass(frozen=True, slots=True)
class UrgentLink:
    """The section of the corpus that helps."""

    article_id: str
    title: str  # of the article
    heading: str
    kind: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Urgent:
    """The box above the results of an urgent query. It is plain text and no diagnosis."""

    category: str  # of the table: "self-harm", "stroke"
    title: str
    text: str
    number: str | None  # the emergency number of the options
    crisis_line: str | None
    link: UrgentLink | None  # None where the corpus has no such section
