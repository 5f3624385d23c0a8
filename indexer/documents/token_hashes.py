"""Tokens as hashes of 32 bits, computed for thousands of them at once, and their look-up among others.

Multilinear hashing (Lemire and Kaser 2014, "Strongly universal string hashing is fast"): the sum of a token's
bytes, each times a number of its own. Of a million tokens one in 4,000 shares its hash with another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from zlib import crc32

import numpy as np

from indexer.arrays import Numbers, among

#: The numbers of a token's places, from the space before it on; letters far apart may share one.
_PLACES = 64
_MULTIPLIERS = np.array([crc32(bytes((place,))) | 1 for place in range(_PLACES)], np.uint32)


#: Tokens whose hashes are cached, some 100 bytes each: those of queries and most of a text recur.
_CACHED = 50_000
_cache: dict[str, int] = {}

#: Binary digits of half a hash. Tables store the halves apart: the lower one tells most tokens apart.
HALF = 16
LOWER = (1 << HALF) - 1


def token_hashes(texts: Sequence[str]) -> Numbers:
    """The hashes of tokens; one with a space, which the analysis never makes, gets a hash of no text."""
    hashes = list(map(_cache.get, texts))
    if None in hashes:
        new = [text for text, known in zip(texts, hashes, strict=True) if known is None]
        letters, spaces = letters_of([text.replace(" ", "\x00") for text in new])
        found = dict(zip(new, hashes_of_letters(letters, spaces).tolist(), strict=True))
        hashes = [found[text] if known is None else known for text, known in zip(texts, hashes, strict=True)]
        if len(_cache) + len(found) > _CACHED:
            _cache.clear()
        _cache.update(found)
    return np.array(hashes, np.uint32)


def letters_of(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Tokens as one text in UTF-8, and where the spaces before, between and after them are."""
    joined = f" {' '.join(texts)} " if texts else " "
    letters = np.frombuffer(joined.encode("utf-8", "surrogatepass"), np.uint8)
    return letters, np.flatnonzero(letters == ord(" "))


def hashes_of_letters(letters: Numbers, spaces: Numbers) -> Numbers:
    """The hashes of the tokens that `letters_of` gave."""
    before = spaces[:-1]
    if not len(before):
        return np.empty(0, np.uint32)
    places = np.arange(spaces[-1]) - np.repeat(before, np.diff(spaces))
    products = letters[: spaces[-1]] * np.take(_MULTIPLIERS, places % _PLACES)
    found: Numbers = np.add.reduceat(products, before, dtype=np.uint32)
    return found


class HashedTokens:
    """Some tokens, to be found among many by the halves of their hashes."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.number = {text: number for number, text in enumerate(texts)}
        hashes = token_hashes(texts)
        self._order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[self._order]
        self._lower_halves = np.zeros(LOWER + 1, np.bool_)
        self._lower_halves[hashes & LOWER] = True

    def find(self, lower: Numbers, upper: Callable[[Numbers], Numbers]) -> tuple[Numbers, Numbers]:
        """The indexes at which one of these tokens is, rising, and the number of that token.

        `lower` are the lower halves of all hashes; `upper` gives the upper halves at some indexes.
        """
        at = np.flatnonzero(np.take(self._lower_halves, lower))
        sure, places = among(lower[at] + (upper(at).astype(np.int64) << HALF), self._hashes)
        return at[sure], self._order[places[sure]]
