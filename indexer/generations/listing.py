"""The generations of a data folder, each with what it holds, its size, and whether it is whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexDamaged, IndexerError
from indexer.generations.generations import Generations
from indexer.generations.manifest import FINGERPRINT, Manifest, check_files, index_at, read


@dataclass(frozen=True, slots=True)
class Generation:
    """One sealed generation, every file of it compared with its manifest."""

    number: int
    live: bool
    was_live: bool  # now or before: one that was refused never was
    manifest: Manifest | None  # None where it cannot be read
    problem: str | None  # why it is not whole, as a sentence
    stale: bool  # built by another version: whole, yet never opened
    size: int  # bytes on disk
    shared: int  # of these, bytes that other generations hold too and that deleting it would not free


@dataclass(frozen=True, slots=True)
class Listing:
    """What there is, rising, and why none of it is live where that is so."""

    generations: tuple[Generation, ...]
    problem: str | None


def list_generations(data_dir: Path) -> Listing:
    """Every sealed generation, read whole; raises nothing for what it finds there."""
    generations = Generations(data_dir)
    live, problem = None, None
    try:
        live = generations.current()
    except IndexerError as error:
        problem = str(error)
    numbers = sorted({*generations.sealed(), *([live] if live else [])})
    former = {*generations.history(), live}
    found = (_generation(generations.folder(n), n, live=n == live, was_live=n in former) for n in numbers)
    return Listing(tuple(one for one in found if one), problem)


def _generation(folder: Path, number: int, *, live: bool, was_live: bool) -> Generation | None:
    """What is in a folder; None where a reindex has deleted it meanwhile."""
    manifest, problem = None, None
    try:
        manifest = read(folder)
        check_files(folder, manifest)
    except (IndexDamaged, OSError) as error:
        if not folder.is_dir():
            return None
        problem = str(error)
    stale = manifest is not None and manifest.fingerprint != FINGERPRINT
    size = index_at(folder, manifest).size()
    return Generation(number, live, was_live, manifest, problem, stale, size.total, size.shared)
