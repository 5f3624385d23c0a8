"""Walks over folders and their links: every file there that may be a page or hold pages."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from corpus.sources.scan_result import (
    ARCHIVE_SUFFIXES,
    PAGE_SUFFIXES,
    PageFile,
    Skipped,
    file_stamp,
    is_archive,
    is_page,
    printable,
    why,
)

#: The endings of names that are told to those who give other ones.
NAMED = (*PAGE_SUFFIXES[:4], *ARCHIVE_SUFFIXES)


class Walk:
    """Collects the files of roots. Links are looked at last, so that a file is known by its own name."""

    def __init__(self, roots: list[Path]) -> None:
        self.files: list[PageFile] = []
        self.skipped: list[Skipped] = []
        self._roots = roots
        self._seen: set[str] = set()  # real paths of the files and folders taken

    def take(self, root: Path, name: str) -> None:
        """Everything in one root, then what its links lead to."""
        links = sorted(self._enter(str(root.resolve()), name))
        for path, link in links:
            links.extend(self._follow(path, link))  # what a link leads to may hold more of them

    def _enter(self, place: str, path: str) -> Iterator[tuple[str, str]]:
        """Takes a file or a folder with all below it; gives the links on the way.

        Places are plain strings: of a scan of many files half would be the making of `Path`s.
        """
        waiting = [(place, path)]
        while waiting:
            place, path = waiting.pop()
            if place in self._seen:
                continue
            self._seen.add(place)
            for entry in self._inside(place, path):
                inside = f"{path}/{printable(entry.name)}"
                if entry.is_symlink():
                    yield inside, entry.path
                elif entry.is_dir(follow_symlinks=False) or _is_wanted(entry.name):
                    waiting.append((entry.path, inside))

    def _inside(self, place: str, path: str) -> list[os.DirEntry[str]]:
        """What is in a folder, in order; a file is taken and has nothing in it."""
        try:
            facts = os.stat(place)  # noqa: PTH116
            if stat.S_ISDIR(facts.st_mode):
                with os.scandir(place) as entries:
                    return sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
            self._take_file(place, path, facts)
        except OSError as error:
            self._skip(path, f"It cannot be read: {why(error)}.")
        return []

    def _take_file(self, file: str, path: str, facts: os.stat_result) -> None:
        if not _is_wanted(path):
            self._skip(path, f"Its name does not end in {', '.join(NAMED[:-1])} or {NAMED[-1]}.")
        elif not stat.S_ISREG(facts.st_mode):
            self._skip(path, "It is not an ordinary file.")
        elif not os.access(file, os.R_OK):
            self._skip(path, "It cannot be read: Permission denied.")
        else:
            self.files.append(PageFile(path, Path(file), file_stamp(facts)))

    def _follow(self, path: str, link: str) -> Iterator[tuple[str, str]]:
        try:
            place = Path(link).resolve(strict=True)
            wanted = place.is_dir() or _is_wanted(path)
        except (OSError, RuntimeError) as error:  # Python before 3.13 makes a RuntimeError of a loop of links
            if _is_wanted(path) or not Path(link).suffix:
                self._skip(path, f"It is a link that leads nowhere: {why(error)}.")
            return
        if not wanted:
            return
        if any(place.is_relative_to(root) for root in self._roots):
            yield from self._enter(str(place), path)
        else:
            self._skip(path, "It is a link that leads out of the corpus; name the folder it leads to, too.")

    def _skip(self, path: str, reason: str) -> None:
        self.skipped.append(Skipped(path, reason))


def _is_wanted(name: str) -> bool:
    return is_page(name) or is_archive(name)


def root_names(roots: list[Path]) -> list[str]:
    """The roots' own names, with as many parents before them as make them differ."""
    parts = [[printable(part) for part in Path(os.path.normpath(Path.cwd() / root)).parts] for root in roots]
    names = []
    for own in parts:
        length = 1
        while length < len(own) and sum(other[-length:] == own[-length:] for other in parts) > 1:
            length += 1
        names.append("/".join(part.strip("/") for part in own[-length:]) or "root")
    return names
