"""What killed reindexes left in a data folder: incomplete generations and files."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.generations.generations import Generations
from indexer.generations.manifest import index_at


@dataclass(frozen=True, slots=True)
class Leftover:
    """A folder or file that nothing needs, and its size in bytes."""

    path: Path
    size: int


def find_leftovers(data_dir: Path) -> tuple[Leftover, ...]:
    """What `delete_leftovers` would delete now; during a reindex that includes its own work."""
    return tuple(Leftover(path, _size(path)) for path in _unneeded(Generations(data_dir), data_dir))


def delete_leftovers(data_dir: Path) -> tuple[Leftover, ...]:
    """Delete what no generation needs, and return it. The caller must hold the writer's lock.

    A sealed generation is never touched, nor the folder that `CURRENT` names. A failed deletion is no error:
    the next call tries again.
    """
    found = find_leftovers(data_dir)
    for leftover in found:
        with suppress(OSError):
            if leftover.path.is_dir():
                index_at(leftover.path).drop()
            else:
                leftover.path.unlink()
    return tuple(leftover for leftover in found if not leftover.path.exists())


def _unneeded(generations: Generations, data_dir: Path) -> list[Path]:
    needed = {*generations.sealed(), generations.live()}
    incomplete = [generations.folder(number) for number in generations.numbers() if number not in needed]
    return [*incomplete, *sorted(path for path in data_dir.glob("*.new") if path.is_file())]


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    total = 0
    for file in files:
        with suppress(OSError):
            total += file.stat().st_size if file.is_file() else 0
    return total
