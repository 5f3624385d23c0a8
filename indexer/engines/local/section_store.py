"""The sections of an embedded index: their doc values and stored fields, in files of its folder.

Each build that adds sections adds two files, which never change, so that generations share them by hard
links. A section is known by its row, counted through all files; the rows of deleted sections are listed in a
file that is replaced.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from indexer.arrays import Numbers
from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.doc_values import DocValues, DocValuesRow
from indexer.files import replace_text

_VALUES, _STORED, _DELETED = ".values.json", ".stored", "deleted.json"

#: The columns of `_VALUES`: doc values, and how many bytes are stored.
_COLUMNS = len(DocValuesRow._fields) + 1

#: Bytes written at once.
BUFFER = 1 << 20


class SectionStore:
    """The rows of a folder, stored fields mapped into memory. The folder may go: what is mapped stays."""

    def __init__(self, folder: Path) -> None:
        builds = [json.loads(path.read_bytes()) for path in sorted(folder.glob(f"*{_VALUES}"))]
        none: list[list[Any]] = [[] for _ in range(_COLUMNS)]
        *columns, lengths = (list(chain(*column)) for column in zip(none, *builds, strict=True))
        deleted = folder / _DELETED
        self.deleted = set(json.loads(deleted.read_bytes()) if deleted.exists() else ())
        self.columns = columns  # of `DocValuesRow`
        self.builds = np.repeat(np.arange(len(builds)), [len(build[0]) for build in builds])
        self._lengths = lengths
        self._starts = starts([build[-1] for build in builds])
        self._files = mapped(folder, _STORED)

    def __len__(self) -> int:
        return len(self._lengths)

    @cached_property
    def doc_values(self) -> DocValues:
        """The doc values of the rows; a builder needs no more of them than the columns."""
        return DocValues(self.columns, [row for row in range(len(self)) if row not in self.deleted])

    @cached_property
    def rows(self) -> dict[str, list[int]]:
        """The rows of each article, deleted ones left out."""
        found: dict[str, list[int]] = {}
        for row, article_id in enumerate(self.columns[1]):
            if row not in self.deleted:
                found.setdefault(article_id, []).append(row)
        return found

    def stored(self, row: int) -> bytes:
        """The stored fields of a section."""
        start = int(self._starts[row])
        return bytes(self._files[self.builds[row]][start : start + self._lengths[row]])


class SectionWriter:
    """Adds the files of one build to the folder of a store, and deletes rows."""

    def __init__(self, folder: Path, store: SectionStore) -> None:
        self._folder, self._store = folder, store
        self._values, stored = (folder / f"{next_build(folder)}{suffix}" for suffix in (_VALUES, _STORED))
        self._stored = stored.open("wb", buffering=BUFFER)
        self._rows: list[tuple[Any, ...]] = []
        self._deleted: set[int] = set()

    def add(self, sections: Sequence[IndexedSection]) -> int:
        """Write sections; the row of the first one, which the others follow."""
        first = len(self._store) + len(self._rows)
        self._stored.write(b"".join([section.stored for section in sections]))
        self._rows += ((*DocValuesRow.of(section), len(section.stored)) for section in sections)
        return first

    def live_rows(self, article_id: str) -> list[int]:
        """The rows of an article that were written by earlier builds and are not deleted."""
        return [row for row in self._store.rows.get(article_id, ()) if row not in self._deleted]

    def delete(self, row: int) -> None:
        """Delete a row of an earlier build."""
        self._deleted.add(row)

    def close(self) -> None:
        """Close the files, complete or not."""
        self._stored.close()

    def seal(self) -> None:
        """Complete the files; a build that added nothing leaves none."""
        self.close()
        if self._rows:
            columns = list(zip(*self._rows, strict=True))
            self._values.write_text(json.dumps(columns, separators=(",", ":")), encoding="ascii")
        else:
            Path(self._stored.name).unlink()
        if self._deleted:
            replace_text(self._folder / _DELETED, json.dumps(sorted(self._store.deleted | self._deleted)))


def next_build(folder: Path) -> str:
    """What the names of the files of the next build begin with."""
    return f"{len(list(folder.glob(f'*{_VALUES}'))):03}"


def starts(sizes: Sequence[Sequence[int]]) -> Numbers:
    """Where each row begins in the file of its build, by the sizes of the rows of each."""
    return np.concatenate([np.empty(0, np.int64), *(np.cumsum(one) - one for one in sizes)])


def mapped(folder: Path, suffix: str) -> list[bytes | mmap.mmap]:
    """The files of all builds with this suffix, mapped into memory."""
    return [_map(path) for path in sorted(folder.glob(f"*{suffix}"))]


def _map(path: Path) -> bytes | mmap.mmap:
    if not path.stat().st_size:  # of sections without a word
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
