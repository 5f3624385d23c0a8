"""The sections of a Tantivy index, in files beside it: their facts, and their tokens in order.

Tantivy gives out neither frequencies nor positions, and a search scores a hundred sections exactly. Each
build that adds sections adds three files, which never change, so that generations share them by hard links.
A section is known by its row, counted through all files; rows of sections that were taken out stay.
"""

from __future__ import annotations

import json
import mmap
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from indexer.engines.base import IndexedSection
from indexer.engines.facts import SectionFact
from indexer.engines.numbers import Numbers
from indexer.engines.postings import FIELD_SPAN, FIELDS
from indexer.engines.tantivy_columns import TokenColumns
from indexer.engines.tantivy_fields import GAP, token

_FACTS, _IDS, _PLACES = ".facts.json", ".ids", ".places"

#: Bytes written at once.
_BUFFER = 1 << 20

#: Four bytes each: ids of tokens (their CRC-32: of a million tokens one in 4,000 shares its id), and places.
_NUMBER = np.dtype("<u4")


class SectionWriter:
    """Adds the files of one build to a folder; so many rows came before."""

    def __init__(self, folder: Path, before: int) -> None:
        step = len(list(folder.glob(f"*{_FACTS}")))
        self._facts_path, *paths = (folder / f"{step:03}{suffix}" for suffix in (_FACTS, _IDS, _PLACES))
        self._files = [path.open("wb", buffering=_BUFFER) for path in paths]
        self._first = before
        self._facts: list[tuple[SectionFact, int]] = []
        self._known = _TokenIds()

    def add(self, sections: Sequence[IndexedSection], tokens: TokenColumns) -> int:
        """Write sections with their tokens down; the first one's row, which the others follow."""
        ids = np.fromiter(map(self._known.__getitem__, tokens.texts), _NUMBER, len(tokens.texts))
        sizes = np.diff(tokens.ends, prepend=0)
        fields = np.tile(np.array(list(FIELDS.values())), len(sections))
        places = np.minimum(tokens.positions, FIELD_SPAN - 1) + np.repeat(fields, sizes)
        for file, column in zip(self._files, (ids, places), strict=True):
            file.write(column.astype(_NUMBER).tobytes())
        row = self._first + len(self._facts)
        facts = map(SectionFact.of, sections, tokens.words().tolist())
        self._facts += zip(facts, sizes.reshape(-1, len(FIELDS)).sum(axis=1).tolist(), strict=True)
        return row

    def close(self) -> None:
        """Let go of the files, complete or not."""
        for file in self._files:
            file.close()

    def seal(self) -> None:
        """Complete the files; a build that added nothing leaves none."""
        self.close()
        if self._facts:
            rows = [[*fact, tokens] for fact, tokens in self._facts]
            self._facts_path.write_text(json.dumps(rows, separators=(",", ":")), encoding="ascii")
        else:
            for file in self._files:
                Path(file.name).unlink()


class StoredTokens:
    """The tokens of all sections by row, mapped into memory."""

    def __init__(self, folder: Path, sizes: Sequence[Sequence[int]]) -> None:
        """Of so many tokens in each row of each build."""
        self._sizes = np.array([size for one in sizes for size in one], np.int64)
        self._files = [
            [_mapped(path) for path in sorted(folder.glob(f"*{suffix}"))] for suffix in (_IDS, _PLACES)
        ]
        self._file = np.repeat(np.arange(len(sizes)), [len(one) for one in sizes])
        starts = [np.cumsum(one) - one for one in sizes]  # of each row in its files
        self._starts = np.concatenate([np.empty(0, np.int64), *starts])

    def of(self, rows: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Of each token of these sections: which of the rows it is in, its id, and its place in postings."""
        sizes = self._sizes[rows]
        if not len(rows):
            return (np.empty(0, np.int64),) * 3
        starts = self._starts[rows]
        parts = list(zip(self._file[rows].tolist(), starts.tolist(), (starts + sizes).tolist(), strict=True))
        ids, places = (
            np.concatenate([files[file][start:end] for file, start, end in parts]) for files in self._files
        )
        return np.repeat(np.arange(len(rows)), sizes), ids, places.view(np.int32)


class _TokenIds(dict[str, int]):
    """The ids of tokens that were met before."""

    def __missing__(self, text: str) -> int:
        found = self[text] = token_id(text)
        return found


def token_id(text: str) -> int:
    """The number that a token is compared by."""
    return crc32((token(text) or GAP).encode())


def load_facts(folder: Path) -> list[SectionFact]:
    """The facts of all rows."""
    return [SectionFact(*fact) for rows in _rows(folder) for *fact, _ in rows]


def load_tokens(folder: Path) -> StoredTokens:
    """The tokens of all rows. The folder may go: what is mapped stays."""
    return StoredTokens(folder, [[row[-1] for row in rows] for rows in _rows(folder)])


def _rows(folder: Path) -> list[list[list[Any]]]:
    return [json.loads(path.read_bytes()) for path in sorted(folder.glob(f"*{_FACTS}"))]


def _mapped(path: Path) -> Numbers:
    if not path.stat().st_size:  # of sections without a word
        return np.empty(0, _NUMBER)
    with path.open("rb") as file:
        return np.frombuffer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), _NUMBER)
