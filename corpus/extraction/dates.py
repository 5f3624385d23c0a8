"""Dates as pages write them: "2024-03-14T09:00Z", "Jan. 5, 2022", "14 March 2024", "03/2023"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Literal

from bs4.element import NavigableString, Tag

DateKind = Literal["published", "reviewed", "updated"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"(?<!\d){_YEAR}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)",
        rf"(?<!\d){_DAY}[\s-]*(?:of\s+)?{_MONTH}[\s,-]*{_YEAR}",
        rf"\b{_MONTH}\s*{_DAY}\s*,?\s+{_YEAR}",
        rf"\b{_MONTH}[\s,-]*{_YEAR}",
        rf"(?<!\d)(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{_YEAR}",
        rf"(?<!\d)(?P<one>\d\d?)[/-](?P<two>\d\d?)[/-]{_YEAR}",
        rf"(?<![\d/])(?P<month>\d\d?)[/.]{_YEAR}",
    )
)
_LABEL = re.compile(
    r"(?<!\w)(?:this |the )?"
    r"(?:(?:web ?)?page |article |content |topic |information |fact ?sheet |date )?"
    r"(?:of |was |has been |is )?(?:the )?"
    r"(?:last |most recent(?:ly)? |medically |clinically |expert |originally |first |date )*"
    r"(?P<verb>review(?:ed)?|updated?|modified|revis(?:ed|ion)|edited|publi(?:shed|cation)|posted|created|written)"
    r"\b(?: date)?",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")
#: What may be between such a label and its date; in prose there is more.
_BETWEEN = re.compile(
    r"[\s:|,(\u2013\u2014-]*(?:(?:(?:on|at|date)\b|by\b.{0,90})[\s:|,.(\u00b7\u2013\u2014-]*)?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?",
    re.IGNORECASE | re.DOTALL,
)
_EARLIEST = date(1990, 1, 1)  # before the web; older dates come from a broken clock or an empty field


def find_date(text: str, *, day_first: bool = False) -> date | None:
    """The first date in a text that can be a page's; the first of the month where no day is given.

    With `day_first` "05/03/2024" is a day in March, else in May.
    """
    return _first(text, day_first)[0]


def label_of(text: str) -> DateKind | None:
    """The kind of date that a text introduces: "Last reviewed: ...", "Updated on ...", "Published"."""
    first = _LETTER.search(text)
    label = _LABEL.match(text, first.start()) if first else None
    return _kind(label) if label else None


def dates_at(line: NavigableString, *, day_first: bool = False) -> Iterator[tuple[DateKind, date]]:
    """The labelled dates of a text; for a last label without a date, that of the elements after the text."""
    labels = list(_LABEL.finditer(line))
    ends = [label.start() for label in labels[1:]] + [len(line)]
    for label, end in zip(labels, ends, strict=True):
        day = _date_after_label(line[label.end() : end], day_first)
        if day is None and end == len(line):
            day = _date_after(line, line[label.end() :], day_first)
        if day:
            yield _kind(label), day


def _date_after(line: NavigableString, rest: str, day_first: bool) -> date | None:
    """The date in the elements after a text, if nothing but `rest`, the end of the text, is between."""
    for node in islice(line.next_elements, 12):
        if isinstance(node, Tag):
            day = find_date(str(node.get("datetime") or "")) if node.name == "time" else None
            if day:
                return day if _BETWEEN.fullmatch(rest) else None
        elif type(node) is NavigableString:
            if label_of(node):
                return None
            rest += " " + node
            if len(rest) > 120:
                break
    return _date_after_label(rest, day_first)


def _date_after_label(text: str, day_first: bool) -> date | None:
    day, start = _first(text, day_first)
    return day if day and _BETWEEN.fullmatch(text[:start]) else None


def _kind(label: re.Match[str]) -> DateKind:
    verb = label.group("verb").lower()
    if verb.startswith("review"):
        return "reviewed"
    return "published" if verb.startswith(("publ", "post", "creat", "writ")) else "updated"


def _first(text: str, day_first: bool) -> tuple[date | None, int]:
    """The first plausible date of a text, and where it starts."""
    matches = [match for form in _FORMS if (match := form.search(text[:300]))]
    for match in sorted(matches, key=lambda match: match.start()):
        day = _to_date(match, day_first)
        if day and _EARLIEST <= day <= date.today() + timedelta(days=1):
            return day, match.start()
    return None, 0


def _to_date(match: re.Match[str], day_first: bool) -> date | None:
    part = match.groupdict()
    day, month = part.get("day") or "1", part.get("month") or "0"
    if part.get("name"):
        month = str(_MONTHS.index(part["name"][:3].lower()) + 1)
    elif part.get("one"):
        day, month = _day_and_month(part["one"], part["two"], day_first)
    try:
        return date(int(part["year"]), int(month), int(day))
    except ValueError:
        return None


def _day_and_month(one: str, two: str, day_first: bool) -> tuple[str, str]:
    if int(one) > 12 or (day_first and int(two) <= 12):
        return one, two
    return two, one
