"""Which pieces of a text answer a query best, within a length."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexer.sentences import Piece

#: Matched pieces looked at; a text with more answers in its first ones as well as anywhere.
_MAX_CANDIDATES = 200
#: A piece this long is one endless "word" (pieces are cut at every space): it is never shown.
_ENDLESS = 600
#: Matches this much closer together make a better fragment; less is chance.
_NEARER = 60

#: A match: where it starts and ends, and the number of the query's clause.
Match = tuple[int, int, int]


def choose(
    parts: Sequence[Piece], together: Mapping[int, tuple[int, ...]], matches: Iterable[Match], length: int
) -> list[int]:
    """The numbers of the pieces to show, in order: one or two runs with the most of the query's clauses.

    They come to about `length` characters; what must be shown `together` may take more.
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
    def __init__(
        self,
        parts: Sequence[Piece],
        together: Mapping[int, tuple[int, ...]],
        matches: Iterable[Match],
        length: int,
    ) -> None:
        self._parts = parts
        self._together = dict(together)
        self._length = length
        self._matches: dict[int, list[tuple[int, int]]] = {}  # piece: starts and clauses of its matches
        starts = [part.start for part in parts]
        for start, end, clause in matches:
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
            self._matches.setdefault(first, []).append((start, clause))
            if first != last:  # a phrase across a comma, or across sentences
                self._together[first] = tuple({*self._together.get(first, (first,)), *range(first, last + 1)})

    def made(self) -> list[int]:
        windows = self._windows()
        chosen = self._best(windows, frozenset())
        if chosen:
            more = self._best(windows, self._clauses(chosen))
            if more and self._fits(chosen | more, chosen):
                chosen |= more
        else:
            shown = (n for n in range(len(self._parts)) if self._width(n) <= _ENDLESS)
            chosen = self._closed({next(shown, 0)})
        chosen = self._grown(chosen)
        return [n for n in sorted(chosen) if self._width(n) <= _ENDLESS]

    def _windows(self) -> list[tuple[frozenset[int], frozenset[int]]]:
        """A window from each matched piece on, with the clauses in it."""
        candidates = [n for n in sorted(self._matches) if self._width(n) <= _ENDLESS][:_MAX_CANDIDATES]
        windows = (self._window(candidates[at:]) for at in range(len(candidates)))
        return [(window, self._clauses(window)) for window in windows]

    def _best(
        self, windows: list[tuple[frozenset[int], frozenset[int]]], covered: frozenset[int]
    ) -> frozenset[int]:
        """The window with the most clauses that are not covered yet, then the densest, then the first."""
        best: frozenset[int] = frozenset()
        best_score = (0, 0)
        for window, inside in windows:
            clauses = inside - covered
            if len(clauses) >= max(1, best_score[0]):
                score = (len(clauses), -(self._spread(window, clauses) // _NEARER))
                if not best or score > best_score:
                    best, best_score = window, score
        return best

    def _window(self, candidates: list[int]) -> frozenset[int]:
        """The first candidate's piece, and on to others that add a clause, while there is room."""
        first = candidates[0]
        window = self._closed((first,))
        inside = self._clauses(window)
        for number in candidates[1:]:
            if self._parts[number].end - self._parts[first].start > self._length:
                break
            if not self._clauses((number,)) <= inside:
                wider = self._closed(window.union(range(first, number + 1)))
                if self._size(wider) <= self._length * 3 // 4:
                    window, inside = wider, self._clauses(wider)
        return window

    def _grown(self, chosen: frozenset[int]) -> frozenset[int]:
        """The pieces with their sentences completed, then with their neighbours, while there is room."""
        grown: frozenset[int] | None = chosen
        while grown:
            chosen = grown
            enough = self._size(chosen) >= self._length * 3 // 4
            wider = (self._closed(chosen | {n}) for n in self._neighbours(chosen, only_sentence=enough))
            grown = next((w for w in wider if w != chosen and self._fits(w, chosen)), None)
        return chosen

    def _neighbours(self, chosen: frozenset[int], only_sentence: bool) -> Iterator[int]:
        beside = [(first - 1, first) for first, _ in runs(sorted(chosen))]
        beside += [(last + 1, last) for _, last in runs(sorted(chosen))]
        beside = [(n, of) for n, of in beside if 0 <= n < len(self._parts)]
        for number, of in beside:
            if self._parts[number].sentence == self._parts[of].sentence:
                yield number
        if not only_sentence:
            yield from (number for number, of in beside if number > of)
            yield from (number for number, of in beside if number < of)

    def _closed(self, chosen: Iterable[int]) -> frozenset[int]:
        """The pieces and all that must be shown with them."""
        if not self._together:
            return frozenset(chosen)
        closed: set[int] = set()
        waiting = list(chosen)
        while waiting:
            number = waiting.pop()
            if number not in closed:
                closed.add(number)
                waiting.extend(self._together.get(number, ()))
        return frozenset(closed)

    def _clauses(self, chosen: Iterable[int]) -> frozenset[int]:
        return frozenset(clause for number in chosen for _, clause in self._matches.get(number, ()))

    def _spread(self, window: Iterable[int], clauses: frozenset[int]) -> int:
        """Characters between the first matches of the clauses."""
        first: dict[int, int] = {}
        for number in sorted(window):
            for start, clause in self._matches.get(number, ()):
                if clause in clauses:
                    first.setdefault(clause, start)
        return max(first.values()) - min(first.values()) if first else 0

    def _fits(self, wider: frozenset[int], chosen: frozenset[int]) -> bool:
        count = sum(1 for _ in runs(sorted(wider)))
        return self._size(wider) <= self._length and count <= max(2, sum(1 for _ in runs(sorted(chosen))))

    def _size(self, chosen: Iterable[int]) -> int:
        return sum(self._width(number) + 1 for number in chosen)

    def _width(self, number: int) -> int:
        return self._parts[number].end - self._parts[number].start
