"""Folders, files and archives to pages: what a corpus contains, and the bytes of each page."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path

from corpus.errors import CorpusNotFound, PageError, PageTooLarge
from corpus.limits import MAX_PAGE_BYTES, MAX_REPORTED
from corpus.model import Page
from corpus.sources.compression import unpack
from corpus.sources.folders import SHOWN_SUFFIXES, Walk, root_names
from corpus.sources.json_lines import OTHER_FORM, load_line, pages_in_jsonl
from corpus.sources.scan_result import (
    JSONL_SUFFIXES,
    ZIP_SUFFIXES,
    JsonLine,
    PageFile,
    Scan,
    Skipped,
    WarcRecord,
    ZipMember,
    is_archive,
    system_message,
)
from corpus.sources.zip_files import load_member, pages_in_zip

__all__ = ["SAMPLE", "PageFile", "Scan", "Skipped", "load", "scan"]

#: The sample corpus that comes with the package.
SAMPLE = Path(__file__).parents[1] / "articles"


def scan(roots: Sequence[Path]) -> Scan:
    """The pages in folders of any depth, single files and archives; each once, however often it is linked to.

    Of pages in WARC files with the same address only the newest is listed. Hidden files and files of other
    kinds are ignored. Raises `CorpusNotFound` if a root does not exist or there is no page in any.
    """
    for root in roots:
        try:
            root.stat()
        except (OSError, ValueError) as error:
            raise CorpusNotFound(
                f"There is no file or folder {root} to read ({system_message(error)}). "
                "Name a folder of HTML pages."
            ) from error
    unique = list({root.resolve(): root for root in reversed(roots)}.values())[::-1]
    names = root_names(unique)
    walk = Walk([root.resolve() for root in unique])
    for root, name in zip(unique, names, strict=True):
        walk.add(root, name)
    files, skipped = _with_archives(sorted(walk.files, key=lambda file: file.path), set(names))
    all_skipped = tuple(sorted([*walk.skipped, *skipped], key=lambda skip: skip.path))
    if not files:
        raise CorpusNotFound(_no_page_message(roots, all_skipped))
    return Scan(tuple(sorted(_newest(files), key=lambda file: file.path)), all_skipped)


def load(file: PageFile) -> Page:
    """The page with its bytes; raises `PageError` if they cannot be read or are too many."""
    try:
        match file.location:
            case ZipMember():
                return load_member(file, file.location)
            case WarcRecord():
                from corpus.sources.warc import load_record

                return load_record(file, file.location)
            case JsonLine():
                return load_line(file, file.location)
        return _load_file(file)
    except OSError as error:
        raise PageError(f"The file cannot be read: {system_message(error)}.") from error


def _load_file(file: PageFile) -> Page:
    status = file.file.stat()
    if not stat.S_ISREG(status.st_mode):
        raise PageError("It is not an ordinary file.")
    if status.st_size > MAX_PAGE_BYTES:
        raise PageTooLarge(f"The file has {status.st_size:,} bytes; the limit is {MAX_PAGE_BYTES:,}.")
    with file.file.open("rb") as opened:
        html = opened.read(MAX_PAGE_BYTES + 1)  # it may have grown
    return Page(file.path, unpack(html) if file.file.suffix.lower() == ".gz" else html)


def _with_archives(files: list[PageFile], roots: set[str]) -> tuple[list[PageFile], list[Skipped]]:
    """The pages among files and in the archives among them, and what was skipped.

    A file of JSON lines without any page is ignored like files of other kinds, unless it is a root itself.
    """
    pages: list[PageFile] = []
    skipped: list[Skipped] = []
    for file in files:
        if is_archive(file.path):
            inside, problems = _pages_in(file)
            pages += inside
            other_kind = not inside and all(OTHER_FORM in skip.reason for skip in problems)
            skipped += [] if other_kind and file.path not in roots else problems
        else:
            pages.append(file)
    return pages, skipped


def _pages_in(archive: PageFile) -> tuple[list[PageFile], list[Skipped]]:
    """The pages in an archive, the last of each path, and the problems with it."""
    pages: dict[str, PageFile] = {}
    problems: list[Skipped] = []
    unreported = 0
    try:
        for entry in _entries(archive):
            if isinstance(entry, PageFile):
                pages[entry.path] = _newer(pages.get(entry.path), entry)
            elif len(problems) < MAX_REPORTED:
                problems.append(entry)
            else:
                unreported += 1
    except OSError as error:
        reason = f"It cannot be read to its end: {system_message(error)}."
        problems.append(Skipped(archive.path, reason))
    if problems and not pages:
        return [], [_one_problem(archive, problems[0], len(problems) + unreported)]
    if unreported:
        problems.append(Skipped(archive.path, f"{unreported:,} more parts of it cannot be read."))
    return list(pages.values()), problems


def _entries(archive: PageFile) -> Iterator[PageFile | Skipped]:
    """The pages in an archive and what was skipped, by the archive's kind."""
    name = archive.path.lower()
    if name.endswith(ZIP_SUFFIXES):
        return pages_in_zip(archive)
    if name.endswith(JSONL_SUFFIXES):
        return pages_in_jsonl(archive)
    from corpus.sources.warc import pages_in_warc  # imports warcio: 20 ms that most corpora need not wait for

    return pages_in_warc(archive)


def _one_problem(archive: PageFile, first: Skipped, count: int) -> Skipped:
    """One report for an archive without any page, in place of `count`."""
    if count == 1:
        return first
    where = first.path.removeprefix(f"{archive.path}/")
    return Skipped(archive.path, f"None of {count:,} parts can be read; the first, {where}: {first.reason}")


def _newest(files: list[PageFile]) -> Iterator[PageFile]:
    """The files without those pages of WARC files that have a newer version in another one."""
    newest: dict[str, PageFile] = {}
    for file in files:
        if isinstance(file.location, WarcRecord):
            newest[file.location.url] = _newer(newest.get(file.location.url), file)
    for file in files:
        if not isinstance(file.location, WarcRecord) or newest[file.location.url] is file:
            yield file


def _newer(earlier: PageFile | None, later: PageFile) -> PageFile:
    """Of two versions of a page the one that was fetched last, else the one that comes later."""
    if earlier and isinstance(earlier.location, WarcRecord) and isinstance(later.location, WarcRecord):
        return max(later, earlier, key=_fetched)
    return later


def _fetched(file: PageFile) -> datetime:
    fetched = file.location.fetched_at if isinstance(file.location, WarcRecord) else None
    return fetched or datetime.min.replace(tzinfo=timezone.utc)


def _no_page_message(roots: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    where = ", ".join(str(root) for root in roots) or "an empty list of folders"
    message = f"There is no page ({', '.join(SHOWN_SUFFIXES)}) in {where}."
    if skipped:
        message += f" Skipped: {len(skipped)}, the first is {skipped[0].path}: {skipped[0].reason}"
    return message
