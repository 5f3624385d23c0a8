"""A text with its tokens and its pieces, analysed once when it is indexed and never again for a snippet.

Measured over 17,040 real sections and 474 real queries: analysing the 25 sections of a results page at
every search took 12 of its 24 ms; reading the analysis back takes a tenth of a millisecond.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from indexer.analysis import Token, tokens
from indexer.columns import differences, pack_column, pack_parts, unpack_column, unpack_parts
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
class JoinedTokens:
    """The tokens of a text as one string to search, with columns of small numbers beside it.

    A query's words are few and most of a text's tokens are none of them: finding those in the string
    takes a tenth of the time of a look at every token.
    """

    texts: str  # " fever of rash ": a space before each token's text and one at the end
    gaps: Sequence[int]  # from one token's start to the next one's
    lengths: Sequence[int]
    steps: Sequence[int]  # from one token's position to the next one's

    @classmethod
    def of(cls, table: TokenTable) -> JoinedTokens:
        """These tokens, in their order, which is that of their starts and positions."""
        texts = f" {' '.join(table.texts)} " if table.texts else ""
        return cls(texts, differences(table.starts), table.lengths, differences(table.positions))

    def among(self, wanted: Collection[str]) -> list[Token]:
        """The tokens with one of these texts, in the order of the text."""
        return list(self._tokens(sorted(row for text in wanted for row in self._numbers(text))))

    def all(self) -> list[Token]:
        """Every token."""
        return list(self._tokens(enumerate(self.texts.split())))

    def _numbers(self, text: str) -> Iterator[tuple[int, str]]:
        texts, number, counted = self.texts, 0, 0
        wanted = f" {text} "
        at = texts.find(wanted)
        while at >= 0:
            number += texts.count(" ", counted, at)
            yield number, text
            counted = at
            at = texts.find(wanted, at + len(text) + 1)

    def _tokens(self, rows: Iterable[tuple[int, str]]) -> Iterator[Token]:
        gaps, lengths, steps = self.gaps, self.lengths, self.steps
        start = position = summed = 0
        for number, text in rows:
            start += sum(gaps[summed : number + 1])
            position += sum(steps[summed : number + 1])
            summed = number + 1
            yield Token(text, start, start + lengths[number], position)


@dataclass(frozen=True, slots=True)
class AnalysedText:
    """A text, or the beginning of a very long one, its tokens, its pieces, and which pieces go together."""

    text: str
    tokens: JoinedTokens
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
        return cls(beginning, JoinedTokens.of(table), PieceTable.of(parts), held(beginning, parts), cut)

    def dump(self) -> bytes:
        """The analysis without the text."""
        found, parts = self.tokens, self.pieces
        together = [n for number, others in self.together.items() for n in (number, len(others), *others)]
        columns = (
            found.gaps,
            found.lengths,
            found.steps,
            parts.starts,
            parts.widths,
            parts.sentences,
            together,
        )
        return pack_parts([found.texts.encode("utf-8", "surrogatepass"), *map(pack_column, columns)])

    @classmethod
    def load(cls, dumped: bytes, text: str) -> AnalysedText:
        """The analysis that `dump` wrote of this text."""
        texts, *packed = unpack_parts(dumped)
        gaps, lengths, steps, starts, widths, sentences, together = map(unpack_column, packed)
        found = JoinedTokens(texts.decode("utf-8", "surrogatepass"), gaps, lengths, steps)
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
