"""The passages of a text by column; a set of passages is one whole number, a bit for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from indexer.documents.packing import pack_columns, unpack_columns
from indexer.passages.addresses import addresses
from indexer.passages.bound_passages import bound_passages
from indexer.passages.sentences import passages
from indexer.passages.uninformative import uninformative

#: A passage this long is one endless "word" (passages are cut at every space): it is never shown.
_ENDLESS = 600
#: The sets of a table, from `joined` to `empty`.
_SETS = 6


@dataclass(frozen=True, slots=True)
class PassageTable:
    """The passages of a text by column."""

    starts: Sequence[int]
    ends: Sequence[int]
    joined: int  # those of one sentence with the next one
    endless: int  # those that are never shown
    bound: int  # those that may not be shown alone
    begins: int  # those at the beginning of a paragraph, a list item or a table row
    items: int  # those of list items
    empty: int  # those that say nothing, or belong to a list of links: shown only where there is nothing else
    bindings: tuple[
        Sequence[int], Sequence[int], Sequence[int]
    ]  # rising: a bound one, the run that goes with it
    addresses: Sequence[int]  # the start and end of each address in the text, one after the other

    @classmethod
    def of(cls, text: str, items: Collection[int] = ()) -> PassageTable:
        """The table of the passages of a text; `items` are the offsets at which a list item begins."""
        found = passages(text, items)
        together = bound_passages(text, found)
        return cls(
            [passage.start for passage in found],
            [passage.end for passage in found],
            bits(n for n, (one, after) in enumerate(pairwise(found)) if one.sentence == after.sentence),
            bits(n for n, passage in enumerate(found) if passage.end - passage.start > _ENDLESS),
            bits(together),
            bits(n for n, passage in enumerate(found) if not n or passage.line != found[n - 1].line),
            bits(n for n, passage in enumerate(found) if passage.item),
            bits(uninformative(text, found)),
            _bindings(together),
            list(chain.from_iterable(addresses(text))),
        )

    @property
    def all(self) -> int:
        """The set of all passages."""
        return (1 << len(self.starts)) - 1

    @property
    def says_nothing(self) -> bool:
        """Whether the text is a list of links, or says nothing otherwise: four fifths of its passages do."""
        return bool(self.starts) and 5 * self.empty.bit_count() >= 4 * len(self.starts)

    def dump(self) -> tuple[bytes, bytes]:
        """The table as bytes: its columns, and its sets."""
        size = len(self.starts)
        sets = 0
        for number, one in enumerate(
            (self.joined, self.endless, self.bound, self.begins, self.items, self.empty)
        ):
            sets |= one << number * size
        columns = pack_columns((self.starts, self.ends, *self.bindings, self.addresses))
        return columns, sets.to_bytes(_SETS * size // 8 + 1, "little")

    @classmethod
    def load(cls, columns: bytes, packed: bytes) -> PassageTable:
        """The table that `dump` wrote."""
        starts, ends, bound, first, last, found = unpack_columns(columns, 6)
        size, packed_sets = len(starts), int.from_bytes(packed, "little")
        every = (1 << size) - 1
        sets = [packed_sets >> number * size & every for number in range(_SETS)]
        return cls(starts, ends, *sets, (bound, first, last), found)  # type: ignore[call-arg, arg-type]

    def together(self, number: int) -> int:
        """The set of the passages that a passage must be shown with; empty where it may stand alone."""
        numbers, firsts, lasts = self.bindings
        found = 0
        at = bisect_left(numbers, number)
        while at < len(numbers) and numbers[at] == number:
            found |= (2 << lasts[at]) - (1 << firsts[at])
            at += 1
        return found

    def __len__(self) -> int:
        return len(self.starts)


def bits(numbers: Iterable[int]) -> int:
    """The set of these numbers."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def runs(passages: int) -> list[tuple[int, int]]:
    """The first and the last number of each stretch of a set without a gap."""
    found = []
    while passages:
        first = (passages & -passages).bit_length() - 1
        rest = passages >> first
        if not rest & (rest + 1):  # the last stretch, and mostly the only one
            found.append((first, first + rest.bit_length() - 1))
            break
        count = (rest ^ (rest + 1)).bit_length() - 1
        found.append((first, first + count - 1))
        passages = rest >> count << (first + count)
    return found


def _bindings(together: Mapping[int, Iterable[int]]) -> tuple[list[int], list[int], list[int]]:
    rows = [(number, *run) for number, others in sorted(together.items()) for run in runs(bits(others))]
    numbers, firsts, lasts = zip(*rows, strict=True) if rows else ((), (), ())
    return list(numbers), list(firsts), list(lasts)
