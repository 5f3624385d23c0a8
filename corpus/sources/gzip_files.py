"""Large gzip files, read as if they were not packed: from any position, and on after damage."""

from __future__ import annotations

import io
import zlib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

from corpus.limits import MAX_RATIO, MAX_STREAM_BYTES
from corpus.sources.compression import GZIP, is_bomb

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
#: Packed bytes between seek points in a stream. The state of one takes 40 KB, and reading from one to the
#: next 1 ms.
_STEP = 1 << 17


class _SeekPoint(NamedTuple):
    """A position at which unpacking can start."""

    unpacked: int
    packed: int
    stream: tuple[int, int]  # the start of its gzip stream, unpacked and packed
    state: Any = None  # the decompressor there; None at the start of a stream


@dataclass(slots=True)
class SeekPoints:
    """The known seek points of one file, in order."""

    within_streams: bool  # also points in the middle of a stream
    points: list[_SeekPoint] = field(default_factory=lambda: [_SeekPoint(0, 0, (0, 0))])

    def before(self, unpacked: int) -> _SeekPoint:
        """The last point at or before a position."""
        return self.points[bisect_right(self.points, unpacked, key=lambda point: point.unpacked) - 1]

    def add_stream(self, stream: tuple[int, int]) -> None:
        """Add the start of a gzip stream, given unpacked and packed."""
        self._add(_SeekPoint(*stream, stream))

    def add_state(self, unpacked: int, packed: int, stream: tuple[int, int], inflater: Any) -> None:
        """Add a point in the middle of a stream, unless there is one shortly before it."""
        if self.within_streams and packed - self.before(unpacked).packed >= _STEP:
            self._add(_SeekPoint(unpacked, packed, stream, inflater.copy()))

    def _add(self, point: _SeekPoint) -> None:
        index = bisect_right(self.points, point.unpacked, key=lambda known: known.unpacked)
        if self.points[index - 1].packed != point.packed:
            self.points.insert(index, point)


class GzipFile(io.RawIOBase):
    """A gzip file of any number of streams, unpacked; seeking back does not start from its beginning.

    A damaged file seems to end at the damage: `damage` is then the reason, and `resume` goes on with the
    next stream.
    """

    def __init__(self, packed: BinaryIO, points: SeekPoints) -> None:
        self._packed = packed
        self._points = points
        self._go_to(points.points[0])

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a position from the nearest seek point before it; stops at damage."""
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("the unpacked size of the file is unknown")
        target = offset + (self._position if whence == io.SEEK_CUR else 0)
        point = self._points.before(target)
        if target < self._position or point.unpacked > self._position:
            self._go_to(point)
        while self._position < target and self._unpack(min(4 * _CHUNK, target - self._position)):
            pass
        return self._position

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with the next bytes; 0 bytes at the end and at damage."""
        data = self._unpack(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def resume(self) -> bool:
        """Go on after damage, with the next gzip stream; False if there is none."""
        packed = self.stream[1]
        self._packed.seek(packed)
        window, start = self._packed.read(_CHUNK), 1
        while (index := window.find(MAGIC, start)) < 0:
            more = self._packed.read(_CHUNK)
            if not more:
                return False
            packed += len(window) - 2
            window, start = window[-2:] + more, 0
        self._go_to(_SeekPoint(self._position, packed + index, (self._position, packed + index)))
        return True

    def _go_to(self, point: _SeekPoint) -> None:
        self.damage = ""
        self._packed.seek(point.packed)
        self._position = point.unpacked
        self._pending = b""  # packed bytes that were read and not yet unpacked
        self.stream = point.stream  # the start of the current stream, unpacked and packed
        self._inflater: Any = point.state.copy() if point.state else None

    def _unpack(self, most: int) -> bytes:
        while not self.damage and (self._inflater or self._next_stream()):
            self._fill()
            try:
                data: bytes = self._inflater.decompress(self._pending, most)
            except zlib.error as error:
                self.damage = f"gzip reports: {error}"
                break
            self._pending = self._inflater.unconsumed_tail or self._inflater.unused_data
            if self._inflater.eof:
                self._inflater = None
            elif not data and not self._pending and not self._fill():
                self.damage = "it ends in the middle of packed data"
            self._position += len(data)
            self._check_size()
            if data:
                return data
        return b""

    def _fill(self) -> bool:
        """Read more packed bytes if none are pending; False if there are none."""
        if not self._pending:
            if self._inflater:
                self._points.add_state(self._position, self._packed.tell(), self.stream, self._inflater)
            self._pending = self._packed.read(_CHUNK)
        return bool(self._pending)

    def _next_stream(self) -> bool:
        self._pending = self._pending.lstrip(b"\0")
        while len(self._pending) < len(MAGIC) and (more := self._packed.read(_CHUNK)):
            self._pending = (self._pending + more).lstrip(b"\0")
        if not self._pending:
            return False
        self.stream = (self._position, self._packed_position())
        if not self._pending.startswith(MAGIC):
            self.damage = "the data here is not packed with gzip"
            return False
        self._points.add_stream(self.stream)
        self._inflater = zlib.decompressobj(GZIP)
        return True

    def _packed_position(self) -> int:
        return self._packed.tell() - len(self._pending)

    def _check_size(self) -> None:
        unpacked = self._position - self.stream[0]
        if is_bomb(unpacked, self._packed_position() - self.stream[1]):
            self.damage = f"it unpacks to more than {MAX_RATIO} times its size"
        elif unpacked > MAX_STREAM_BYTES:
            self.damage = (
                f"a gzip stream in it unpacks to more than {MAX_STREAM_BYTES:,} bytes; unpack the file"
            )
