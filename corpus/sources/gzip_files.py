"""Large gzip files as if they were not packed: read from any place on, and on behind damages."""

from __future__ import annotations

import io
import zlib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

from corpus.limits import MAX_RATIO, MAX_STREAM_BYTES
from corpus.sources.archives import GZIP, too_dense

MAGIC = b"\x1f\x8b\x08"
_CHUNK = 1 << 16
#: Packed bytes between the places in a stream that it can be read on from. A place's state takes 40 KB,
#: and reading from one to the next 1 ms.
_STEP = 1 << 17


class _Mark(NamedTuple):
    """A place to read on from."""

    unpacked: int
    packed: int
    stream: tuple[int, int]  # where its gzip stream starts, unpacked and packed
    state: Any = None  # the inflater there; None where a stream starts


@dataclass(slots=True)
class Marks:
    """The places of one file that it can be read on from, in order."""

    within_streams: bool  # also places in the midst of a stream
    found: list[_Mark] = field(default_factory=lambda: [_Mark(0, 0, (0, 0))])

    def before(self, unpacked: int) -> _Mark:
        """The last place that is not behind the one asked for."""
        return self.found[bisect_right(self.found, unpacked, key=lambda mark: mark.unpacked) - 1]

    def add_stream(self, stream: tuple[int, int]) -> None:
        """A place where a gzip stream starts, unpacked and packed."""
        self._add(_Mark(*stream, stream))

    def add_state(self, unpacked: int, packed: int, stream: tuple[int, int], inflater: Any) -> None:
        """A place in the midst of a stream, unless there is one near before it."""
        if self.within_streams and packed - self.before(unpacked).packed >= _STEP:
            self._add(_Mark(unpacked, packed, stream, inflater.copy()))

    def _add(self, mark: _Mark) -> None:
        at = bisect_right(self.found, mark.unpacked, key=lambda known: known.unpacked)
        if self.found[at - 1].packed != mark.packed:
            self.found.insert(at, mark)


class GzipFile(io.RawIOBase):
    """A gzip file of any number of streams, unpacked; going back in it does not start from its beginning.

    Where it is damaged it seems to end; `damage` then says how, and `resume` goes on with the next stream.
    """

    def __init__(self, packed: BinaryIO, marks: Marks) -> None:
        self._packed = packed
        self._marks = marks
        self._go(marks.found[0])

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Goes to a place by the nearest one before it that is known, as far as the file is whole."""
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation("where a packed file ends is not known")
        target = offset + (self._at if whence == io.SEEK_CUR else 0)
        mark = self._marks.before(target)
        if target < self._at or mark.unpacked > self._at:
            self._go(mark)
        while self._at < target and self._unpack(min(4 * _CHUNK, target - self._at)):
            pass
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer with what comes next; 0 bytes at the end, and where the file is damaged."""
        data = self._unpack(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def resume(self) -> bool:
        """Goes on behind a damage, with the next gzip stream; False when there is none."""
        packed = self.stream[1]
        self._packed.seek(packed)
        window, start = self._packed.read(_CHUNK), 1
        while (found := window.find(MAGIC, start)) < 0:
            more = self._packed.read(_CHUNK)
            if not more:
                return False
            packed += len(window) - 2
            window, start = window[-2:] + more, 0
        self._go(_Mark(self._at, packed + found, (self._at, packed + found)))
        return True

    def _go(self, mark: _Mark) -> None:
        self.damage = ""
        self._packed.seek(mark.packed)
        self._at = mark.unpacked
        self._pending = b""
        self.stream = mark.stream  # where the present one starts, unpacked and packed
        self._inflater: Any = mark.state.copy() if mark.state else None

    def _unpack(self, most: int) -> bytes:
        while not self.damage and (self._inflater or self._next_stream()):
            self._fill()
            try:
                data: bytes = self._inflater.decompress(self._pending, most)
            except zlib.error as error:
                self.damage = f"gzip says: {error}"
                break
            self._pending = self._inflater.unconsumed_tail or self._inflater.unused_data
            if self._inflater.eof:
                self._inflater = None
            elif not data and not self._pending and not self._fill():
                self.damage = "it ends in the midst of packed data"
            self._at += len(data)
            self._check_size()
            if data:
                return data
        return b""

    def _fill(self) -> bool:
        """More packed bytes, where all were used up; False when there are none."""
        if not self._pending:
            if self._inflater:
                self._marks.add_state(self._at, self._packed.tell(), self.stream, self._inflater)
            self._pending = self._packed.read(_CHUNK)
        return bool(self._pending)

    def _next_stream(self) -> bool:
        self._pending = self._pending.lstrip(b"\0")
        while len(self._pending) < len(MAGIC) and (more := self._packed.read(_CHUNK)):
            self._pending = (self._pending + more).lstrip(b"\0")
        if not self._pending:
            return False
        self.stream = (self._at, self._packed_at())
        if not self._pending.startswith(MAGIC):
            self.damage = "what stands there is not packed with gzip"
            return False
        self._marks.add_stream(self.stream)
        self._inflater = zlib.decompressobj(GZIP)
        return True

    def _packed_at(self) -> int:
        return self._packed.tell() - len(self._pending)

    def _check_size(self) -> None:
        unpacked = self._at - self.stream[0]
        if too_dense(unpacked, self._packed_at() - self.stream[1]):
            self.damage = f"it unpacks to more than {MAX_RATIO} times its size"
        elif unpacked > MAX_STREAM_BYTES:
            self.damage = (
                f"a gzip stream in it unpacks to more than {MAX_STREAM_BYTES:,} bytes; unpack the file"
            )
