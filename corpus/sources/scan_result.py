"""What a scan finds: pages not yet opened, and what cannot be one."""

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
class Member:
    """A page's place in a zip file: the name it has there."""

    name: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something starts in a file that may be packed, in bytes."""

    unpacked: int
    stream: tuple[int, int] = (0, 0)  # where the gzip stream that it is in starts, unpacked and packed


@dataclass(frozen=True, slots=True)
class WarcRecord:
    """A page's place in a WARC file, with its address and the moment it was fetched."""

    spot: Spot
    url: str
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True)
class JsonLine:
    """A page's place in a file of JSON lines, with its address where the line gives one."""

    spot: Spot
    number: int  # 1 for the first
    url: str | None


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page that was found, not yet opened; small enough to be sent to another process."""

    path: str  # names it in the corpus, starting with the root's name: "articles/site.zip/page.html"
    file: Path
    stamp: str = ""  # another one whenever the page's bytes may be others
    place: Member | WarcRecord | JsonLine | None = None  # in the file, where that is an archive


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that looks like a page or a store of pages and cannot be read, and why."""

    path: str
    reason: str
    hides: str = ""  # what pages may be out of sight below for this reason; empty for `path` itself


@dataclass(frozen=True, slots=True)
class Scan:
    """What a corpus holds, each part in the order of its paths."""

    files: tuple[PageFile, ...]
    skipped: tuple[Skipped, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, with those that cannot be read."""
        return len(self.files) + len(self.skipped)

    def hidden_below(self) -> tuple[str, ...]:
        """How the paths begin of pages that may be there and could not be seen, as in a damaged archive."""
        return tuple(sorted({f"{skip.hides or skip.path}/" for skip in self.skipped}))


def file_stamp(facts: os.stat_result) -> str:
    """Size and times of a file. A file that is put in its place keeps neither its own times nor its ctime."""
    return f"{facts.st_size:x}-{facts.st_mtime_ns:x}-{facts.st_ctime_ns:x}"


def is_page(name: str) -> bool:
    """Whether a file's name is a page's."""
    return name.lower().endswith(PAGE_SUFFIXES)


def is_archive(name: str) -> bool:
    """Whether a file's name is that of an archive that may hold pages."""
    return name.lower().endswith(ARCHIVE_SUFFIXES)


def printable(name: str) -> str:
    """A file's name or an address that can be stored and shown, where it is not in UTF-8."""
    try:
        data = os.fsencode(name)
    except UnicodeEncodeError:  # half a character, which only an address can hold
        data = name.encode("utf-8", "backslashreplace")
    return data.decode("utf-8", "backslashreplace")


def why(error: Exception) -> str:
    """The system's own words on an error, without number and name."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
