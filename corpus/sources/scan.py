"""Folders, files and archives to pages: what a corpus holds, and a page's bytes."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Sequence
from datetime import datetime, timezone
from pathlib import Path

from corpus.errors import CorpusNotFound, PageError, PageTooLarge
from corpus.limits import MAX_PAGE_BYTES, MAX_TOLD
from corpus.model import Page
from corpus.sources.archives import unpack
from corpus.sources.folders import NAMED, Walk, root_names
from corpus.sources.json_lines import OTHER_FORM, load_line, pages_in_jsonl
from corpus.sources.scan_result import (
    JSONL_SUFFIXES,
    ZIP_SUFFIXES,
    JsonLine,
    Member,
    PageFile,
    Scan,
    Skipped,
    WarcRecord,
    is_archive,
    why,
)
from corpus.sources.zip_files import load_member, pages_in_zip

__all__ = ["SAMPLE", "PageFile", "Scan", "Skipped", "load", "scan"]

#: The corpus that comes with the package.
SAMPLE = Path(__file__).parents[1] / "articles"


def scan(roots: Sequence[Path]) -> Scan:
    """The pages in folders of any depth, single files and archives; each once, however often it is linked to.

    Of the pages in WARC files that have one address, the newest. Hidden files and other kinds of file are
    passed over. Raises `CorpusNotFound` when a root does not exist, or when there is no page in any.
    """
    for root in roots:
        try:
            root.stat()
        except (OSError, ValueError) as error:
            raise CorpusNotFound(
                f"There is no file or folder {root} to read ({why(error)}). Name a folder of HTML pages."
            ) from error
    unique = list({root.resolve(): root for root in reversed(roots)}.values())[::-1]
    walk = Walk([root.resolve() for root in unique])
    for root, name in zip(unique, root_names(unique), strict=True):
        walk.take(root, name)
    named = set(root_names(unique))
    files, wrong = _opened(sorted(walk.files, key=lambda file: file.path), named)
    skipped = tuple(sorted([*walk.skipped, *wrong], key=lambda skip: skip.path))
    if not files:
        raise CorpusNotFound(_nothing(roots, skipped))
    return Scan(tuple(sorted(_newest(files), key=lambda file: file.path)), skipped)


def load(file: PageFile) -> Page:
    """The page with its bytes; raises `PageError` where they cannot be had or are too many."""
    try:
        match file.place:
            case Member():
                return load_member(file, file.place)
            case WarcRecord():
                from corpus.sources.warc import load_record

                return load_record(file, file.place)
            case JsonLine():
                return load_line(file, file.place)
        return _load_file(file)
    except OSError as error:
        raise PageError(f"The file cannot be read: {why(error)}.") from error


def _load_file(file: PageFile) -> Page:
    facts = file.file.stat()
    if not stat.S_ISREG(facts.st_mode):
        raise PageError("It is not an ordinary file.")
    if facts.st_size > MAX_PAGE_BYTES:
        raise PageTooLarge(f"The file has {facts.st_size:,} bytes; the limit is {MAX_PAGE_BYTES:,}.")
    with file.file.open("rb") as opened:
        html = opened.read(MAX_PAGE_BYTES + 1)  # it may have grown
    return Page(file.path, unpack(html) if file.file.suffix.lower() == ".gz" else html)


def _opened(found: list[PageFile], named: set[str]) -> tuple[list[PageFile], list[Skipped]]:
    """The pages among files, and those in the archives among them.

    A file of JSON lines of another kind is passed over in a folder, as other kinds of file are, unless named.
    """
    pages: list[PageFile] = []
    skipped: list[Skipped] = []
    for file in found:
        if is_archive(file.path):
            inside, wrong = _inside(file)
            pages += inside
            foreign = not inside and all(OTHER_FORM in skip.reason for skip in wrong)
            skipped += [] if foreign and file.path not in named else wrong
        else:
            pages.append(file)
    return pages, skipped


def _inside(archive: PageFile) -> tuple[list[PageFile], list[Skipped]]:
    """The pages in an archive, the last of each path, and what is wrong with it."""
    pages: dict[str, PageFile] = {}
    wrong: list[Skipped] = []
    more = 0
    try:
        for found in _all_in(archive):
            if isinstance(found, PageFile):
                pages[found.path] = _newer(pages.get(found.path), found)
            elif len(wrong) < MAX_TOLD:
                wrong.append(found)
            else:
                more += 1
    except OSError as error:
        wrong.append(Skipped(archive.path, f"It cannot be read to its end: {why(error)}."))
    if wrong and not pages:
        return [], [_all_wrong(archive, wrong, len(wrong) + more)]
    if more:
        wrong.append(Skipped(archive.path, f"{more:,} more parts of it cannot be read."))
    return list(pages.values()), wrong


def _all_in(archive: PageFile) -> Iterator[PageFile | Skipped]:
    """The pages in an archive and what cannot be read of it, by its kind."""
    name = archive.path.lower()
    if name.endswith(ZIP_SUFFIXES):
        return pages_in_zip(archive)
    if name.endswith(JSONL_SUFFIXES):
        return pages_in_jsonl(archive)
    from corpus.sources.warc import pages_in_warc  # imports warcio: 20 ms that most corpora need not wait for

    return pages_in_warc(archive)


def _all_wrong(archive: PageFile, wrong: list[Skipped], count: int) -> Skipped:
    first = wrong[0]
    if count == 1:
        return first
    where = first.path.removeprefix(f"{archive.path}/")
    return Skipped(archive.path, f"None of {count:,} parts can be read; the first, {where}: {first.reason}")


def _newest(files: list[PageFile]) -> Iterator[PageFile]:
    """The files without the pages of WARC files that another one has in a newer version."""
    newest: dict[str, PageFile] = {}
    for file in files:
        if isinstance(file.place, WarcRecord):
            newest[file.place.url] = _newer(newest.get(file.place.url), file)
    for file in files:
        if not isinstance(file.place, WarcRecord) or newest[file.place.url] is file:
            yield file


def _newer(one: PageFile | None, other: PageFile) -> PageFile:
    """Of two versions of a page the one that was fetched later, else the one that stands later."""
    if one and isinstance(one.place, WarcRecord) and isinstance(other.place, WarcRecord):
        return max(other, one, key=_fetched)
    return other


def _fetched(file: PageFile) -> datetime:
    known = file.place.fetched_at if isinstance(file.place, WarcRecord) else None
    return known or datetime.min.replace(tzinfo=timezone.utc)


def _nothing(roots: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    where = ", ".join(str(root) for root in roots) or "an empty list of folders"
    message = f"There is no page ({', '.join(NAMED)}) in {where}."
    if skipped:
        message += f" Skipped: {len(skipped)}, the first is {skipped[0].path}: {skipped[0].reason}"
    return message
