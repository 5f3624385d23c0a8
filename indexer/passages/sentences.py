"""Text to the passages that snippets are made of: sentences, and the clauses of long ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from indexer.passages.inline_lists import inline_items, parts

#: A sentence up to this long is never cut: it fits a snippet whole.
_WHOLE = 240
#: The length of the parts of a clause that is longer than a sentence may be; it is cut between words.
_FORCED = 160
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]* +|[。！？]+")
_CUT = re.compile(
    r"""(?: \([^()]{0,160}\) | \b(?:e\.g|i\.e)\. )[,;:]? (?P<skip>)   # never cut
    | [;:,]\s | [，；：] | \s[–—-]\s | — | \t""",
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    ("dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "cf", "vs", "viz", "fig", "figs", "approx", "al")
)
_NUMBERED = frozenset(("no", "nos", "vol", "pp", "p", "ch", "sec", "eq", "ref"))  # only before a number
#: After these a single letter names something and may end a sentence: "vitamin C. It".
_LETTERED = frozenset(("vitamin", "hepatitis", "type", "group", "influenza", "grade", "stage", "factor"))
_STARTERS = frozenset(
    ("a", "an", "the", "this", "that", "these", "it", "they", "he", "she", "we", "you", "your", "in", "if")
    + ("when", "while", "for", "but", "and", "there", "some", "most", "many", "other", "people", "however")
)


class Passage(NamedTuple):
    """A stretch of text that is shown whole or not at all."""

    start: int
    end: int
    sentence: int  # the numbers of its sentence and its line in the text
    line: int
    item: bool = False  # part of a list item; the first one of an item within a line has its dash


class _Part(NamedTuple):
    """A sentence, or the part of one that is an item of a list within its line."""

    start: int
    end: int
    begins: bool  # a line or an item
    item: bool
    ends: bool  # the sentence


def passages(text: str, items: Collection[int] = ()) -> list[Passage]:
    """The passages of a text in order: all of it except white space at their edges.

    `items` are the offsets at which a list item begins. The items of a list that was written into one line
    have a line each.
    """
    found: list[Passage] = []
    sentence, line = 0, -1
    for written in _LINE.finditer(text):
        start, end = written.span()
        for part in _item(text, start, end) if start in items else _parts(text, start, end):
            line += part.begins
            long = part.end - part.start > _WHOLE
            for first, last in _clauses(text, part.start, part.end) if long else [part[:2]]:
                if trimmed := _trimmed(text, first, last):
                    found.append(Passage(*trimmed, sentence, line, part.item))
            sentence += part.ends
    return found


def _item(text: str, start: int, end: int) -> Iterator[_Part]:
    for first, last in _sentences(text, start, end):
        yield _Part(first, last, first == start, True, True)


def _parts(text: str, start: int, end: int) -> Iterator[_Part]:
    """The sentences of a line, cut before the items of a list; what follows its last sentence is no item."""
    dashes = inline_items(text, start, end)
    if not dashes:
        for first, last in _sentences(text, start, end):
            yield _Part(first, last, first == start, False, True)
        return
    item = False
    for first, last in _sentences(text, start, end):
        for one, other, begins in parts(first, last, dashes):
            after = item and not begins and one > dashes[-1]
            item = begins or (item and not after)
            yield _Part(one, other, begins or after or one == start, item, other == last)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, start, match):
            yield start, match.end()
            start = match.end()
    if text[start:end].strip():
        yield start, end


def _ends_sentence(text: str, line: int, match: re.Match[str]) -> bool:
    if text[match.end()].islower():
        return False
    following = text[match.end() : match.end() + 24].lstrip("\"'“‘«([•–—- ")
    if not following or following[0].islower():
        return False
    if match.group().rstrip() != ".":
        return True
    before, _, word = text[max(line, match.start() - 24) : match.start()].rpartition(" ")
    return _ends_word(word.lstrip("([\"'“‘«"), before, following)


def _ends_word(word: str, before: str, following: str) -> bool:
    """Whether the dot after a word ends a sentence, and is not part of an abbreviation or initial."""
    lower = word.lower()
    if lower in _NUMBERED:
        return not following[0].isdigit()
    if lower in _ABBREVIATIONS:
        return False
    if "." not in word.strip(".") and not (len(word) == 1 and word.isupper()):
        return True
    labelled = before.split()[-1:] and before.split()[-1].lower() in _LETTERED
    return bool(labelled) or re.split(r"\W", following, maxsplit=1)[0].lower() in _STARTERS


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cut in _CUT.finditer(text, start, end):
        if cut["skip"] is None:
            yield from _shortened(text, start, cut.end())
            start = cut.end()
    yield from _shortened(text, start, end)


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A clause, cut between words where it is too long; a word is never cut."""
    while end - start > _WHOLE:
        space = text.rfind(" ", start + 1, start + _FORCED)
        if space < 0:
            space = text.find(" ", start + _FORCED, end - 1)
        if space < 0:
            break
        yield start, space + 1
        start = space + 1
    yield start, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    trimmed = part.strip()
    if not trimmed:
        return None
    start += part.index(trimmed[0]) if part[0] != trimmed[0] else 0
    return start, start + len(trimmed)
