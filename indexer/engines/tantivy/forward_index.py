"""The sections of a Tantivy index, in files beside it: their facts, their tokens in order, what is stored.

Tantivy gives out neither frequencies nor positions, and a search scores a hundred sections exactly; what it
stores it unpacks in blocks of many sections. Each build that adds sections adds four files, which never
change, so that generations share them by hard links. A section is known by its row, counted through all
files; rows of sections that were taken out stay.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from indexer.arrays import Numbers, among
from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.doc_values import FactColumns, SectionFact
from indexer.engines.local.postings import FIELD_SPAN, FIELDS
from indexer.engines.tantivy.slots import TokenColumns

_FACTS, _LOW, _HIGH, _PLACES, _STORED = ".facts.json", ".low", ".high", ".places", ".stored"

#: What is kept in `_FACTS`: facts, how many tokens, and how many bytes are stored.
_COLUMNS = len(SectionFact._fields) + 2

#: The lower and the higher half of a token's id stand apart, since the lower tells most apart.
_HALF = np.dtype("<u2")
_DIGITS = 0xFFFF

#: Bytes written at once.
_BUFFER = 1 << 20

#: Of a place.
_NUMBER = np.dtype("<u4")


class SectionWriter:
    """Adds the files of one build to a folder; so many rows came before."""

    def __init__(self, folder: Path, before: int) -> None:
        step = len(list(folder.glob(f"*{_FACTS}")))
        self._facts, *paths = (
            folder / f"{step:03}{suffix}" for suffix in (_FACTS, _LOW, _HIGH, _PLACES, _STORED)
        )
        self._files = [path.open("wb", buffering=_BUFFER) for path in paths]
        self._first = before
        self._rows: list[tuple[Any, ...]] = []  # facts, tokens and bytes of each

    def add(self, sections: Sequence[IndexedSection], tokens: TokenColumns) -> int:
        """Write sections with their tokens down; the first one's row, which the others follow."""
        sizes = np.diff(tokens.ends, prepend=0)
        fields = np.tile(np.array(list(FIELDS.values())), len(sections))
        places = np.minimum(tokens.positions, FIELD_SPAN - 1) + np.repeat(fields, sizes)
        stored = b"".join(section.stored for section in sections)
        halves = [half.astype(_HALF).tobytes() for half in (tokens.ids & _DIGITS, tokens.ids >> 16)]
        columns = *halves, places.astype(_NUMBER).tobytes(), stored
        for file, column in zip(self._files, columns, strict=True):
            file.write(column)
        row = self._first + len(self._rows)
        in_each = sizes.reshape(-1, len(FIELDS)).sum(axis=1).tolist()
        for section, words, size in zip(sections, tokens.words().tolist(), in_each, strict=True):
            self._rows.append((*SectionFact.of(section, words), size, len(section.stored)))
        return row

    def close(self) -> None:
        """Let go of the files, complete or not."""
        for file in self._files:
            file.close()

    def seal(self) -> None:
        """Complete the files; a build that added nothing leaves none."""
        self.close()
        if self._rows:
            columns = list(zip(*self._rows, strict=True))
            self._facts.write_text(json.dumps(columns, separators=(",", ":")), encoding="ascii")
        else:
            for file in self._files:
                Path(file.name).unlink()


class StoredRows:
    """All rows of a folder, mapped into memory. The folder may go: what is mapped stays."""

    def __init__(self, folder: Path) -> None:
        builds = [json.loads(path.read_bytes()) for path in sorted(folder.glob(f"*{_FACTS}"))]
        none: list[list[Any]] = [[] for _ in range(_COLUMNS)]
        *facts, sizes, lengths = (list(chain(*column)) for column in zip(none, *builds, strict=True))
        self.facts = FactColumns(*facts)
        self._build = np.repeat(np.arange(len(builds)), [len(build[0]) for build in builds])
        self._sizes, self._lengths = np.array(sizes, np.int64), np.array(lengths, np.int64)
        self._tokens_from = _starts([build[-2] for build in builds])
        self._stored_from = _starts([build[-1] for build in builds])
        self._low, self._high = _columns(folder, _LOW, _HALF), _columns(folder, _HIGH, _HALF)
        self._places = _columns(folder, _PLACES, _NUMBER)
        self._stored = _mapped(folder, _STORED)

    def occurrences(self, rows: Numbers, ids: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Where tokens of these ids stand in these sections, rows rising, in the order of the sections.

        For each: which of the rows it is in, which of the ids it has (the first that is the same), and its
        place in postings, rising within a section.
        """
        if not len(rows):
            return (np.empty(0, np.int64),) * 3
        starts, sizes, builds = self._tokens_from[rows], self._sizes[rows], self._build[rows]
        ends = np.cumsum(sizes)
        low = np.concatenate(self._stretches(builds, starts, starts + sizes))
        wanted = np.zeros(_DIGITS + 1, np.bool_)
        wanted[ids & _DIGITS] = True
        at = np.flatnonzero(np.take(wanted, low))
        sections = np.searchsorted(ends, at, side="right")
        in_files = at + (starts + sizes - ends)[sections]
        order = np.argsort(ids, kind="stable")
        high = _picked(self._high, builds[sections], in_files)
        sure, places = among(low[at] + (high << 16), ids[order])
        sections, in_files = sections[sure], in_files[sure]
        return sections, order[places[sure]], _picked(self._places, builds[sections], in_files)

    def _stretches(self, builds: Numbers, starts: Numbers, ends: Numbers) -> list[Numbers]:
        """The lower halves of ids from start to end of each section; of what follows on in one piece."""
        breaks = np.flatnonzero((starts[1:] != ends[:-1]) | (builds[1:] != builds[:-1]))
        firsts, lasts = np.append(0, breaks + 1), np.append(breaks, len(starts) - 1)
        columns = builds[firsts].tolist(), starts[firsts].tolist(), ends[lasts].tolist()
        return [self._low[build][start:end] for build, start, end in zip(*columns, strict=True)]

    def stored(self, row: int) -> bytes:
        """What the builder was given to keep of a section."""
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
