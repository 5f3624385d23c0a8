"""A text with its tokens and its pieces, analysed once when it is indexed and never again for a snippet.

Measured over 17,040 real sections and 474 real queries: analysing the 25 sections of a results page at
every search took 12 of its 24 ms; reading their analysis back takes a few tenths of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from indexer.analysis import Token, tokens
from indexer.columns import pack_column, pack_parts, unpack_column, unpack_parts
from indexer.limits import MAX_SNIPPET_SOURCE
from indexer.negation import held
from indexer.sentences import PieceTable, pieces


@dataclass(frozen=True, slots=True)
class TokenTable:
    """The tokens of a text by column."""

    texts: Sequence[str]
    starts: Sequence[int]
    lengths: Sequence[int]
    positions: Sequence[int]

    @classmethod
    def of(cls, found: Sequence[Token]) -> TokenTable:
        """The table of these tokens."""
        return cls(
            [token.text for token in found],
            [token.start for token in found],
            [token.end - token.start for token in found],
            [token.position for token in found],
        )


@dataclass(frozen=True, slots=True)
class TokenIndex:
    """Where each token of a text stands in it, by the token's text.

    The words of a query are few and most of a text's tokens are none of them: looking those up in one
    string of all that there are takes a fifth of the time of a look at every token.
    """

    texts: str  # " fever of rash ": each once, acronyms first, with spaces around
    counts: Sequence[int]  # how often each occurs
    starts: Sequence[int]  # of all occurrences of the first, then of the second, ...
    lengths: Sequence[int]
    positions: Sequence[int]

    @classmethod
    def of(cls, table: TokenTable) -> TokenIndex:
        """These tokens by their texts."""
        numbers: dict[str, list[int]] = {}
        for number, text in enumerate(table.texts):
            numbers.setdefault(text, []).append(number)
        # Acronyms first, as analysis puts "AIDS" before the "aid" that the same letters may be: where a
        # query asks for both, the later one names the clause.
        texts = sorted(numbers, key=lambda text: not text.isupper())
        order = list(chain.from_iterable(numbers[text] for text in texts))
        return cls(
            f" {' '.join(texts)} " if texts else "",
            [len(numbers[text]) for text in texts],
            [table.starts[number] for number in order],
            [table.lengths[number] for number in order],
            [table.positions[number] for number in order],
        )

    def occurrences(self, wanted: Iterable[str]) -> dict[str, range]:
        """The places in the columns of those of these tokens that occur, in the columns' order."""
        texts, counts = self.texts, self.counts
        found = [(at, text) for text in wanted if (at := texts.find(f" {text} ")) >= 0]
        places = {}
        for at, text in sorted(found):
            number = texts.count(" ", 0, at)
            first = sum(counts[:number])
            places[text] = range(first, first + counts[number])
        return places

    def beginning(self, letter: str) -> Iterator[str]:
        """The tokens that begin with this."""
        return (text for text in self.texts.split() if text.startswith(letter))


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A text, or the beginning of a very long one, its tokens, its pieces, and which pieces go together."""

    text: str
    tokens: TokenIndex
    pieces: PieceTable
    together: Mapping[int, tuple[int, ...]]  # a piece's number to those of all that must be shown with it
    cut: bool  # whether there was more text

    @classmethod
    def of(cls, text: str, known: Sequence[Token] | TokenTable | None = None) -> AnalysedText:
        """The analysis of a text, up to `MAX_SNIPPET_SOURCE`; `known` are its tokens where they are there."""
        beginning = _beginning(text)
        cut = len(beginning) < len(text)
        found = tokens(beginning) if cut or known is None else known
        table = found if isinstance(found, TokenTable) else TokenTable.of(found)
        parts = pieces(beginning)
        return cls(beginning, TokenIndex.of(table), PieceTable.of(parts), held(beginning, parts), cut)

    def dump(self) -> bytes:
        """The analysis without the text."""
        found, parts = self.tokens, self.pieces
        together = [n for number, others in self.together.items() for n in (number, len(others), *others)]
        columns = [found.counts, found.starts, found.lengths, found.positions]
        columns += [parts.starts, parts.widths, parts.sentences, together]
        return pack_parts([found.texts.encode("utf-8", "surrogatepass"), *map(pack_column, columns)])

    @classmethod
    def load(cls, dumped: bytes, text: str) -> AnalysedText:
        """The analysis that `dump` wrote of this text."""
        texts, *packed = unpack_parts(dumped)
        *columns, starts, widths, sentences, together = map(unpack_column, packed)
        found = TokenIndex(texts.decode("utf-8", "surrogatepass"), *columns)
        parts = PieceTable(starts, widths, sentences)
        beginning = _beginning(text)
        return cls(beginning, found, parts, dict(_groups(together)), len(beginning) < len(text))


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
