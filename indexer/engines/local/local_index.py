"""An index that an embedded engine keeps as files in a folder: hashed, cloned by hard links, deleted."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Collection
from pathlib import Path
from typing import TypeVar

from indexer.engines.base import SearchEngine
from indexer.engines.engine_index import Digests, IndexBuilder, IndexSize
from indexer.errors import IndexDamaged
from indexer.files import sync_tree

Index = TypeVar("Index", bound="LocalIndex")

#: Builds from one another before an index is made anew: each leaves a segment that every search looks at.
_MOST_STEPS = 16

#: The share of an index's sections that may be dead weight, replaced or removed since it was made.
_MOST_REPLACED = 0.25

#: The errors of a file system that has no hard links, or no more of them for this file.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.EXDEV)


class LocalIndex(ABC):
    """The part of `EngineIndex` that is the same for every embedded engine."""

    engine: str

    def __init__(self, location: Path) -> None:
        self.location = location
        self._base: Path | None = None  # what this one was cloned from
        self._base_digests: Digests = {}

    @abstractmethod
    def exists(self) -> bool:
        """See `EngineIndex`."""

    @abstractmethod
    def builder(self) -> IndexBuilder:
        """See `EngineIndex`."""

    @abstractmethod
    def open(self) -> SearchEngine:
        """See `EngineIndex`."""

    def seal(self) -> Digests:
        sync_tree(self.location)
        shared = {name: digest for name, digest in self._base_digests.items() if self._is_shared(name)}
        return self._digests(shared)

    def verify(self, digests: Digests, beside: Collection[str] = ()) -> None:
        found = self._digests({}, beside)
        for name in sorted({*digests, *found}):
            if found.get(name) != digests.get(name):
                what = (
                    "is missing"
                    if name not in found
                    else "is not in its manifest"
                    if name not in digests
                    else "is damaged"
                )
                raise IndexDamaged(
                    f"The index file {self.location / name} {what}; nothing of this index was opened. "
                    "Run `healthsearch reindex` to build it anew."
                )

    def clone(self: Index, location: Path, digests: Digests) -> Index:
        location.mkdir(parents=True)
        for name in digests:
            _link(self.location / name, location / name)
        clone = type(self)(location)
        clone._base, clone._base_digests = self.location, digests
        return clone

    def can_extend(self, *, steps: int, stored: int, deleted: int, added: int) -> bool:
        return steps < _MOST_STEPS and deleted + added <= _MOST_REPLACED * stored

    def size(self) -> IndexSize:
        files = [path.stat() for path in self.location.iterdir()]
        shared = sum(file.st_size for file in files if file.st_nlink > 1)
        return IndexSize(sum(file.st_size for file in files), shared)

    def drop(self) -> None:
        shutil.rmtree(self.location, ignore_errors=True)

    def _is_shared(self, name: str) -> bool:
        """Whether a file is still the very one of the index that this one was cloned from."""
        file = self.location / name
        return self._base is not None and file.exists() and file.samefile(self._base / name)

    def _digests(self, known: Digests, beside: Collection[str] = ()) -> dict[str, str]:
        return {
            path.name: known.get(path.name) or _digest(path)
            for path in sorted(self.location.iterdir())
            if path.name not in beside
        }


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            digest = hashlib.sha256()
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError as error:
        raise IndexDamaged(
            f"The index file {path} cannot be read ({error.strerror}). "
            "Run `healthsearch reindex` to build it anew."
        ) from error
    return digest.hexdigest()


def _link(file: Path, to: Path) -> None:
    """Share a file by a hard link; a copy where there can be none."""
    try:
        os.link(file, to)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(file, to)
