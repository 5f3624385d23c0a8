"""Folders and files to pages: what a corpus holds, found without opening a page, and a page's bytes."""

from __future__ import annotations

import gzip
import os
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import CorpusNotFound, PageError, PageTooLarge
from corpus.limits import MAX_PAGE_BYTES
from corpus.model import Page

#: The corpus that comes with the package.
SAMPLE = Path(__file__).parent / "articles"

_SUFFIXES = (".html", ".htm", ".xhtml", ".html.gz", ".htm.gz", ".xhtml.gz")


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page that was found, not yet opened."""

    path: str  # names it in the corpus, starting with the root's name: "articles/site/page.html"
    file: Path


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that looks like a page or a folder of pages and cannot be one, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a corpus holds, each part in the order of its paths."""

    files: tuple[PageFile, ...]
    skipped: tuple[Skipped, ...]


def scan(roots: Sequence[Path]) -> Scan:
    """The pages in folders of any depth and single files; each file once, however often it is linked to.

    Hidden files and other kinds of file are passed over. Raises `CorpusNotFound` when a root does not
    exist, or when there is no page in any.
    """
    for root in roots:
        try:
            root.stat()
        except (OSError, ValueError) as error:
            raise CorpusNotFound(
                f"There is no file or folder {root} to read ({_why(error)}). Name a folder of HTML pages."
            ) from error
    unique = list({root.resolve(): root for root in reversed(roots)}.values())[::-1]
    walk = _Walk([root.resolve() for root in unique])
    for root, name in zip(unique, _names(unique), strict=True):
        walk.take(root, name)
    files = tuple(sorted(walk.files, key=lambda file: file.path))
    skipped = tuple(sorted(walk.skipped, key=lambda skip: skip.path))
    if not files:
        raise CorpusNotFound(_nothing(roots, skipped))
    return Scan(files, skipped)


def load(file: PageFile) -> Page:
    """The page with its bytes; raises `PageError` where they cannot be had or are too many."""
    try:
        facts = file.file.stat()
        if not stat.S_ISREG(facts.st_mode):
            raise PageError("It is not an ordinary file.")
        if facts.st_size > MAX_PAGE_BYTES:
            raise PageTooLarge(f"The file has {facts.st_size:,} bytes; the limit is {MAX_PAGE_BYTES:,}.")
        html = _unpacked(file.file) if file.file.suffix.lower() == ".gz" else file.file.read_bytes()
    except OSError as error:
        raise PageError(f"The file cannot be read: {_why(error)}.") from error
    return Page(path=file.path, html=html)


def _unpacked(file: Path) -> bytes:
    try:
        with gzip.open(file) as packed:
            html = packed.read(MAX_PAGE_BYTES + 1)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise PageError(f"The file is no whole gzip file: {error}.") from error
    if len(html) > MAX_PAGE_BYTES:
        raise PageTooLarge(f"The file unpacks to more than {MAX_PAGE_BYTES:,} bytes, the limit of one page.")
    return html


class _Walk:
    """Collects the files of roots. Links are looked at last, so that a file is known by its own name."""

    def __init__(self, roots: list[Path]) -> None:
        self.files: list[PageFile] = []
        self.skipped: list[Skipped] = []
        self._roots = roots
        self._seen: set[Path] = set()  # real paths of the files and folders taken

    def take(self, root: Path, name: str) -> None:
        """Everything in one root, then what its links lead to."""
        links = sorted(self._enter(root.resolve(), name))
        for path, link in links:
            links.extend(self._follow(path, link))  # what a link leads to may hold more of them

    def _enter(self, place: Path, path: str) -> Iterator[tuple[str, Path]]:
        """Takes a file or a folder with all below it; gives the links on the way."""
        waiting = [(place, path)]
        while waiting:
            place, path = waiting.pop()
            if place in self._seen:
                continue
            self._seen.add(place)
            for entry in self._inside(place, path):
                inside = f"{path}/{_printable(entry.name)}"
                if entry.is_symlink():
                    yield inside, Path(entry.path)
                elif entry.is_dir(follow_symlinks=False) or _is_page(entry.name):
                    waiting.append((Path(entry.path), inside))

    def _inside(self, place: Path, path: str) -> list[os.DirEntry[str]]:
        """What is in a folder, in order; a file is taken and has nothing in it."""
        try:
            mode = place.stat().st_mode
            if stat.S_ISDIR(mode):
                with os.scandir(place) as entries:
                    return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
            self._take_file(place, path, mode)
        except OSError as error:
            self._skip(path, f"It cannot be read: {_why(error)}.")
        return []

    def _take_file(self, file: Path, path: str, mode: int) -> None:
        if not _is_page(path):
            self._skip(path, f"Its name does not end in {', '.join(_SUFFIXES[:3])} or {_SUFFIXES[3]}.")
        elif not stat.S_ISREG(mode):
            self._skip(path, "It is not an ordinary file.")
        elif not os.access(file, os.R_OK):
            self._skip(path, "It cannot be read: Permission denied.")
        else:
            self.files.append(PageFile(path, file))

    def _follow(self, path: str, link: Path) -> Iterator[tuple[str, Path]]:
        try:
            place = link.resolve(strict=True)
            wanted = place.is_dir() or _is_page(path)
        except (OSError, RuntimeError) as error:  # Python before 3.13 makes a RuntimeError of a loop of links
            if _is_page(path) or not link.suffix:
                self._skip(path, f"It is a link that leads nowhere: {_why(error)}.")
            return
        if not wanted:
            return
        if any(place.is_relative_to(root) for root in self._roots):
            yield from self._enter(place, path)
        else:
            self._skip(path, "It is a link that leads out of the corpus; name the folder it leads to, too.")

    def _skip(self, path: str, reason: str) -> None:
        self.skipped.append(Skipped(path, reason))


def _is_page(name: str) -> bool:
    return name.lower().endswith(_SUFFIXES)


def _why(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _printable(name: str) -> str:
    """A file name that can be stored and shown, for those that are not in UTF-8."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _names(roots: list[Path]) -> list[str]:
    """The roots' own names, with as many parents before them as make them differ."""
    parts = [[_printable(part) for part in Path(os.path.normpath(Path.cwd() / root)).parts] for root in roots]
    names = []
    for own in parts:
        length = 1
        while length < len(own) and sum(other[-length:] == own[-length:] for other in parts) > 1:
            length += 1
        names.append("/".join(part.strip("/") for part in own[-length:]) or "root")
    return names


def _nothing(roots: Sequence[Path], skipped: tuple[Skipped, ...]) -> str:
    where = ", ".join(str(root) for root in roots) or "an empty list of folders"
    message = f"There is no page ({', '.join(_SUFFIXES[:4])}) in {where}."
    if skipped:
        message += f" Skipped: {len(skipped)}, the first is {skipped[0].path}: {skipped[0].reason}"
    return message
