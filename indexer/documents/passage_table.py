"""The passages of a text by column; a set of passages is one whole number, a bit for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from indexer.analysis.sentences import Passage
from indexer.documents.packing import pack_columns, unpack_columns

#: A passage this long is one endless "word" (passages are cut at every space): it is never shown.
_ENDLESS = 600


@dataclass(frozen=True, slots=True)
class PassageTable:
    """The passages of a text by column."""

    starts: Sequence[int]
    ends: Sequence[int]
    joined: int  # those of one sentence with the next one
    endless: int  # those that are never shown
    bound: int  # those that may not be shown alone
    together: Mapping[int, tuple[int, ...]]  # the number of each of these to all that go with it

    @classmethod
    def of(cls, found: Sequence[Passage], together: Mapping[int, tuple[int, ...]]) -> PassageTable:
        """The table of these passages, and of what must be shown `together` (`indexer.analysis.negation`)."""
        return cls(
            [passage.start for passage in found],
            [passage.end for passage in found],
            bits(n for n, (one, after) in enumerate(pairwise(found)) if one.sentence == after.sentence),
            bits(n for n, passage in enumerate(found) if passage.end - passage.start > _ENDLESS),
            bits(together),
            together,
        )

    def dump(self) -> tuple[bytes, bytes]:
        """The table as bytes: its columns, and its sets."""
        size = len(self.starts)
        sets = self.joined | self.endless << size | self.bound << 2 * size
        together = [n for number, others in self.together.items() for n in (number, len(others), *others)]
        return pack_columns((self.starts, self.ends, together)), sets.to_bytes(3 * size // 8 + 1, "little")

    @classmethod
    def load(cls, columns: bytes, packed: bytes) -> PassageTable:
        """The table that `dump` wrote."""
        starts, ends, together = unpack_columns(columns, 3)
        size, sets = len(starts), int.from_bytes(packed, "little")
        every = (1 << size) - 1
        groups = dict(_groups(together)) if together else {}
        return cls(starts, ends, sets & every, sets >> size & every, sets >> 2 * size, groups)

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
        count = (rest ^ (rest + 1)).bit_length() - 1
        found.append((first, first + count - 1))
        passages = rest >> count << (first + count)
    return found


def _groups(numbers: Sequence[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    rest = iter(numbers)
    for number in rest:
        yield number, tuple(islice(rest, next(rest)))
