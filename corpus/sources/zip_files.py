"""Zip files to pages. Nothing is ever written to disk, and what is unpacked is counted on the way."""

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
from corpus.limits import MAX_ZIP_CONTENTS_BYTES, MAX_ZIP_MEMBERS
from corpus.model import Page
from corpus.sources.archives import unpack, within_limits
from corpus.sources.scan_result import Member, PageFile, Skipped, file_stamp, is_archive, is_page, printable

_ENCRYPTED, _IN_UTF8 = 0x1, 0x800  # flags of a member
#: Others are rare, and LZMA may ask for gigabytes of memory before it gives a byte.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
#: What the standard library raises on zip files that are damaged, or of a kind it does not know.
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def pages_in_zip(archive: PageFile) -> Iterator[PageFile | Skipped]:
    """The pages of a zip file, and the members that cannot be read; raises OSError.

    Where a name stands twice the last one counts, as when it is unpacked.
    """
    try:
        with _Directory(archive.file) as file, zipfile.ZipFile(file) as opened:
            members = opened.infolist()
    except _ERRORS as error:
        yield Skipped(archive.path, f"It is no whole zip file: {error}.")
        return
    refusal = _refusal_of_all(members, archive.file.stat().st_size)
    if refusal:
        yield Skipped(archive.path, refusal)
        return
    for member in {member.filename: member for member in members}.values():
        found = _found(archive, member)
        if found:
            yield found


def load_member(page: PageFile, place: Member) -> Page:
    """A page of a zip file with its bytes; raises PageError or OSError."""
    archive = _kept_open(page.file, file_stamp(page.file.stat()))
    try:
        member = archive.getinfo(place.name)
        with archive.open(member) as stream:
            html = within_limits(stream, member.compress_size)
    except KeyError as error:
        raise ArchiveChanged from error
    except _ERRORS as error:
        raise PageError(f"It cannot be unpacked: {error}.") from error
    return Page(page.path, unpack(html) if place.name.lower().endswith(".gz") else html)


class _Directory(io.FileIO):
    """A zip file, whose table of contents is read at once and may be too large for that."""

    def read(self, size: int | None = -1) -> bytes:
        if size is not None and size > MAX_ZIP_CONTENTS_BYTES:
            raise zipfile.BadZipFile(
                f"its table of contents has {size:,} bytes, and the limit is {MAX_ZIP_CONTENTS_BYTES:,}"
            )
        return super().read(-1 if size is None else size) or b""

    def __del__(self) -> None:
        self.close()  # `_kept_open` lets go of it without a word


@lru_cache(maxsize=2)
def _kept_open(file: Path, stamp: str) -> zipfile.ZipFile:
    """An archive, opened once for all of its pages that a process reads: its contents may be long."""
    return zipfile.ZipFile(_Directory(file))


def _refusal_of_all(members: list[zipfile.ZipInfo], size: int) -> str | None:
    if len(members) > MAX_ZIP_MEMBERS:
        return f"It has {len(members):,} members, and the limit is {MAX_ZIP_MEMBERS:,}; split it."
    if sum(member.compress_size for member in members) > size:
        return "Its members have more bytes than the file: they overlap, as in a bomb."
    return None


def _found(archive: PageFile, member: zipfile.ZipInfo) -> PageFile | Skipped | None:
    name = _name(member)
    if member.is_dir() or _is_hidden(name) or not (is_page(name) or is_archive(name)):
        return None
    path = "/".join([archive.path, *(part for part in printable(name).split("/") if part not in ("", "."))])
    reason = _refusal(member, name)
    if reason:
        return Skipped(path, reason)
    stamp = f"{member.CRC:x}-{member.file_size:x}-{member.compress_size:x}"
    return PageFile(path, archive.file, stamp, Member(member.filename))


def _refusal(member: zipfile.ZipInfo, name: str) -> str | None:
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
    """A member's name with slashes. Many programs write UTF-8 without saying so, and others backslashes."""
    name = member.filename
    if not member.flag_bits & _IN_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return name.replace("\\", "/")


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in name.split("/"))
