"""Zip files to pages. Nothing is written to disk, and the limits are checked while a page is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from corpus.errors import ArchiveChanged, PageError
from corpus.limits import MAX_ZIP_DIRECTORY_BYTES, MAX_ZIP_MEMBERS
from corpus.model import Page
from corpus.sources.compression import read_within_limits, unpack
from corpus.sources.scan_result import (
    PageFile,
    Skipped,
    ZipMember,
    file_stamp,
    is_archive,
    is_page,
    printable,
)

_ENCRYPTED, _IN_UTF8 = 0x1, 0x800  # flags of a member
#: Other methods are rare, and LZMA may allocate gigabytes of memory before it gives a byte.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What the standard library raises for zip files that are damaged or of an unknown kind.
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def pages_in_zip(archive: PageFile) -> Iterator[PageFile | Skipped]:
    """The pages of a zip file, and the members that cannot be read; raises OSError.

    Of members with the same name the last one counts, as when the file is unpacked.
    """
    try:
        with _ZipFileIO(archive.file) as file, zipfile.ZipFile(file) as opened:
            members = opened.infolist()
    except _ERRORS as error:
        yield Skipped(archive.path, f"It is damaged, or no zip file: {error}.")
        return
    problem = _problem_of_all(members, archive.file.stat().st_size)
    if problem:
        yield Skipped(archive.path, problem)
        return
    for member in {member.filename: member for member in members}.values():
        page = _page_file(archive, member)
        if page:
            yield page


def load_member(page: PageFile, location: ZipMember) -> Page:
    """A page of a zip file with its bytes; raises PageError or OSError."""
    archive = _open(page.file, file_stamp(page.file.stat()))
    try:
        member = archive.getinfo(location.name)
        with archive.open(member) as stream:
            html = read_within_limits(stream, member.compress_size)
    except KeyError as error:
        raise ArchiveChanged from error
    except _ERRORS as error:
        raise PageError(f"It cannot be unpacked: {error}.") from error
    return Page(page.path, unpack(html) if location.name.lower().endswith(".gz") else html)


class _ZipFileIO(io.FileIO):
    """A zip file whose central directory, which is read at once, is rejected above the limit."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > MAX_ZIP_DIRECTORY_BYTES:
            raise zipfile.BadZipFile(
                f"its central directory has {size:,} bytes, and the limit is {MAX_ZIP_DIRECTORY_BYTES:,}"
            )
        return super().read(-1 if size is None else size) or b""

    def __del__(self) -> None:
        self.close()  # so that one dropped from the cache of `_open` gives no warning


@lru_cache(maxsize=2)
def _open(file: Path, stamp: str) -> zipfile.ZipFile:
    """An archive, opened once for all pages that a process reads from it: its directory may be long."""
    return zipfile.ZipFile(_ZipFileIO(file))


def _problem_of_all(members: list[zipfile.ZipInfo], size: int) -> str | None:
    if len(members) > MAX_ZIP_MEMBERS:
        return f"It has {len(members):,} members, and the limit is {MAX_ZIP_MEMBERS:,}; split it."
    if sum(member.compress_size for member in members) > size:
        return "Its members have more bytes than the file: they overlap, as in a decompression bomb."
    return None


def _page_file(archive: PageFile, member: zipfile.ZipInfo) -> PageFile | Skipped | None:
    name = _name(member)
    if member.is_dir() or _is_hidden(name) or not (is_page(name) or is_archive(name)):
        return None
    path = "/".join([archive.path, *(part for part in printable(name).split("/") if part not in ("", "."))])
    reason = _problem(member, name)
    if reason:
        return Skipped(path, reason)
    stamp = f"{member.CRC:x}-{member.file_size:x}-{member.compress_size:x}"
    return PageFile(path, archive.file, stamp, ZipMember(member.filename))


def _problem(member: zipfile.ZipInfo, name: str) -> str | None:
    if name.startswith("/") or name[1:2] == ":" or ".." in name.split("/"):
        return "Its name leads out of the archive."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a link, which is not followed in an archive."
    if is_archive(name):
        return "It is an archive in an archive, which is not opened; unpack the outer one."
    if member.flag_bits & _ENCRYPTED:
        return "It is encrypted; pack it without a password."
    if member.compress_type not in _METHODS:
        return f"It is packed with method {member.compress_type}; pack it with deflate."
    return None


def _name(member: zipfile.ZipInfo) -> str:
    """A member's name with slashes. Many programs write UTF-8 without the flag for it, or backslashes."""
    name = member.filename
    if not member.flag_bits & _IN_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return name.replace("\\", "/")


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in name.split("/"))
