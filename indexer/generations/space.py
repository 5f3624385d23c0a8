"""Room on the disk: what a reindex needs, reckoned before it starts, so that it is refused early."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexDamaged, NotEnoughSpace
from indexer.generations.generations import Generations
from indexer.generations.manifest import index_at, read
from indexer.library.library import FILE

#: Bytes of an article where there is none yet to go by: 5,476 real ones have 120 and 105 MB.
_LIBRARY_BYTES = 22_000
_INDEX_BYTES = 19_500

#: What is written beside the index itself while it grows, as a share of it.
_WHILE_BUILDING = 1.2

#: The share of the live index that any incremental one writes anew: its lists of words and articles.
_REWRITTEN = 0.05

#: Bytes kept free in any case, for the log of the library and the system's own needs.
_RESERVE = 8 << 20


@dataclass(frozen=True, slots=True)
class Held:
    """What a data folder holds: articles, and bytes of the library and of the live index."""

    articles: int
    library: int
    index: int


@dataclass(frozen=True, slots=True)
class Need:
    """Bytes that a reindex writes before it deletes any."""

    library: int
    index: int

    @property
    def total(self) -> int:
        """With what should stay free."""
        return self.library + self.index + _RESERVE


def needed(held: Held, *, articles: int, new: int, anew: bool, cleaned: int) -> Need:
    """What it takes to clean so many pages and to build an index of so many articles.

    `new` of the articles are put into a copy of the live index that shares its files, or all, `anew`, into
    an empty one. What is cleaned stands in the library's log first and then in the library.
    """
    in_library = held.library / held.articles if held.library and held.articles else _LIBRARY_BYTES
    in_index = held.index / held.articles if held.index and held.articles else _INDEX_BYTES
    index = _WHILE_BUILDING * in_index * (articles if anew else new) + (
        0 if anew else _REWRITTEN * held.index
    )
    return Need(int(2 * in_library * cleaned), int(index))


def check_space(
    data_dir: Path, *, articles: int, new: int, anew: bool, cleaned: int = 0, free: int | None = None
) -> Need:
    """What a reindex needs, see `needed`; `NotEnoughSpace` where the data folder's disk has less.

    `free` stands in for what the disk says, in bytes.
    """
    need = needed(held(data_dir), articles=articles, new=new, anew=anew, cleaned=cleaned)
    have = shutil.disk_usage(data_dir).free if free is None else free
    if have < need.total:
        raise NotEnoughSpace(
            f"The disk of {data_dir} has {_megabytes(have)} free, and this reindex needs about "
            f"{_megabytes(need.total)} ({_megabytes(need.index)} of them for the index, "
            f"{_megabytes(need.library)} for the library). Make room, keep fewer generations with --keep, or "
            "choose another folder with --data. What is live serves on."
        )
    return need


def held(data_dir: Path) -> Held:
    """What a data folder holds now; the index is counted as it would be without shared files."""
    generations = Generations(data_dir)
    live, articles, index = generations.live(), 0, 0
    library = data_dir / FILE
    if live is not None:
        folder = generations.folder(live)
        articles, index = _articles(folder), index_at(folder).size().total
    return Held(articles, library.stat().st_size if library.exists() else 0, index)


def _articles(folder: Path) -> int:
    try:
        return read(folder).articles
    except IndexDamaged:
        return 0


def _megabytes(count: int) -> str:
    return f"{count / 1e6:,.0f} MB"
