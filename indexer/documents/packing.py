"""Numbers as bytes, four each, the same on every machine."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable


def pack(numbers: Iterable[int]) -> bytes:
    """Numbers from 0 to 2**32 - 1 as bytes, lowest byte first."""
    packed = numbers if isinstance(numbers, array) else array("I", numbers)
    if sys.byteorder == "big":
        packed = packed[:]
        packed.byteswap()
    return packed.tobytes()


def unpack(packed: bytes) -> array[int]:
    """The numbers that `pack` packed."""
    numbers = array("I")
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
