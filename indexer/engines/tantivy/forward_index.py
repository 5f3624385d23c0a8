"""The forward index: each section's doc values, tokens in order and stored fields, in files beside Tantivy's.

Tantivy gives out neither frequencies nor positions, and a search scores a hundred sections exactly; its
stored fields are compressed in blocks of many sections. Each build that adds sections adds five files, which
never change, so that generations share them by hard links. A section is known by its row, counted through
all files; rows of deleted sections stay.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from indexer.arrays import Numbers
from indexer.documents.indexed_section import IndexedSection
from indexer.documents.token_hashes import HALF, LOWER, HashedTokens
from indexer.engines.local.doc_values import DocValuesRow
from indexer.engines.local.postings import FIELD_OFFSET, FIELD_SPAN
from indexer.engines.tantivy.slots import TokenColumns

_VALUES, _LOWER, _UPPER = ".values.json", ".lower", ".upper"
_POSITIONS, _STORED = ".positions", ".stored"

#: The columns of `_VALUES`: doc values, how many tokens, and how many bytes are stored.
_COLUMNS = len(DocValuesRow._fields) + 2

#: Half of a token's hash.
_HALF = np.dtype("<u2")

#: A position with its field's offset.
_POSITION = np.dtype("<u4")

#: Bytes written at once.
_BUFFER = 1 << 20


class ForwardIndexWriter:
    """Adds the files of one build to a folder that has so many rows already."""

    def __init__(self, folder: Path, before: int) -> None:
        step = len(list(folder.glob(f"*{_VALUES}")))
        self._values, *paths = (
            folder / f"{step:03}{suffix}" for suffix in (_VALUES, _LOWER, _UPPER, _POSITIONS, _STORED)
        )
        self._files = [path.open("wb", buffering=_BUFFER) for path in paths]
        self._first = before
        self._rows: list[tuple[Any, ...]] = []  # doc values, tokens and bytes of each

    def add(self, sections: Sequence[IndexedSection], tokens: TokenColumns) -> int:
        """Write sections with their tokens; the row of the first one, which the others follow."""
        sizes = np.diff(tokens.ends, prepend=0)
        offsets = np.tile(np.array(list(FIELD_OFFSET.values())), len(sections))
        positions = np.minimum(tokens.positions, FIELD_SPAN - 1) + np.repeat(offsets, sizes)
        stored = b"".join(section.stored for section in sections)
        halves = [half.astype(_HALF).tobytes() for half in (tokens.hashes & LOWER, tokens.hashes >> HALF)]
        columns = *halves, positions.astype(_POSITION).tobytes(), stored
        for file, column in zip(self._files, columns, strict=True):
            file.write(column)
        row = self._first + len(self._rows)
        in_each = sizes.reshape(-1, len(FIELD_OFFSET)).sum(axis=1).tolist()
        for section, words, size in zip(sections, tokens.word_counts().tolist(), in_each, strict=True):
            self._rows.append((*DocValuesRow.of(section, words), size, len(section.stored)))
        return row

    def close(self) -> None:
        """Close the files, complete or not."""
        for file in self._files:
            file.close()

    def seal(self) -> None:
        """Complete the files; a build that added nothing leaves none."""
        self.close()
        if self._rows:
            columns = list(zip(*self._rows, strict=True))
            self._values.write_text(json.dumps(columns, separators=(",", ":")), encoding="ascii")
        else:
            for file in self._files:
                Path(file.name).unlink()


class ForwardIndex:
    """All rows of a folder, mapped into memory. The folder may go: what is mapped stays."""

    def __init__(self, folder: Path) -> None:
        builds = [json.loads(path.read_bytes()) for path in sorted(folder.glob(f"*{_VALUES}"))]
        none: list[list[Any]] = [[] for _ in range(_COLUMNS)]
        *values, sizes, lengths = (list(chain(*column)) for column in zip(none, *builds, strict=True))
        self.doc_values: Sequence[Sequence[Any]] = values  # the columns of `DocValuesRow`
        self._build = np.repeat(np.arange(len(builds)), [len(build[0]) for build in builds])
        self._sizes, self._lengths = np.array(sizes, np.int64), np.array(lengths, np.int64)
        self._tokens_from = _starts([build[-2] for build in builds])
        self._stored_from = _starts([build[-1] for build in builds])
        self._lower, self._upper = _columns(folder, _LOWER, _HALF), _columns(folder, _UPPER, _HALF)
        self._positions = _columns(folder, _POSITIONS, _POSITION)
        self._stored = _mapped(folder, _STORED)

    def __len__(self) -> int:
        return len(self._build)

    def occurrences(self, rows: Numbers, tokens: HashedTokens) -> tuple[Numbers, Numbers, Numbers]:
        """Where tokens occur in these sections, rows rising, in the order of the sections.

        For each: which of the rows it is in, the token's number, and its position as in postings, rising
        within a section.
        """
        if not len(rows):
            return (np.empty(0, np.int64),) * 3
        starts, sizes, builds = self._tokens_from[rows], self._sizes[rows], self._build[rows]
        ends = np.cumsum(sizes)
        shift = starts + sizes - ends  # from an index among the tokens of the rows to one in a file

        def picked(files: Sequence[Numbers], at: Numbers) -> Numbers:
            sections = np.searchsorted(ends, at, side="right")
            return _picked(files, builds[sections], at + shift[sections])

        lower = np.concatenate(self._stretches(builds, starts, starts + sizes))
        at, which = tokens.find(lower, lambda at: picked(self._upper, at))
        return np.searchsorted(ends, at, side="right"), which, picked(self._positions, at)

    def _stretches(self, builds: Numbers, starts: Numbers, ends: Numbers) -> list[Numbers]:
        """The lower halves from start to end of each section; of sections in a row in one piece."""
        breaks = np.flatnonzero((starts[1:] != ends[:-1]) | (builds[1:] != builds[:-1]))
        firsts, lasts = np.append(0, breaks + 1), np.append(breaks, len(starts) - 1)
        columns = builds[firsts].tolist(), starts[firsts].tolist(), ends[lasts].tolist()
        return [self._lower[build][start:end] for build, start, end in zip(*columns, strict=True)]

    def stored(self, row: int) -> bytes:
        """The stored fields of a section."""
        start = int(self._stored_from[row])
        return bytes(self._stored[self._build[row]][start : start + int(self._lengths[row])])


def _picked(files: Sequence[Numbers], builds: Numbers, indexes: Numbers) -> Numbers:
    """The numbers at these indexes of the files of these builds."""
    if len(files) == 1:
        return files[0][indexes].astype(np.int64)
    found = np.empty(len(indexes), np.int64)
    for build in np.unique(builds).tolist():
        own = builds == build
        found[own] = files[build][indexes[own]]
    return found


def _starts(sizes: Sequence[Sequence[int]]) -> Numbers:
    """Where each row begins in the file of its build, by the sizes of the rows of each."""
    return np.concatenate([np.empty(0, np.int64), *(np.cumsum(one) - one for one in sizes)])


def _columns(folder: Path, suffix: str, kind: np.dtype[Any]) -> list[Numbers]:
    return [np.frombuffer(one, kind) for one in _mapped(folder, suffix)]


def _mapped(folder: Path, suffix: str) -> list[bytes | mmap.mmap]:
    return [_map(path) for path in sorted(folder.glob(f"*{suffix}"))]


def _map(path: Path) -> bytes | mmap.mmap:
    if not path.stat().st_size:  # of sections without a word
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
