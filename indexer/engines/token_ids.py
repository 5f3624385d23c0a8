"""Tokens as numbers of 32 bits, reckoned for thousands of them at once.

Multilinear hashing (Lemire and Kaser 2014, "Strongly universal string hashing is fast"): the sum of a token's
bytes, each times a number of its own. Of a million tokens one in 4,000 shares its number with another.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np

from indexer.engines.numbers import Numbers

#: The numbers of a token's places, from the space before it on; letters far apart may share one.
_PLACES = 64
_MULTIPLIERS = np.array([crc32(bytes((place,))) | 1 for place in range(_PLACES)], np.uint32)


def token_ids(letters: Numbers, spaces: Numbers) -> Numbers:
    """The id of each token of a text in UTF-8, by the indexes of the spaces around and between them."""
    before = spaces[:-1]
    places = np.arange(spaces[-1]) - np.repeat(before, np.diff(spaces))
    products = letters[: spaces[-1]] * np.take(_MULTIPLIERS, places % _PLACES)
    found: Numbers = np.add.reduceat(products, before, dtype=np.uint32)
    return found


def token_id(text: str) -> int:
    """The id of a token."""
    letters = np.frombuffer(f" {text} ".encode(), np.uint8)
    return int(token_ids(letters, np.array([0, len(letters) - 1]))[0])
