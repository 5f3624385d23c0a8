"""Which pieces of a text answer a query best, within a length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

from indexer.matches import Match
from indexer.sentences import PieceTable

#: Matched pieces looked at; a text with more answers in its first ones as well as anywhere.
_MAX_CANDIDATES = 200
#: A piece this long is one endless "word" (pieces are cut at every space): it is never shown.
_ENDLESS = 600
#: Matches this much closer together make a better fragment; less is chance.
_NEARER = 60


def choose(
    parts: PieceTable, together: Mapping[int, tuple[int, ...]], matches: Iterable[Match], length: int
) -> list[int]:
    """The numbers of the pieces to show, in order: one or two runs with the most of the query's clauses.

    They come to about `length` characters; what must be shown `together` may take more. Matches come by
    their start.
    """
    return _Choice(parts, together, matches, length).made()


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and the last number of each stretch without a gap."""
    first = last = -2
    for number in numbers:
        if number != last + 1:
            if last >= 0:
                yield first, last
            first = number
        last = number
    if last >= 0:
        yield first, last


class _Choice:
    """Sets of clauses are whole numbers here, a bit for each clause: they are compared all the time."""

    def __init__(
        self,
        parts: PieceTable,
        together: Mapping[int, tuple[int, ...]],
        matches: Iterable[Match],
        length: int,
    ) -> None:
        self._parts = parts
        self._together = together
        self._length = length
        self._matches: dict[int, list[tuple[int, int]]] = {}  # piece: starts and clauses of its matches
        self._clauses: dict[int, int] = {}  # piece: its clauses
        self._every = 0
        starts = parts.starts
        piece, until = -1, 0
        for start, end, clause in matches:
            bit = 1 << clause
            if start >= until:
                piece = bisect_right(starts, start) - 1
                until = parts.end(piece)
                self._matches[piece] = inside = []
                self._clauses[piece] = 0
            inside.append((start, bit))
            self._clauses[piece] |= bit
            self._every |= bit
            if end > until:  # a phrase across a comma, or across sentences
                whole = range(piece, bisect_right(starts, end - 1))
                self._together = {**self._together, piece: (*self._together.get(piece, ()), *whole)}

    def made(self) -> list[int]:
        windows = self._windows()
        chosen = self._best(windows, 0)
        if chosen:
            covered = self._clauses_of(chosen)
            more = self._best(windows, covered) if covered != self._every else None
            if more and self._fits(chosen | more, chosen):
                chosen |= more
        else:
            shown = (n for n, width in enumerate(self._parts.widths) if width <= _ENDLESS)
            chosen = self._closed((next(shown, 0),))
        widths = self._parts.widths
        return [n for n in sorted(self._grown(chosen)) if widths[n] <= _ENDLESS]

    def _windows(self) -> list[tuple[frozenset[int], int]]:
        """A window from each matched piece on, with the clauses in it; none after one that is perfect."""
        widths = self._parts.widths
        candidates = [n for n in sorted(self._matches) if widths[n] <= _ENDLESS][:_MAX_CANDIDATES]
        ends = list(map(self._parts.end, candidates))
        windows: list[tuple[frozenset[int], int]] = []
        seen = 0
        for at in range(len(candidates)):
            window, inside = self._window(candidates, ends, at)
            if seen & inside and not inside & (inside - 1):
                continue  # of windows with this one clause alone none is better than the first with it
            windows.append((window, inside))
            seen |= inside
            if inside == self._every and self._spread(window, inside) < _NEARER:
                break
        return windows

    def _best(self, windows: list[tuple[frozenset[int], int]], covered: int) -> frozenset[int]:
        """The window with the most clauses that are not covered yet, then the densest, then the first."""
        if len(windows) == 1 and not covered:
            return windows[0][0]
        best: frozenset[int] = frozenset()
        best_score = (0, 0)
        for window, inside in windows:
            clauses = inside & ~covered
            count = clauses.bit_count()
            if count >= max(1, best_score[0]):
                score = (count, -(self._spread(window, clauses) // _NEARER))
                if not best or score > best_score:
                    best, best_score = window, score
        return best

    def _window(self, candidates: Sequence[int], ends: Sequence[int], at: int) -> tuple[frozenset[int], int]:
        """A candidate's piece, and on to later ones that add a clause, while there is room; its clauses."""
        first = candidates[at]
        window, inside = frozenset((first,)), self._clauses[first]
        if first in self._together:
            window = self._closed(window)
            inside = self._clauses_of(window)
        if inside == self._every:
            return window, inside
        until = bisect_right(ends, self._parts.starts[first] + self._length)
        for number in candidates[at + 1 : until]:
            if self._clauses[number] & ~inside:
                wider = window | self._closed(range(first, number + 1))
                if self._size(wider) <= self._length * 3 // 4:
                    window, inside = wider, self._clauses_of(wider)
        return window, inside

    def _grown(self, chosen: Collection[int]) -> set[int]:
        """The pieces with their sentences completed, then with their neighbours, while there is room."""
        grown, size = set(chosen), self._size(chosen)
        while added := self._addition(grown, size):
            grown |= added
            size += self._size(added)
        return grown

    def _addition(self, chosen: set[int], size: int) -> Set[int]:
        """The next piece that there is room for, and what must be shown with it."""
        room = self._length - size
        widths = self._parts.widths
        for number in self._neighbours(chosen, only_sentence=size >= self._length * 3 // 4):
            if widths[number] < room:
                added = self._closed((number,)) - chosen
                if len(added) == 1 or self._fits(chosen | added, chosen):
                    return added
        return frozenset()

    def _neighbours(self, chosen: Collection[int], only_sentence: bool) -> list[int]:
        sentences = self._parts.sentences
        ordered = sorted(chosen)
        before = [number - 1 for number in ordered if number and number - 1 not in chosen]
        after = [number + 1 for number in ordered if number + 1 not in chosen]
        if after[-1] == len(sentences):
            after.pop()
        beside = [number for number in before if sentences[number] == sentences[number + 1]]
        beside += [number for number in after if sentences[number] == sentences[number - 1]]
        return beside if only_sentence else [*beside, *after, *before]

    def _closed(self, chosen: Collection[int]) -> frozenset[int]:
        """The pieces and all that must be shown with them."""
        together = self._together
        if together.keys().isdisjoint(chosen):
            return frozenset(chosen)
        closed = set(chosen)
        waiting = [number for number in closed if number in together]
        while waiting:
            added = set(together[waiting.pop()]) - closed
            closed |= added
            waiting += [number for number in added if number in together]
        return frozenset(closed)

    def _clauses_of(self, chosen: Iterable[int]) -> int:
        clauses = 0
        for number in chosen:
            clauses |= self._clauses.get(number, 0)
        return clauses

    def _spread(self, window: Iterable[int], clauses: int) -> int:
        """Characters between the first matches of the clauses."""
        if not clauses & (clauses - 1):
            return 0
        first = last = -1
        for number in sorted(window):
            for start, clause in self._matches.get(number, ()):
                if clause & clauses:
                    clauses ^= clause
                    first, last = start if first < 0 else first, start
        return last - first

    def _fits(self, wider: Set[int], chosen: Set[int]) -> bool:
        if self._size(wider) > self._length:
            return False
        count = sum(1 for _ in runs(sorted(wider)))
        return count <= max(2, sum(1 for _ in runs(sorted(chosen))))

    def _size(self, chosen: Iterable[int]) -> int:
        widths = self._parts.widths
        return sum(widths[number] + 1 for number in chosen)
