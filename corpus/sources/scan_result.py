"""What a scan finds: page files, not yet opened, and files that cannot be pages."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")
ZIP_SUFFIXES = (".zip",)
WARC_SUFFIXES = (".warc", ".warc.gz")
JSONL_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
ARCHIVE_SUFFIXES = (*ZIP_SUFFIXES, *WARC_SUFFIXES, *JSONL_SUFFIXES)


@dataclass(frozen=True, slots=True)
class ZipMember:
    """The location of a page in a zip file: its name there."""

    name: str


@dataclass(frozen=True, slots=True)
class StreamOffset:
    """A position in a file that may be packed, in bytes."""

    unpacked: int
    stream: tuple[int, int] = (0, 0)  # the start of the gzip stream around it, unpacked and packed


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """The location of a page in a WARC file, with its address and the time it was fetched."""

    offset: StreamOffset
    url: str
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class JsonLine:
    """The location of a page in a file of JSON lines, with its address if the line has one."""

    offset: StreamOffset
    number: int  # 1 for the first
    url: str | None


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page that a scan found, not yet opened; small enough to be sent to another process."""

    path: str  # its name in the corpus, starting with the root's name: "articles/site.zip/page.html"
    file: Path
    stamp: str = ""  # changes whenever the page's bytes may have changed
    location: ZipMember | WarcRecord | JsonLine | None = None  # in the file, if that is an archive


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file or part of an archive that should be a page, or contain pages, and cannot be read."""

    path: str
    reason: str
    hides: str = ""  # the path below which pages may be missing for this reason; `path` itself if empty


@dataclass(frozen=True, slots=True)
class Scan:
    """The page files of a corpus and what was skipped, both sorted by path."""

    files: tuple[PageFile, ...]
    skipped: tuple[Skipped, ...]

    @property
    def pages(self) -> int:
        """The number of pages, including those that cannot be read."""
        return len(self.files) + len(self.skipped)

    def hidden_below(self) -> tuple[str, ...]:
        """The prefixes of paths below which pages may be missing, as in a damaged archive."""
        return tuple(sorted({f"{skip.hides or skip.path}/" for skip in self.skipped}))


def file_stamp(status: os.stat_result) -> str:
    """Size and times of a file. A file moved to its place may keep its own mtime, but not its ctime."""
    return f"{status.st_size:x}-{status.st_mtime_ns:x}-{status.st_ctime_ns:x}"


def is_page(name: str) -> bool:
    """Whether a file is a page, by its name."""
    return name.lower().endswith(PAGE_SUFFIXES)


def is_archive(name: str) -> bool:
    """Whether a file is an archive that may contain pages, by its name."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def printable(name: str) -> str:
    """A file name or address as text that can be stored and shown; bytes that are not UTF-8 are escaped."""
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:  # half a surrogate pair, which only an address can contain
        data = name.encode("utf-8", "backslashreplace")
    return data.decode("utf-8", "backslashreplace")


def system_message(error: Exception) -> str:
    """The operating system's message of an error, without number and file name."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
