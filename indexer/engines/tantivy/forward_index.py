"""The forward index: the tokens of each section in order, in files beside Tantivy's.

Tantivy gives out neither frequencies nor positions, and a search scores a hundred sections exactly. Each
build that adds sections adds four files, which never change; rows are those of the section store.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from indexer.arrays import Numbers
from indexer.documents.token_hashes import HALF, LOWER, HashedTokens
from indexer.engines.local.postings import FIELD_OFFSET, FIELD_SPAN
from indexer.engines.local.section_store import BUFFER, mapped, next_build, starts
from indexer.engines.tantivy.slots import TokenColumns

#: The files, and their numbers: how many tokens each section has, the halves of their hashes, and positions
#: with their field's offset.
_SIZES, _LOWER, _UPPER, _POSITIONS = ".sizes", ".lower", ".upper", ".positions"
_KINDS: dict[str, np.dtype[Any]] = {
    _SIZES: np.dtype("<u4"),
    _LOWER: np.dtype("<u2"),
    _UPPER: np.dtype("<u2"),
    _POSITIONS: np.dtype("<u4"),
}


class ForwardIndexWriter:
    """Adds the files of one build to a folder."""

    def __init__(self, folder: Path) -> None:
        build = next_build(folder)
        self._files = {
            suffix: (folder / f"{build}{suffix}").open("wb", buffering=BUFFER) for suffix in _KINDS
        }

    def add(self, tokens: TokenColumns) -> None:
        """Write the tokens of sections, whose rows follow those before."""
        sizes = np.diff(tokens.ends, prepend=0)
        offsets = np.tile(np.array(list(FIELD_OFFSET.values())), len(sizes) // len(FIELD_OFFSET))
        columns = {
            _SIZES: sizes.reshape(-1, len(FIELD_OFFSET)).sum(axis=1),
            _LOWER: tokens.hashes & LOWER,
            _UPPER: tokens.hashes >> HALF,
            _POSITIONS: np.minimum(tokens.positions, FIELD_SPAN - 1) + np.repeat(offsets, sizes),
        }
        for suffix, column in columns.items():
            self._files[suffix].write(column.astype(_KINDS[suffix]).tobytes())

    def close(self) -> None:
        """Close the files, complete or not; a build that added nothing leaves none."""
        written = self._files[_SIZES].tell()
        for file in self._files.values():
            file.close()
            if not written:
                Path(file.name).unlink()


class ForwardIndex:
    """The tokens of all rows of a folder, mapped into memory. The folder may go: what is mapped stays."""

    def __init__(self, folder: Path, builds: Numbers) -> None:
        """The index of rows of which these are the numbers of their builds."""
        sizes = _columns(folder, _SIZES)
        self._build = builds
        self._sizes = np.concatenate([np.empty(0, np.int64), *sizes])
        self._tokens_from = starts([size.tolist() for size in sizes])
        self._lower, self._upper = _columns(folder, _LOWER), _columns(folder, _UPPER)
        self._positions = _columns(folder, _POSITIONS)

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


def _picked(files: Sequence[Numbers], builds: Numbers, indexes: Numbers) -> Numbers:
    """The numbers at these indexes of the files of these builds."""
    if len(files) == 1:
        return files[0][indexes].astype(np.int64)
    found = np.empty(len(indexes), np.int64)
    for build in np.unique(builds).tolist():
        own = builds == build
        found[own] = files[build][indexes[own]]
    return found


def _columns(folder: Path, suffix: str) -> list[Numbers]:
    return [np.frombuffer(one, _KINDS[suffix]) for one in mapped(folder, suffix)]
