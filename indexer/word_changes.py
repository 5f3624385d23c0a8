"""Two texts compared word by word: the runs of words that both have, and that only one has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

#: Pairs of equal words that are weighed against each other; difflib takes some 0.2 s for so many. A text that
#: has more, and such are lists of numbers, counts as exchanged as a whole.
_MAX_PAIRS = 1_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """Words in a row: the same in both texts, or lost from the first, or gained by the second."""

    kind: Literal["same", "lost", "gained"]
    words: tuple[str, ...]


def word_changes(before: str, after: str) -> tuple[Run, ...]:
    """The runs that lead from one text to the other, in order.

    Those that are the same or lost are the words of the first text, those that are the same or gained are the
    words of the second; what is lost stands before what is gained in its place. Lines are compared first, so
    that words are only looked for in the lines that changed.
    """
    old, new = before.splitlines(), after.splitlines()
    runs: list[Run] = []
    for same, old_start, old_end, new_start, new_end in _stretches(old, new):
        lost, gained = _words(old[old_start:old_end]), _words(new[new_start:new_end])
        runs += [Run("same", lost)] if same else _runs(lost, gained)
    return tuple(_joined(runs))


def _runs(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Run]:
    for same, old_start, old_end, new_start, new_end in _stretches(before, after):
        if same:
            yield Run("same", before[old_start:old_end])
        else:
            yield Run("lost", before[old_start:old_end])
            yield Run("gained", after[new_start:new_end])


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Whether a stretch is the same in both, and where it starts and ends in the first and in the second."""
    shorter = min(len(before), len(after))
    start = _alike(before, after, shorter)
    ends = _alike(before[::-1], after[::-1], shorter - start)
    old_end, new_end = len(before) - ends, len(after) - ends
    yield True, 0, start, 0, start
    for same, i, j, k, m in _compared(before[start:old_end], after[start:new_end]):
        yield same, i + start, j + start, k + start, m + start
    yield True, old_end, len(before), new_end, len(after)


def _compared(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    counts = Counter(after)
    if sum(count * counts[item] for item, count in Counter(before).items()) > _MAX_PAIRS:
        yield False, 0, len(before), 0, len(after)
        return
    for tag, *places in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        i, j, k, m = places
        yield tag == "equal", i, j, k, m


def _alike(before: Sequence[str], after: Sequence[str], most: int) -> int:
    """How many items, up to so many, are the same from the start."""
    return next((place for place in range(most) if before[place] != after[place]), most)


def _words(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs without empty ones, neighbours of a kind made one."""
    last: Run | None = None
    for run in runs:
        if not run.words:
            continue
        if last and last.kind == run.kind:
            last = Run(run.kind, last.words + run.words)
        else:
            if last:
                yield last
            last = run
    if last:
        yield last
