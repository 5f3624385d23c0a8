"""The sections of a Tantivy index, in files beside it: their facts, and their tokens in order.

Tantivy gives out neither frequencies nor positions, and a search scores a hundred sections exactly. Each
build that adds sections adds two files, which never change, so that generations share them by hard links.
A section is known by its row, counted through all files; rows of sections that were taken out stay.
"""

from __future__ import annotations

import json
import mmap
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from indexer.engines.base import IndexedSection
from indexer.engines.facts import SectionFact
from indexer.engines.lengths import weighted_length
from indexer.engines.numbers import Numbers
from indexer.engines.postings import FIELD_SPAN, FIELDS
from indexer.engines.tantivy_fields import GAP, held, token

_FACTS, _TOKENS = ".facts.json", ".tokens"

#: Bytes written at once.
_BUFFER = 1 << 20

#: Four bytes each: ids of tokens (their CRC-32: of a million tokens one in 4,000 shares its id), and places.
_NUMBER = np.dtype("<u4")


class SectionWriter:
    """Adds the files of one build to a folder; so many rows came before."""

    def __init__(self, folder: Path, before: int) -> None:
        step = len(list(folder.glob(f"*{_FACTS}")))
        self._paths = [folder / f"{step:03}{suffix}" for suffix in (_FACTS, _TOKENS)]
        self._file = self._paths[1].open("wb", buffering=_BUFFER)
        self._first = before
        self._rows: list[tuple[SectionFact, int]] = []

    def add(self, section: IndexedSection) -> int:
        """Write a section down; its row."""
        fields = section.title, section.heading, section.body
        ids = array("I")
        places = [
            np.minimum(np.array(field.positions, _NUMBER), FIELD_SPAN - 1) + base
            for field, base in zip(fields, FIELDS.values(), strict=True)
        ]
        for field in fields:
            ids.extend(map(crc32, map(str.encode, held(field.texts))))
        self._file.write(np.concatenate([np.array(ids, _NUMBER), *places]).tobytes())
        fact = SectionFact(
            *(section.id, section.article_id, section.position, section.kind),
            *(section.source, section.dated, weighted_length(section)),
        )
        self._rows.append((fact, len(ids)))
        return self._first + len(self._rows) - 1

    def close(self) -> None:
        """Let go of the file, complete or not."""
        self._file.close()

    def seal(self) -> None:
        """Complete the files; a build that added nothing leaves none."""
        self.close()
        if self._rows:
            rows = [[*fact, tokens] for fact, tokens in self._rows]
            self._paths[0].write_text(json.dumps(rows, separators=(",", ":")), encoding="ascii")
        else:
            self._paths[1].unlink()


class StoredTokens:
    """The tokens of all sections by row, mapped into memory."""

    def __init__(self, files: Sequence[Numbers], sizes: Sequence[Sequence[int]]) -> None:
        self._sizes = np.array([size for one in sizes for size in one], np.int64)
        self._files = files
        self._file = np.repeat(np.arange(len(files)), [len(one) for one in sizes])
        starts = [2 * (np.cumsum(one) - one) for one in sizes]  # of each row in its file
        self._starts = np.concatenate([np.empty(0, np.int64), *starts])

    def of(self, rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Of each token of these sections: which of the rows it is in, its id, and its place in postings."""
        sizes = self._sizes[rows]
        if not len(rows):
            return (np.empty(0, np.int64),) * 3
        columns = self._file[rows].tolist(), self._starts[rows].tolist(), sizes.tolist()
        parts = [(self._files[file], start, size) for file, start, size in zip(*columns, strict=True)]
        ids = np.concatenate([file[start : start + size] for file, start, size in parts])
        places = np.concatenate([file[start + size : start + 2 * size] for file, start, size in parts])
        return np.repeat(np.arange(len(rows)), sizes), ids, places.view(np.int32)


def token_id(text: str) -> int:
    """The number that a token is compared by."""
    return crc32((token(text) or GAP).encode())


def load_facts(folder: Path) -> list[SectionFact]:
    """The facts of all rows."""
    return [SectionFact(*fact) for rows in _rows(folder) for *fact, _ in rows]


def load_tokens(folder: Path) -> StoredTokens:
    """The tokens of all rows. The folder may go: what is mapped stays."""
    files = [_mapped(path) for path in sorted(folder.glob(f"*{_TOKENS}"))]
    return StoredTokens(files, [[row[-1] for row in rows] for rows in _rows(folder)])


def _rows(folder: Path) -> list[list[list[Any]]]:
    return [json.loads(path.read_bytes()) for path in sorted(folder.glob(f"*{_FACTS}"))]


def _mapped(path: Path) -> Numbers:
    if not path.stat().st_size:  # of sections without a word
        return np.empty(0, _NUMBER)
    with path.open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), _NUMBER)
