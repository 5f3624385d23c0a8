"""Phrases of the table: how they are written, and where a text has them.

`docs/urgent.md` describes the notation to editors: words in order with a few others between them, `...` for
more of these, `+` between parts in any order, `<group>` for any of its words, `20-54` for a number, `=` for
a phrase that is the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from indexer.urgent.words import words

#: Words that may stand between two of a phrase: "kill him and myself". More make it another sentence.
GAP = 2

#: Words that `...` may stand for.
LONG_GAP = 8

#: Words from the first to the last of a phrase of several parts: about a sentence.
WINDOW = 16

#: Places of one part that are tried; a text that repeats a word a hundred times has no more to say.
_MAX_PLACES = 8

#: Words and numbers of one phrase.
MAX_SLOTS = 12

_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*(?:\.\d+)?")

#: First and last word of a match, counted from 0.
Place: TypeAlias = "tuple[int, int]"


class PhraseProblem(Exception):
    """A phrase cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Any number from the one to the other."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Slot:
    """A word of a phrase: any of these forms, or a number; and how many words may stand before it."""

    forms: frozenset[str]
    number: NumberRange | None
    gap: int

    def fits(self, word: str) -> bool:
        """Whether this word of a text is one of the slot."""
        if self.number is None:
            return word in self.forms
        return word[0].isdigit() and self.number.least <= float(word) <= self.number.most


@dataclass(frozen=True, slots=True)
class Phrase:
    """Parts that a text has to have, in any order; the words of each in their order."""

    text: str
    parts: tuple[tuple[Slot, ...], ...]
    whole: bool

    def places(self, text: Sequence[str]) -> list[Place]:
        """Where a text, as `words` gives it, has the phrase."""
        if self.whole:
            slots = self.parts[0]
            same = len(slots) == len(text) and all(s.fits(word) for s, word in zip(slots, text, strict=True))
            return [(0, len(text) - 1)] if same else []
        places = [_part_places(part, text) for part in self.parts]
        if len(places) == 1:
            return places[0]
        return [span for span in _spans(places) if span[1] - span[0] < WINDOW]


def read_phrase(written: str, groups: Mapping[str, frozenset[str]]) -> Phrase:
    """A phrase as the table writes it; raises `PhraseProblem`."""
    text = written.strip()
    whole = text.startswith("=")
    parts = tuple(_part(part, groups) for part in text.removeprefix("=").split("+"))
    if whole and len(parts) > 1:
        raise PhraseProblem(f'"{text}" has both `=` and `+`. A phrase that is the whole text has one part.')
    if not any(slot.forms for part in parts for slot in part):
        raise PhraseProblem(f'"{text}" has only numbers. Write a word beside them.')
    if sum(map(len, parts)) > MAX_SLOTS:
        raise PhraseProblem(f'"{text}" has more than {MAX_SLOTS} words. Write a shorter phrase.')
    return Phrase(text, parts, whole)


def _part(written: str, groups: Mapping[str, frozenset[str]]) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    gap = GAP
    for item in written.split():
        if item in ("...", "…"):
            gap = LONG_GAP
            continue
        slots += _slots(item, groups, gap)
        gap = GAP
    if not slots:
        raise PhraseProblem("a phrase, or a part of it, has no word. Write a word there, or remove the sign.")
    return tuple(slots)


def _slots(item: str, groups: Mapping[str, frozenset[str]], gap: int) -> Sequence[Slot]:
    if item.startswith("<") and item.endswith(">"):
        if item[1:-1] not in groups:
            raise PhraseProblem(f'there is no group "{item[1:-1]}" above this line.')
        return [Slot(groups[item[1:-1]], None, gap)]
    return _plain_slots(item, gap)


@lru_cache(maxsize=4_000)  # 7,000 words of the shipped table are 1,300 different ones
def _plain_slots(item: str, gap: int) -> Sequence[Slot]:
    """A number or a word as slots: more than one where letters and digits meet, as in "3rd"."""
    if found := _RANGE.fullmatch(item):
        return [Slot(frozenset(), NumberRange(float(found[1]), float(found[2])), gap)]
    if not _WORDS.fullmatch(item):
        raise PhraseProblem(f'"{item}" is not a word. Write words, `<group>`, `20-54`, `...`, `+` or `=`.')
    return [Slot(frozenset([form]), None, 0 if place else gap) for place, form in enumerate(words(item))]


def _spans(places: Sequence[Sequence[Place]]) -> Iterator[Place]:
    """From each place on, the shortest stretch of the text with all parts, whichever of them comes first."""
    for start in sorted({place[0] for part in places for place in part}):
        ends = [[place[1] for place in part if place[0] >= start] for part in places]
        if not all(ends):
            return
        yield start, max(map(min, ends))


def _part_places(slots: Sequence[Slot], text: Sequence[str]) -> list[Place]:
    """Each beginning of the part in a text, with the nearest end."""
    found: list[Place] = []
    for first, word in enumerate(text):
        if slots[0].fits(word) and (last := _end(slots, text, first)) is not None:
            found.append((first, last))
            if len(found) == _MAX_PLACES:
                break
    return found


def _end(slots: Sequence[Slot], text: Sequence[str], first: int) -> int | None:
    """The last word of a part that begins at the word `first`, if all its words follow."""
    ends = [first]
    for slot in slots[1:]:
        reached = {
            place
            for end in ends
            for place in range(end + 1, min(end + slot.gap + 2, len(text)))
            if slot.fits(text[place])
        }
        if not reached:
            return None
        ends = sorted(reached)
    return ends[0]
