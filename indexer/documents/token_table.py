"""The tokens of texts as numbers, so that a query's are found in all sections of a page at once.

Measured over 8,400 real sections: 20 texts together take 0.1 ms where each by itself, its tokens as one
string, took 0.02. Tokens are told apart by their hashes (`token_hashes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from indexer.analysis.analyzer import Token
from indexer.arrays import Numbers
from indexer.documents.token_hashes import HALF, LOWER, HashedTokens, token_hashes

#: The rows of a table; hashes by their halves, since most tables then need two bytes a number.
_LOWER, _UPPER, _START, _LENGTH, _POSITION = range(5)

_NARROW, _WIDE = np.dtype("<u2"), np.dtype("<u4")

#: Above every start and position in a text: where texts are laid end to end, each begins at a multiple.
SPAN = 1 << 32


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of a text, in their order; five rows of numbers, and a column for each token."""

    rows: Numbers

    @classmethod
    def of(cls, found: Sequence[Token]) -> TokenTable:
        """The table of these tokens."""
        if not found:
            return cls(np.empty((5, 0), _NARROW))
        texts, starts, ends, positions = zip(*found, strict=True)
        hashes = token_hashes(texts)
        begin = np.array(starts)
        rows = np.array([hashes & LOWER, hashes >> HALF, begin, np.array(ends) - begin, positions])
        return cls(rows.astype(_WIDE if rows.max() > LOWER else _NARROW))

    def dump(self) -> bytes:
        """The table as bytes, of which the first says how wide its numbers are."""
        return bytes((self.rows.itemsize,)) + self.rows.tobytes()

    @classmethod
    def load(cls, dumped: bytes) -> TokenTable:
        """The table that `dump` wrote; its numbers are read where they are."""
        wide = dumped[0] == _WIDE.itemsize
        rows: Numbers = np.frombuffer(dumped, _WIDE if wide else _NARROW, offset=1)
        return cls(rows.reshape(5, -1))


@dataclass(frozen=True, slots=True)
class Occurrences:
    """Where tokens occur in texts laid end to end, in the order of the texts and of the tokens in them."""

    which: Numbers  # of the tokens looked for
    starts: Numbers
    ends: Numbers
    positions: Numbers


def occurrences(tokens: HashedTokens, tables: Sequence[TokenTable]) -> Occurrences:
    """Where tokens occur in texts with these tables."""
    rows = np.concatenate([table.rows for table in tables], axis=1)
    at, which = tokens.find(rows[_LOWER], rows[_UPPER].take)
    lasts = np.cumsum([table.rows.shape[1] for table in tables])
    before = np.searchsorted(lasts, at, side="right") * SPAN
    starts, lengths, positions = rows[_START:, at].astype(np.int64)
    starts += before
    return Occurrences(which, starts, starts + lengths, positions + before)
