"""Whole numbers and byte strings as bytes, the same on every machine: the one packer of this room."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Collection, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from struct import Struct

#: Array types of 1, 2 and 4 bytes; the first byte of a packed column names its type.
_WIDTHS = (("B", 1 << 8), ("H", 1 << 16), ("I", 1 << 32))

#: How many parts there are.
_COUNT = Struct("<H")


def pack_column(numbers: Collection[int], *, narrow: bool = True) -> bytes:
    """Numbers from 0 to 2**32 - 1 as bytes, the first of which gives their width: four if not `narrow`."""
    largest = max(numbers, default=0) if narrow else _WIDTHS[-1][1] - 1
    code = next(code for code, over in _WIDTHS if largest < over)
    column = array(code, numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return code.encode() + column.tobytes()


def unpack_column(packed: bytes) -> Sequence[int]:
    """The numbers that `pack_column` packed, not copied one by one: a read costs a microsecond."""
    code, numbers = chr(packed[0]), packed[1:]
    if code == "B":
        return numbers
    column = array(code, numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return column


def pack_columns(columns: Sequence[Collection[int]]) -> bytes:
    """Several columns as one, which is read in half the time."""
    return pack_column([*map(len, columns), *chain.from_iterable(columns)])


def unpack_columns(packed: bytes, count: int) -> list[Sequence[int]]:
    """The columns, so many, that `pack_columns` packed."""
    numbers = unpack_column(packed)
    ends = accumulate(numbers[:count], initial=count)
    return [numbers[start:end] for start, end in pairwise(ends)]


def pack_parts(parts: Sequence[bytes]) -> bytes:
    """Several byte strings as one, at most 65,535 of them and 4 GB each."""
    return _COUNT.pack(len(parts)) + _sizes(len(parts)).pack(*map(len, parts)) + b"".join(parts)


def unpack_parts(packed: bytes) -> list[bytes]:
    """The byte strings that `pack_parts` put together."""
    sizes = _sizes(_COUNT.unpack_from(packed)[0])
    ends = accumulate(sizes.unpack_from(packed, _COUNT.size), initial=_COUNT.size + sizes.size)
    return [packed[start:end] for start, end in pairwise(ends)]


def unpack_part(packed: bytes, number: int) -> bytes:
    """One of the byte strings that `pack_parts` put together."""
    sizes = _sizes(_COUNT.unpack_from(packed)[0])
    lengths = sizes.unpack_from(packed, _COUNT.size)
    start = _COUNT.size + sizes.size + sum(lengths[:number])
    return packed[start : start + lengths[number]]


@cache
def _sizes(parts: int) -> Struct:
    """The sizes of so many parts, four bytes each."""
    return Struct(f"<{parts}I")
