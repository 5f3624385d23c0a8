"""Recognise boilerplate by runs of lines: teasers, lists of links under a label, what is above an article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extraction.boilerplate_phrases import rule_of_heading
from corpus.extraction.line import Line

#: Characters of the longest text under a linked heading for both to be a teaser of another article.
LONGEST_TEASER = 300
#: Characters of the longest line above an article that can be a label.
LONGEST_TOP = 70
#: Characters of the longest line that can be the label of the links under it.
LONGEST_LABEL = 40
#: The share of an article's text that teasers may be; above it the page is a list, and they are its content.
MAX_TEASER_SHARE = 0.5
#: Characters from which on a line outside links is prose, and the same for one that ends like a sentence.
MIN_PROSE = 120
MIN_SENTENCE = 50
#: Rules whose boilerplate ends where prose begins: an article goes on after its table of contents.
_BEFORE_PROSE = frozenset({"contents-list", "share", "tags", "newsletter", "byline"})

_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)\]]*$")
_BREAKS_OFF = re.compile(r"(\.\.\.|…)\]?$|^(read|learn|see) more\W*$", re.IGNORECASE)


def rules_of_runs(lines: Sequence[Line]) -> list[str | None]:
    """For each line the rule that drops it because of the lines around it, or None."""
    rules: list[str | None] = [None] * len(lines)
    _mark_teasers(lines, rules)
    _mark_extras(lines, rules)
    _mark_labelled_links(lines, rules)
    _mark_top(lines, rules)
    return rules


def _mark_extras(lines: Sequence[Line], rules: list[str | None]) -> None:
    """Mark a heading such as "Related articles" or "Leave a reply" and the lines under it."""
    number = 0
    while number < len(lines):
        line = lines[number]
        rule = rule_of_heading(line.text) if line.level else None
        if rule is None:
            number += 1
            continue
        end = _end_of_extra(lines, number, rule)
        for inside in range(number, end):
            rules[inside] = rules[inside] or rule
        number = max(end, number + 1)


def _end_of_extra(lines: Sequence[Line], start: int, rule: str) -> int:
    """Where the lines under such a heading end; `start` itself if they are article after all."""
    end = start + 1
    while end < len(lines) and not 0 < lines[end].level <= lines[start].level:
        if rule in _BEFORE_PROSE and _is_prose(lines[end]):
            return end
        end += 1
    if rule == "related":
        inside = lines[start + 1 : end]
        if sum(map(_is_prose, inside)) > sum(line.linked * 2 > len(line.text) for line in inside):
            return start
    return end


def _size(lines: Sequence[Line]) -> int:
    """Characters of text in lines."""
    return sum(len(line.text) for line in lines)


def _is_prose(line: Line) -> bool:
    if line.linked * 2 > len(line.text) or line.level:
        return False
    length = len(line.text)
    return length >= MIN_PROSE or (length >= MIN_SENTENCE and line.text.endswith((".", "!", ":")))


def _mark_labelled_links(lines: Sequence[Line], rules: list[str | None]) -> None:
    """Mark a plain line such as "Also in the news" and the links under it."""
    for number, line in enumerate(lines):
        if line.level or len(line.text) > LONGEST_LABEL or rules[number]:
            continue
        rule = rule_of_heading(line.text)
        if rule not in ("related", "newsletter"):
            continue
        end = number + 1
        while end < len(lines) and not lines[end].level and not _is_prose(lines[end]):
            end += 1
        under = lines[number + 1 : end]
        if sum(line.linked for line in under) * 2 > _size(under):
            rules[number:end] = [rule] * (end - number)


def _mark_teasers(lines: Sequence[Line], rules: list[str | None]) -> None:
    """Mark the end of a page from the first of several teasers of other articles on."""
    start = end = len(lines)
    teasers = others = 0
    for number in range(len(lines) - 1, -1, -1):
        if not lines[number].level:
            continue
        under = _size(lines[number + 1 : end])
        if under > LONGEST_TEASER or others > teasers + 1:
            break
        if _is_teaser(lines, number, end):
            teasers, start = teasers + 1, number
        elif under or start != end:
            others += 1
        else:
            start = number  # the heading over the teasers
        end = number
    if teasers >= 2 and teasers >= others and _size(lines[start:]) <= MAX_TEASER_SHARE * _size(lines):
        for number in range(start, len(lines)):
            rules[number] = rules[number] or "related"


def _is_teaser(lines: Sequence[Line], number: int, end: int) -> bool:
    """Whether a heading links to a page of the same site, or the text under it breaks off."""
    heading, before = lines[number], lines[number - 1]
    if heading.own and heading.linked >= len(heading.text) * 0.9:
        return True
    if before.own and before.text == heading.text:
        return True
    return any(_BREAKS_OFF.search(line.text) for line in lines[number + 1 : end])


def _mark_top(lines: Sequence[Line], rules: list[str | None]) -> None:
    """Mark the labels above the first sentence: the section's name, the date, breadcrumbs."""
    top = next((number for number, line in enumerate(lines) if not _is_label(line)), 0)
    for number in range(top):
        if not lines[number].level:
            rules[number] = rules[number] or "before-article"


def _is_label(line: Line) -> bool:
    if line.level:
        return line.level == 1
    return line.kind == "paragraph" and len(line.text) <= LONGEST_TOP and not _ENDS_SENTENCE.search(line.text)
