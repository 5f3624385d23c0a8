"""Which names of a list cover the title of an article: the share of each in the other, by weight of words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

import numpy as np

from indexer.arrays import Flags, Floats, Numbers, among

#: The smallest cover for which a name leads to a title.
SHARE = 0.3

#: Names compared together: the arrays of 70,000 at once would take a hundred megabytes.
_TOGETHER = 8_192


@dataclass(frozen=True, slots=True)
class WordSets:
    """Sets of words, each as the numbers of its words."""

    words: Numbers  # of all sets, those of a set side by side
    of: Numbers  # the set of each of these words, ascending
    size: int  # the number of sets

    def sums(self, weights: Floats) -> Floats:
        """The weight of each set, given the weight of each word."""
        return np.bincount(self.of, weights[self.words], self.size).astype(np.float64)

    def rare(self, weights: Floats, sums: Floats) -> tuple[Numbers, Numbers, Floats]:
        """The rarest words of each set, the set of each, and the weight of the set from that word on.

        What two sets share, if it is enough, begins with a word that is rare in both (prefix filtering:
        Chaudhuri, Ganti and Kaushik 2006, "A primitive operator for similarity joins in data cleaning").
        """
        order = np.lexsort((self.words, -weights[self.words], self.of))
        words, of = self.words[order], self.of[order]
        before = np.append(np.cumsum(weights[words]) - weights[words], 0.0)
        first = np.searchsorted(of, np.arange(self.size))
        left = self.sums(weights)[of] - (before[:-1] - before[first][of])
        rare = left >= SHARE * sums[of] - 1e-9
        return words[rare], of[rare], left[rare]


class TitleCover:
    """The titles of a corpus, ready to be compared with names.

    A cover is P · Q: the share of the name that a title has, times the share of the title that the name has,
    both by the sum of inverse document frequencies over the titles.
    """

    def __init__(self, titles: Iterable[frozenset[str]], numbers: Mapping[str, int]) -> None:
        """The titles as sets of words; `numbers` are those of the words of names."""
        distinct = list(dict.fromkeys(titles))
        counts = Counter(word for title in distinct for word in title)
        known = [
            (numbers[word], place) for place, title in enumerate(distinct) for word in title & numbers.keys()
        ]
        words, of = np.array(known, np.int64).reshape(-1, 2).T
        self._size = len(distinct)
        self._weights = np.full(len(numbers), self._idf(0))
        for word in counts.keys() & numbers.keys():
            self._weights[numbers[word]] = self._idf(counts[word])
        self._sums = np.array([sum(self._idf(counts[word]) for word in sorted(title)) for title in distinct])
        self._codes = np.sort(words * self._size + of)
        rare, places, left = WordSets(words, of, self._size).rare(self._weights, self._sums)
        order = np.argsort(rare, kind="stable")
        self._places, self._left = places[order], left[order]
        self._ends = np.cumsum(np.bincount(rare, minlength=len(numbers)))

    def covered(self, names: WordSets) -> tuple[Flags, Flags]:
        """Whether each name covers a title to `SHARE` at least, and whether a title has just its words."""
        covers, equal = np.zeros((2, names.size), np.bool_)
        for start in range(0, names.size, _TOGETHER):
            end = min(start + _TOGETHER, names.size)
            first, last = np.searchsorted(names.of, (start, end))
            some = WordSets(names.words[first:last], names.of[first:last] - start, end - start)
            covers[start:end], equal[start:end] = self._covered(some)
        return covers, equal

    def _covered(self, names: WordSets) -> tuple[Flags, Flags]:
        sums = names.sums(self._weights)
        name, title = self._near(names, sums)
        first = np.searchsorted(names.of, name)
        sizes = np.searchsorted(names.of, name, "right") - first
        words = names.words[_ranges(first, sizes)]
        pair = np.repeat(np.arange(len(name)), sizes)
        codes = words * self._size + title[pair]
        common, _ = among(codes, self._codes)
        shared = np.bincount(pair, self._weights[words] * common, len(name))
        enough = shared * shared >= SHARE * sums[name] * self._sums[title] - 1e-9
        same = (shared >= sums[name] - 1e-9) & (shared >= self._sums[title] - 1e-9)
        covers, equal = np.zeros((2, names.size), np.bool_)
        covers[name[enough]] = True
        equal[name[same]] = True
        return covers, equal

    def _near(self, names: WordSets, sums: Floats) -> tuple[Numbers, Numbers]:
        """The pairs of name and title that may share enough: they share a word that is rare in both."""
        words, of, left = names.rare(self._weights, sums)
        starts = np.concatenate(([0], self._ends))
        sizes = self._ends[words] - starts[words]
        posting = _ranges(starts[words], sizes)
        name, title = np.repeat(of, sizes), self._places[posting]
        most = np.minimum(np.repeat(left, sizes), self._left[posting])
        enough = most * most >= SHARE * sums[name] * self._sums[title] - 1e-9
        codes = np.sort(name[enough] * self._size + title[enough])
        codes = codes[np.diff(codes, prepend=-1) > 0]
        return codes // self._size, codes % self._size

    def _idf(self, count: int) -> float:
        return log(1 + (self._size - count + 0.5) / (count + 0.5))


def _ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers from each start on, as many as its size says."""
    ends = np.cumsum(sizes)
    return np.arange(sizes.sum()) - np.repeat(ends - sizes - starts, sizes)
