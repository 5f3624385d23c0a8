"""Tokens as numbers of 32 bits, reckoned for thousands of them at once.

Multilinear hashing (Lemire and Kaser 2014, "Strongly universal string hashing is fast"): the sum of a token's
bytes, each times a number of its own. Of a million tokens one in 4,000 shares its number with another.
"""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from indexer.arrays import Numbers

#: The numbers of a token's places, from the space before it on; letters far apart may share one.
_PLACES = 64
_MULTIPLIERS = np.array([crc32(bytes((place,))) | 1 for place in range(_PLACES)], np.uint32)


#: Tokens whose ids are kept, some 100 bytes each: a query's are asked for twice, and most of a text's often.
_KEPT = 50_000
_kept: dict[str, int] = {}


def token_ids(texts: Sequence[str]) -> Numbers:
    """The ids of tokens; of one with a space in it, which the analysis never makes, one that no text has."""
    ids = list(map(_kept.get, texts))
    if None in ids:
        new = [text for text, known in zip(texts, ids, strict=True) if known is None]
        letters, spaces = letters_of([text.replace(" ", "\x00") for text in new])
        found = dict(zip(new, ids_of_letters(letters, spaces).tolist(), strict=True))
        ids = [found[text] if known is None else known for text, known in zip(texts, ids, strict=True)]
        if len(_kept) + len(found) > _KEPT:
            _kept.clear()
        _kept.update(found)
    return np.array(ids, np.uint32)


def letters_of(texts: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Tokens as one text in UTF-8, and where the spaces before, between and after them are."""
    joined = f" {' '.join(texts)} " if texts else " "
    letters = np.frombuffer(joined.encode("utf-8", "surrogatepass"), np.uint8)
    return letters, np.flatnonzero(letters == ord(" "))


def ids_of_letters(letters: Numbers, spaces: Numbers) -> Numbers:
    """The ids of the tokens that `letters_of` gave."""
    before = spaces[:-1]
    if not len(before):
        return np.empty(0, np.uint32)
    places = np.arange(spaces[-1]) - np.repeat(before, np.diff(spaces))
    products = letters[: spaces[-1]] * np.take(_MULTIPLIERS, places % _PLACES)
    found: Numbers = np.add.reduceat(products, before, dtype=np.uint32)
    return found
