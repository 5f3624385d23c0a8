"""Selection of the passages of a text that fit a query best, within a length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from indexer.documents.passage_table import PassageTable, bits, runs
from indexer.snippets.highlighter import Match

#: The most passages with matches that are compared; in a text with more the first ones are as good as any.
_MAX_CANDIDATES = 200
#: Matches so many characters closer together make a better passage; a smaller difference is chance.
_NEARER = 60


def choose(passages: PassageTable, matches: Iterable[Match], length: int, avoided: int = 0) -> int:
    """The set of passages to show: one or two runs with the most highlights.

    They come to about `length` characters; what must be shown together may take more. Matches come by their
    start. Passages that say nothing are chosen only where there are no others; `avoided` ones never.
    """
    return _Choice(passages, matches, length, avoided).made()


class _Choice:
    """The choice for one text. Sets of passages and of highlights are integers with a bit for each: fast."""

    def __init__(self, passages: PassageTable, matches: Iterable[Match], length: int, avoided: int) -> None:
        self._passages = passages
        never = passages.endless | avoided
        telling = passages.all & ~(never | passages.empty)
        self._allowed = telling or passages.all & ~never
        self._length = length
        self._bound = passages.bound
        self._across: dict[int, int] = {}  # a passage to those that a phrase in it reaches into
        self._matches: dict[int, list[tuple[int, int]]] = {}  # passage: starts and highlights of its matches
        self._highlights: dict[int, int] = {}  # passage: its highlights
        self._every = 0
        starts, ends = passages.starts, passages.ends
        passage, until = -1, 0
        for start, end, highlight in matches:
            bit = 1 << highlight
            if start >= until:
                passage = bisect_right(starts, start) - 1
                until = ends[passage]
                self._matches[passage] = inside = []
                self._highlights[passage] = 0
            inside.append((start, bit))
            self._highlights[passage] |= bit
            self._every |= bit
            if end > until:  # a phrase across a comma, or across sentences
                whole = range(passage, bisect_right(starts, end - 1))
                self._across[passage] = self._across.get(passage, 0) | bits(whole)
                self._bound |= 1 << passage
        self._matched = bits(self._matches)

    def made(self) -> int:
        """The chosen passages."""
        windows = self._windows()
        chosen = self._best(windows, 0)
        if chosen:
            covered = self._highlights_of(chosen)
            more = self._best(windows, covered) if covered != self._every else 0
            if more and self._fits(chosen | more, chosen):
                chosen |= more
        else:
            chosen = self._closed(self._allowed & -self._allowed)
        return self._grown(chosen) & ~self._passages.endless

    def _windows(self) -> list[tuple[int, int]]:
        """A window from each passage with a match on, and its highlights; none after a perfect one."""
        candidates = [n for n in sorted(self._matches) if self._allowed >> n & 1][:_MAX_CANDIDATES]
        ends = list(map(self._passages.ends.__getitem__, candidates))
        windows: list[tuple[int, int]] = []
        seen = 0
        for at in range(len(candidates)):
            window, inside = self._window(candidates, ends, at)
            if seen & inside and not inside & (inside - 1):
                continue  # among windows with this highlight alone the first is the best
            windows.append((window, inside))
            seen |= inside
            if inside == self._every and self._spread(window, inside) < _NEARER:
                break
        return windows

    def _best(self, windows: list[tuple[int, int]], covered: int) -> int:
        """The window with the most highlights that are not covered yet, then the densest, then the first."""
        if len(windows) == 1 and not covered:
            return windows[0][0]
        best = 0
        best_score = (0, 0)
        for window, inside in windows:
            new = inside & ~covered
            count = new.bit_count()
            if count >= max(1, best_score[0]):
                score = (count, -(self._spread(window, new) // _NEARER))
                if not best or score > best_score:
                    best, best_score = window, score
        return best

    def _window(self, candidates: Sequence[int], ends: Sequence[int], at: int) -> tuple[int, int]:
        """A candidate's passage up to later ones that add a highlight, within the room; its highlights."""
        first = candidates[at]
        window, inside = 1 << first, self._highlights[first]
        if window & self._bound:
            window = self._closed(window)
            inside = self._highlights_of(window)
        if inside == self._every:
            return window, inside
        until = bisect_right(ends, self._passages.starts[first] + self._length)
        for number in candidates[at + 1 : until]:
            if self._highlights[number] & ~inside:
                wider = window | self._closed((2 << number) - (1 << first))
                if self._size(wider) <= self._length * 3 // 4:
                    window, inside = wider, self._highlights_of(wider)
        return window, inside

    def _grown(self, chosen: int) -> int:
        """The passages with their sentences completed, then with their neighbours, while there is room."""
        while added := self._addition(chosen, self._size(chosen)):
            chosen |= added
        return chosen

    def _addition(self, chosen: int, size: int) -> int:
        """The next passage that there is room for, and what must be shown with it."""
        starts, ends = self._passages.starts, self._passages.ends
        room = self._length - size
        for number in self._neighbours(chosen, only_sentence=size >= self._length * 3 // 4):
            if ends[number] - starts[number] < room:
                added = self._closed(1 << number) & ~chosen
                if not added & (added - 1) or self._fits(chosen | added, chosen):
                    return added
        return 0

    def _neighbours(self, chosen: int, only_sentence: bool) -> Iterator[int]:
        joined = self._passages.joined
        allowed = self._allowed & ~chosen
        before = (chosen >> 1) & allowed
        after = (chosen << 1) & allowed
        yield from _numbers(before & joined)
        yield from _numbers(after & joined << 1)
        if not only_sentence:
            yield from _numbers(after)
            yield from _numbers(before)

    def _closed(self, chosen: int) -> int:
        """The passages and all that must be shown with them."""
        pending = chosen & self._bound
        while pending:
            number = pending.bit_length() - 1
            added = (self._passages.together(number) | self._across.get(number, 0)) & ~chosen
            chosen |= added
            pending = pending & ~(1 << number) | added & self._bound
        return chosen

    def _highlights_of(self, chosen: int) -> int:
        highlights = 0
        for number in _numbers(chosen & self._matched):
            highlights |= self._highlights[number]
        return highlights

    def _spread(self, window: int, highlights: int) -> int:
        """The characters between the first matches of the highlights."""
        if not highlights & (highlights - 1):
            return 0
        found = -1
        for number in _numbers(window):
            for start, bit in self._matches.get(number, ()):
                if bit & highlights:
                    highlights ^= bit
                    found, last = start if found < 0 else found, start
        return last - found

    def _fits(self, wider: int, chosen: int) -> bool:
        if self._size(wider) > self._length:
            return False
        return len(runs(wider)) <= max(2, len(runs(chosen)))

    def _size(self, chosen: int) -> int:
        starts, ends = self._passages.starts, self._passages.ends
        return sum([ends[last] - starts[first] + 1 for first, last in runs(chosen)])


def _numbers(chosen: int) -> Iterator[int]:
    """The numbers in a set, in ascending order."""
    while chosen:
        lowest = chosen & -chosen
        yield lowest.bit_length() - 1
        chosen ^= lowest
