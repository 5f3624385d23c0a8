"""What killed reindexes left in a data folder: half-built generations, files half written."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.generations.generations import Generations
from indexer.generations.manifest import index_at


@dataclass(frozen=True, slots=True)
class Leftover:
    """A folder or a file that nothing needs, and its bytes."""

    path: Path
    size: int


def leftovers(data_dir: Path) -> tuple[Leftover, ...]:
    """What `sweep` would delete now. While a reindex is under way its own work is among it."""
    return tuple(Leftover(path, _size(path)) for path in _unneeded(Generations(data_dir), data_dir))


def sweep(data_dir: Path) -> tuple[Leftover, ...]:
    """Delete what no generation needs, and tell; hold the writer's lock meanwhile.

    A sealed generation is never touched, nor the folder that `CURRENT` names. What cannot be deleted is no
    error: it is tried again next time.
    """
    found = leftovers(data_dir)
    for leftover in found:
        with suppress(OSError):
            if leftover.path.is_dir():
                index_at(leftover.path).drop()
            else:
                leftover.path.unlink()
    return tuple(leftover for leftover in found if not leftover.path.exists())


def _unneeded(generations: Generations, data_dir: Path) -> list[Path]:
    whole = {*generations.sealed(), generations.live()}
    halves = [generations.folder(number) for number in generations.numbers() if number not in whole]
    return [*halves, *sorted(path for path in data_dir.glob("*.new") if path.is_file())]


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    total = 0
    for file in files:
        with suppress(OSError):
            total += file.stat().st_size if file.is_file() else 0
    return total
