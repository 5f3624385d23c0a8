"""A text with its tokens and its pieces, analysed once when it is indexed and never again for a snippet.

Measured over 17,040 real sections and 474 real queries: analysing the 25 sections of a results page at
every search took 12 of its 24 ms; reading their analysis back takes a few tenths of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.analysis import Token, tokens
from indexer.columns import pack_columns, unpack_columns
from indexer.limits import MAX_SNIPPET_SOURCE
from indexer.negation import held
from indexer.sentences import PieceTable, pieces
from indexer.token_table import TokenTable


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A text, or the beginning of a very long one, its tokens, its pieces, and which pieces go together."""

    text: str
    tokens: TokenTable
    pieces: PieceTable
    together: Mapping[int, tuple[int, ...]]  # a piece's number to those of all that must be shown with it
    cut: bool  # whether there was more text

    @classmethod
    def of(cls, text: str, known: Sequence[Token] | None = None) -> AnalysedText:
        """The analysis of a text, up to `MAX_SNIPPET_SOURCE`; `known` are its tokens where they are there."""
        beginning = _beginning(text)
        cut = len(beginning) < len(text)
        found = tokens(beginning) if cut or known is None else known
        parts = pieces(beginning)
        return cls(beginning, TokenTable.of(found), PieceTable.of(parts), held(beginning, parts), cut)

    def dump(self) -> tuple[bytes, bytes]:
        """The analysis without the text: the tokens, and all else."""
        parts = self.pieces
        together = [n for number, others in self.together.items() for n in (number, len(others), *others)]
        return self.tokens.dump(), pack_columns((parts.starts, parts.widths, parts.sentences, together))

    @classmethod
    def load(cls, dumped: tuple[bytes, bytes], text: str) -> AnalysedText:
        """The analysis that `dump` wrote of this text."""
        table, packed = dumped
        *columns, together = unpack_columns(packed, 4)
        groups = dict(_groups(together)) if together else {}
        beginning = _beginning(text)
        cut = len(beginning) < len(text)
        return cls(beginning, TokenTable.load(table), PieceTable(*columns), groups, cut)


def _groups(numbers: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    rest = iter(numbers)
    for number in rest:
        yield number, tuple(islice(rest, next(rest)))


def _beginning(text: str) -> str:
    """A text up to the last white space before the limit, so that no word is cut."""
    if len(text) <= MAX_SNIPPET_SOURCE:
        return text
    space = max(text.rfind(character, 0, MAX_SNIPPET_SOURCE) for character in " \n\t")
    return text[:space] if space > 0 else ""
