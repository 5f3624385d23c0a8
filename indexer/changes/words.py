"""Word differences between two texts: runs of words in both, and in only one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import LCSseq

#: The largest product of two texts' lengths in words for comparing words, which takes some 0.1 s and 12 MB:
#: 10,000 words with as many. Longer texts are compared by lines; a longer line counts as replaced entirely.
_MAX_PAIRS = 100_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words: in both texts, or lost from the first, or gained by the second."""

    kind: Literal["same", "lost", "gained"]
    words: tuple[str, ...]


class _Edit(NamedTuple):
    """A difference between two sequences: a range of the first, replaced by a range of the second."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def size(self) -> int:
        return max(self.old_end - self.old_start, self.new_end - self.new_start)


def word_changes(before: str, after: str) -> tuple[Run, ...]:
    """The runs that lead from one text to the other, in order.

    Runs that are the same or lost make up the first text, those that are the same or gained the second. A
    lost run comes before the gained run that replaces it. Lines are compared first, then the words of changed
    lines. The same words are a longest common subsequence, found bit-parallel (Hyyrö 2004, in rapidfuzz):
    difflib needs 20 s for two texts of 1,200 words of which every other one is the same.
    """
    old, new = before.splitlines(), after.splitlines()
    runs: list[Run] = []
    at = 0
    for edit in _edits(old, new):
        runs.append(Run("same", _words(old[at : edit.old_start])))
        lost, gained = _words(old[edit.old_start : edit.old_end]), _words(new[edit.new_start : edit.new_end])
        runs += _runs(lost, gained)
        at = edit.old_end
    runs.append(Run("same", _words(old[at:])))
    return tuple(_joined(runs))


def _runs(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[Run]:
    at = 0
    for edit in _readable(_edits(before, after)):
        yield Run("same", before[at : edit.old_start])
        yield Run("lost", before[edit.old_start : edit.old_end])
        yield Run("gained", after[edit.new_start : edit.new_end])
        at = edit.old_end
    yield Run("same", before[at:])


def _edits(before: Sequence[str], after: Sequence[str]) -> Iterator[_Edit]:
    """The differences between the sequences, in order."""
    shorter = min(len(before), len(after))
    start = _common_start(before, after, shorter)
    ends = _common_start(before[::-1], after[::-1], shorter - start)
    old, new = before[start : len(before) - ends], after[start : len(after) - ends]
    if len(old) * len(new) > _MAX_PAIRS:
        yield _Edit(start, start + len(old), start, start + len(new))
        return
    numbers: dict[str, int] = {}  # rapidfuzz compares hashes, which may collide for texts
    codes = [[numbers.setdefault(item, len(numbers)) for item in items] for items in (old, new)]
    i = k = 0
    for block in LCSseq.opcodes(*codes).as_matching_blocks():  # the last is empty, at the end
        if block.a > i or block.b > k:
            yield _Edit(start + i, start + block.a, start + k, start + block.b)
        i, k = block.a + block.size, block.b + block.size


def _readable(edits: Iterator[_Edit]) -> list[_Edit]:
    """Merge edits where less is the same between two than differs in either.

    Small words are in all texts; without this, a rewritten sentence is scattered with unchanged ones. The
    idea is Neil Fraser's, the semantic clean-up in diff-match-patch.
    """
    found: list[_Edit] = []
    for edit in edits:
        while found and edit.old_start - found[-1].old_end < min(found[-1].size, edit.size):
            last = found.pop()
            edit = _Edit(last.old_start, edit.old_end, last.new_start, edit.new_end)
        found.append(edit)
    return found


def _common_start(before: Sequence[str], after: Sequence[str], most: int) -> int:
    """The number of items that are the same from the start, `most` at most."""
    return next((n for n in range(most) if before[n] != after[n]), most)


def _words(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs without empty ones, neighbours of the same kind joined."""
    last: Run | None = None
    for run in (run for run in runs if run.words):
        if last and last.kind == run.kind:
            last = Run(run.kind, last.words + run.words)
        else:
            if last:
                yield last
            last = run
    if last:
        yield last
