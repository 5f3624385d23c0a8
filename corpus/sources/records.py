"""Files of records, packed with gzip or not, read from the beginning or from the offset of one record."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from corpus.limits import MAX_RESUMES
from corpus.sources.gzip_files import MAGIC, GzipFile, SeekPoints
from corpus.sources.scan_result import PageFile, Skipped, StreamOffset, file_stamp

_BUFFER = 1 << 17


class RecordFile:
    """A file of records; a packed one that is damaged seems to end at the damage, until `resume`."""

    def __init__(
        self, stream: io.BufferedReader[Any], unpacked: GzipFile | None, points: SeekPoints, size: int
    ) -> None:
        self.stream = stream
        self._size = size  # of the file itself
        self._unpacked = unpacked
        self._points = points
        self._resumes = 0

    def offset(self) -> StreamOffset:
        """The offset of the next byte to be read."""
        if not self._unpacked:
            return StreamOffset(self.stream.tell())
        self.stream.peek(1)  # the gzip stream of the next byte is known only after it was read
        position = self.stream.tell()
        return StreamOffset(position, self._points.before(position).stream)

    def skip(self, count: int) -> bool:
        """Skip bytes; False if there are fewer."""
        if not count:
            return True
        if not self._unpacked and self.stream.tell() + count > self._size:
            return False
        self.stream.seek(count - 1, io.SEEK_CUR)
        return bool(self.stream.read(1))

    @property
    def damage(self) -> str:
        """Why the file seems to end here, "" if it really ends."""
        damage = self._unpacked.damage if self._unpacked else ""
        if damage and self._resumes >= MAX_RESUMES:
            return f"{damage}; reading stops here, because there is too much damage before it"
        return damage

    @property
    def damaged_stream(self) -> tuple[int, int] | None:
        """The start of the damaged gzip stream, unpacked and packed; None without damage."""
        return self._unpacked.stream if self._unpacked and self._unpacked.damage else None

    def skipped_stream(self, archive: PageFile) -> Skipped:
        """The report of the damaged gzip stream, which may hide pages of the archive."""
        start = self.damaged_stream[1] if self.damaged_stream else 0
        reason = f"The gzip stream that starts here is damaged: {self.damage}."
        return Skipped(f"{archive.path}/byte {start}", reason, hides=archive.path)

    def resume(self) -> bool:
        """Go on after damage; False if nothing follows."""
        if not self._unpacked or not self._unpacked.damage or self._resumes >= MAX_RESUMES:
            return False
        self._resumes += 1
        if not self._unpacked.resume():
            return False
        self.stream.detach()  # or it would close the file when it is garbage-collected
        self.stream = io.BufferedReader(self._unpacked, _BUFFER)
        return True


@contextmanager
def open_records(file: Path, offset: StreamOffset | None = None) -> Iterator[RecordFile]:
    """A file of records at its beginning or at the offset of a record; raises OSError."""
    with io.BufferedReader(io.FileIO(file), _BUFFER) as raw:
        status = file.stat()
        packed = raw.peek(len(MAGIC)).startswith(MAGIC)
        points = _points(file, file_stamp(status)) if packed and offset else SeekPoints(within_streams=False)
        unpacked = GzipFile(raw, points) if packed else None
        stream: io.BufferedReader[Any] = io.BufferedReader(unpacked, _BUFFER) if unpacked else raw
        records = RecordFile(stream, unpacked, points, status.st_size)
        if offset:
            points.add_stream(offset.stream)
            records.stream.seek(offset.unpacked)
        yield records


@lru_cache(maxsize=2)
def _points(file: Path, stamp: str) -> SeekPoints:
    """The seek points this process found in a packed file, so that no page unpacks everything before it."""
    return SeekPoints(within_streams=True)
