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


def pack_floats(numbers: Iterable[float]) -> bytes:
    """Numbers of single precision as bytes, lowest byte first."""
    packed = array("f", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def unpack_floats(packed: bytes) -> array[float]:
    """The numbers that `pack_floats` packed."""
    numbers = array("f")
    numbers.frombytes(packed)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
