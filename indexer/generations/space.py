"""Disk space: what a reindex needs is estimated before it starts, so that it fails early."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexDamaged, NotEnoughSpace
from indexer.generations.generations import Generations
from indexer.generations.manifest import index_at, read_manifest
from indexer.library.library import LIBRARY_FILE

#: Bytes of an article for the first index: 5,476 real ones took 120 MB in the library, 105 MB in the index.
_LIBRARY_BYTES = 22_000
_INDEX_BYTES = 19_500

#: Bytes that a build writes, as a multiple of the finished index: some are temporary.
_WHILE_BUILDING = 1.2

#: The share of the live index that every incremental one rewrites: its lists of words and articles.
_REWRITTEN = 0.05

#: Bytes that must stay free in any case, for the library's log and the system itself.
_RESERVE = 8 << 20


@dataclass(frozen=True, slots=True)
class DiskUsage:
    """The articles of the live index, and the bytes of the library and of that index."""

    articles: int
    library: int
    index: int


@dataclass(frozen=True, slots=True)
class SpaceNeed:
    """Bytes that a reindex writes before it deletes any."""

    library: int
    index: int

    @property
    def total(self) -> int:
        """Both, and what must stay free."""
        return self.library + self.index + _RESERVE


def space_needed(usage: DiskUsage, *, articles: int, new: int, anew: bool, cleaned: int) -> SpaceNeed:
    """The bytes for cleaning so many pages and building an index of so many articles.

    `new` articles are added to a clone of the live index, or all of them to an empty one (`anew`). A cleaned
    article is written twice: into the library's log, then into the library.
    """
    in_library = usage.library / usage.articles if usage.library and usage.articles else _LIBRARY_BYTES
    in_index = usage.index / usage.articles if usage.index and usage.articles else _INDEX_BYTES
    index = _WHILE_BUILDING * in_index * (articles if anew else new) + (
        0 if anew else _REWRITTEN * usage.index
    )
    return SpaceNeed(int(2 * in_library * cleaned), int(index))


def check_space(
    data_dir: Path, *, articles: int, new: int, anew: bool, cleaned: int = 0, free: int | None = None
) -> SpaceNeed:
    """The space that a reindex needs, see `space_needed`; `NotEnoughSpace` where the disk has less.

    `free` bytes replace those that the disk reports.
    """
    need = space_needed(disk_usage(data_dir), articles=articles, new=new, anew=anew, cleaned=cleaned)
    have = shutil.disk_usage(data_dir).free if free is None else free
    if have < need.total:
        raise NotEnoughSpace(
            f"The disk of {data_dir} has {_megabytes(have)} free, and this reindex needs about "
            f"{_megabytes(need.total)} ({_megabytes(need.index)} of them for the index, "
            f"{_megabytes(need.library)} for the library). Free some space, keep fewer generations with "
            "--keep, or choose another folder with --data. The live index stays as it is."
        )
    return need


def disk_usage(data_dir: Path) -> DiskUsage:
    """The present usage of a data folder; files that the index shares with others count in full."""
    generations = Generations(data_dir)
    live, articles, index = generations.live(), 0, 0
    library = data_dir / LIBRARY_FILE
    if live is not None:
        folder = generations.folder(live)
        articles, index = _articles(folder), index_at(folder).size().total
    return DiskUsage(articles, library.stat().st_size if library.exists() else 0, index)


def _articles(folder: Path) -> int:
    try:
        return read_manifest(folder).articles
    except IndexDamaged:
        return 0


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
