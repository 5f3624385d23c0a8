"""Files of records, packed with gzip or not: read from front to back, or from the place of one record on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.limits import MAX_DAMAGES
from corpus.sources.gzip_files import MAGIC, GzipFile, Marks
from corpus.sources.scan_result import Spot, file_stamp

_BUFFER = 1 << 17


class RecordFile:
    """A file of records; where a packed one is damaged it seems to end, until `resume`."""

    def __init__(
        self, stream: io.BufferedReader[Any], unpacked: GzipFile | None, marks: Marks, size: int
    ) -> None:
        self.stream = stream
        self._size = size  # of the file itself
        self._unpacked = unpacked
        self._marks = marks
        self._damages = 0

    def spot(self) -> Spot:
        """Where the next byte to be read stands."""
        if not self._unpacked:
            return Spot(self.stream.tell())
        self.stream.peek(1)  # only then the gzip stream is known that the next byte is in
        at = self.stream.tell()
        return Spot(at, self._marks.before(at).stream)

    def skip(self, count: int) -> bool:
        """Passes over bytes; False when there are not as many."""
        if not count:
            return True
        if not self._unpacked and self.stream.tell() + count > self._size:
            return False
        self.stream.seek(count - 1, io.SEEK_CUR)
        return bool(self.stream.read(1))

    @property
    def damage(self) -> str:
        """Why the file seems to end here, where that is not because it does."""
        damage = self._unpacked.damage if self._unpacked else ""
        if damage and self._damages >= MAX_DAMAGES:
            return f"{damage}; there are too many damages before it to read on"
        return damage

    @property
    def damaged_stream(self) -> tuple[int, int] | None:
        """Where the gzip stream starts that is damaged, unpacked and packed."""
        return self._unpacked.stream if self._unpacked and self._unpacked.damage else None

    def resume(self) -> bool:
        """Goes on behind a damage; False when nothing is there."""
        if not self._unpacked or not self._unpacked.damage or self._damages >= MAX_DAMAGES:
            return False
        self._damages += 1
        if not self._unpacked.resume():
            return False
        self.stream.detach()  # or it would close the file when it is let go of
        self.stream = io.BufferedReader(self._unpacked, _BUFFER)
        return True


@contextmanager
def open_records(file: Path, spot: Spot | None = None) -> Iterator[RecordFile]:
    """A file of records at its beginning, or at the place of a record; raises OSError."""
    with io.BufferedReader(io.FileIO(file), _BUFFER) as raw:
        facts = file.stat()
        packed = raw.peek(len(MAGIC)).startswith(MAGIC)
        marks = _marks(file, file_stamp(facts)) if packed and spot else Marks(within_streams=False)
        unpacked = GzipFile(raw, marks) if packed else None
        stream: io.BufferedReader[Any] = io.BufferedReader(unpacked, _BUFFER) if unpacked else raw
        records = RecordFile(stream, unpacked, marks, facts.st_size)
        if spot:
            marks.add_stream(spot.stream)
            records.stream.seek(spot.unpacked)
        yield records


@lru_cache(maxsize=2)
def _marks(file: Path, stamp: str) -> Marks:
    """The places in a packed file that this process came by, so that no page unpacks all before it."""
    return Marks(within_streams=True)
