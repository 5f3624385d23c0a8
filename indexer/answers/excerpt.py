"""A section's text to the stretch that answers: 60 to 120 words of whole sentences and list items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.documents.passage_table import runs
from indexer.documents.text_analysis import TextAnalysis
from indexer.documents.token_hashes import HashedTokens
from indexer.documents.token_table import occurrences

#: Words of an answer: fewer only where the section has no more.
LEAST, MOST = 60, 120
#: A section that has less than this to say gives no answer.
_FEWEST = 12
#: Sentences that may be passed over, being too long to fit, before the excerpt ends.
_PASSED_OVER = 6
#: Items of a list that must fit for its first line to be shown.
_FIRST_ITEMS = 3
#: A sentence that only announces what follows, which may not be a list of the page.
_ANNOUNCES = re.compile(r"\W*(?:here|below)[ ](?:is|are)\b[^:]*$", re.IGNORECASE)
#: Paragraphs of at most so many words without a full stop are headings within the text.
_HEADING = 8


class Excerpt(NamedTuple):
    """The runs of passages that are shown, and how many words they have."""

    runs: Sequence[tuple[int, int]]
    words: int


class _Unit(NamedTuple):
    """What is shown whole: a sentence, or a list item; the numbers of its first and last passage."""

    first: int
    last: int

    @property
    def passages(self) -> int:
        """The set of its passages."""
        return (2 << self.last) - (1 << self.first)


def excerpt(text: TextAnalysis, wanted: Iterable[str] = ()) -> Excerpt | None:
    """The excerpt from the first sentence that tells something on, or from the one with the most of `wanted`.

    None where no sentence has most of these words, and where there is nothing to tell.
    """
    if text.passages.says_nothing:
        return None
    units = list(_units(text))
    begin = _best(text, units, sorted(wanted))
    if begin is None:
        return None
    found = _Excerpt(text, units)
    found.fill(range(begin, len(units)))
    if found.words < LEAST:
        found.fill(range(begin - 1, -1, -1))
    enough = found.words >= LEAST or (found.words >= _FEWEST and not found.passed_over)
    return Excerpt(runs(found.chosen), found.words) if enough else None


class _Excerpt:
    """An excerpt while it is put together."""

    def __init__(self, text: TextAnalysis, units: Sequence[_Unit]) -> None:
        self._text, self._passages, self._units = text, text.passages, units
        self._said: set[str] = set()
        self._listing = False  # whether the last one leads to short lines, or is one of these
        self.chosen = self.words = self.passed_over = 0

    def fill(self, numbers: Iterable[int]) -> None:
        """Add these units, until a paragraph begins after enough words or one does not fit."""
        for number in numbers:
            if self._ends_before(number) or self.passed_over > _PASSED_OVER:
                return
            if not self._is_skipped(number) and not self._add(number):
                if self.words >= LEAST:
                    return
                self.passed_over += 1

    def _add(self, number: int) -> bool:
        """Add a unit and all that must be shown with it, if these and what it leads to fit."""
        added = self._whole(self._units[number].passages) & ~self.chosen
        if self.words + self._count(added | self._led(number)) > MOST:
            return False
        self.chosen |= added
        self.words += self._count(added)
        written = self._written(number)
        self._said.add(written)
        self._listing = written.endswith(":") or (self._listing and self._is_short_line(number))
        return True

    def _led(self, number: int) -> int:
        """The first items of the list that a unit leads to: a list is not begun for less."""
        if self._is_item(number) or not self._is_item(number + 1):
            return 0
        items = (n for n in range(number + 1, number + 1 + _FIRST_ITEMS) if self._is_item(n))
        return sum(self._units[n].passages for n in items) & ~self.chosen

    def _ends_before(self, number: int) -> bool:
        """Whether there is enough, and a paragraph begins here."""
        begins = bool(self._passages.begins >> self._units[number].first & 1)
        return self.words >= LEAST and begins and not self._is_item(number)

    def _is_item(self, number: int) -> bool:
        return number < len(self._units) and bool(self._passages.items >> self._units[number].first & 1)

    def _is_skipped(self, number: int) -> bool:
        """Whether a unit says nothing or nothing new, is never shown, is a heading or an opening question."""
        unit = self._units[number]
        if unit.passages & (self._passages.endless | self._passages.empty | self.chosen):
            return True
        said = self._written(number)
        if said in self._said or _ANNOUNCES.match(said) or (not self.chosen and said.endswith("?")):
            return True
        return self._is_short_line(number) and not self._listing and not self._is_item(number + 1)

    def _is_short_line(self, number: int) -> bool:
        """Whether a unit is a short line of its own, without a sentence's end: mostly a heading."""
        if self._is_item(number):
            return False
        unit, begins = self._units[number], self._passages.begins
        after = unit.last + 1
        alone = begins >> unit.first & 1 and (after == len(self._passages) or begins >> after & 1)
        said = self._written(number)
        return bool(alone) and said[-1] not in ".!?:;)”\"'" and len(said.split()) <= _HEADING

    def _whole(self, passages: int) -> int:
        """The passages with all that must be shown with them, units completed."""
        pending, found = passages, 0
        while pending:
            at = bisect_right(self._units, (pending.bit_length() - 1, len(self._passages))) - 1
            unit = self._units[at]
            found |= unit.passages
            for one in range(unit.first, unit.last + 1):
                pending |= self._passages.together(one)
            pending &= ~found
        return found

    def _written(self, number: int) -> str:
        unit = self._units[number]
        return self._text.text[self._passages.starts[unit.first] : self._passages.ends[unit.last]]

    def _count(self, passages: int) -> int:
        starts, ends, text = self._passages.starts, self._passages.ends, self._text.text
        said = " ".join(text[starts[first] : ends[last]] for first, last in runs(passages))
        return sum(word not in ("-", "•") for word in said.split())


def _units(text: TextAnalysis) -> Iterator[_Unit]:
    """The sentences of a text, and its list items."""
    passages = text.passages
    first = 0
    for number in range(1, len(passages) + 1):
        begins = number == len(passages) or passages.begins >> number & 1
        item = passages.items >> first & 1
        if begins or not (item or passages.joined >> number - 1 & 1):
            yield _Unit(first, number - 1)
            first = number


def _best(text: TextAnalysis, units: Sequence[_Unit], wanted: Sequence[str]) -> int | None:
    """The number of the unit to begin with: the first with the most of these words, at least two in three."""
    if not wanted:
        return 0
    found = occurrences(HashedTokens(tuple(wanted)), [text.tokens])
    if not len(found.which):
        return None
    ends = [text.passages.ends[unit.last] for unit in units]
    at = np.searchsorted(ends, found.starts, side="right")
    words = [len(set(found.which[at == number].tolist())) for number in range(len(units))]
    best = int(np.argmax(words))
    return best if 3 * words[best] >= 2 * len(wanted) else None
