"""The generations of a data folder with their manifests, sizes and problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexDamaged, IndexerError
from indexer.generations.generations import Generations
from indexer.generations.manifest import FINGERPRINT, Manifest, check_files, index_at, read_manifest


@dataclass(frozen=True, slots=True)
class Generation:
    """A sealed generation whose files were compared with its manifest."""

    number: int
    live: bool
    was_live: bool  # now or before; a refused one never was
    manifest: Manifest | None  # None where it cannot be read
    problem: str | None  # why it is damaged
    stale: bool  # built by another version: intact, but never opened
    size: int  # bytes on disk
    shared: int  # of these, bytes that other generations use too and that deleting it would not free


@dataclass(frozen=True, slots=True)
class Listing:
    """The sealed generations, rising, and why none is live where that is so."""

    generations: tuple[Generation, ...]
    problem: str | None


def list_generations(data_dir: Path) -> Listing:
    """Every sealed generation, with all its files read; damage is reported, never raised."""
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
    """The generation in a folder; None where a reindex has deleted it meanwhile."""
    manifest, problem = None, None
    try:
        manifest = read_manifest(folder)
        check_files(folder, manifest)
    except (IndexDamaged, OSError) as error:
        if not folder.is_dir():
            return None
        problem = str(error)
    stale = manifest is not None and manifest.fingerprint != FINGERPRINT
    size = index_at(folder, manifest).size()
    return Generation(number, live, was_live, manifest, problem, stale, size.total, size.shared)
