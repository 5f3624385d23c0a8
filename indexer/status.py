"""What is live in a data folder, whether it is whole, and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexerError
from indexer.library import FILE, Failure, Library
from indexer.publish.generations import Generations
from indexer.publish.manifest import Manifest, check


@dataclass(frozen=True, slots=True)
class Status:
    """The live generation with its manifest, or the problem with it as a sentence."""

    data_dir: Path
    generation: int | None
    manifest: Manifest | None
    problem: str | None
    articles_in_library: int
    failures: tuple[Failure, ...]
    generations: tuple[int, ...]


def read_status(data_dir: Path) -> Status:
    """The state of a data folder; never raises for what it finds there, says it instead."""
    generations = Generations(data_dir)
    number, manifest, problem = None, None, None
    count, failures = 0, tuple[Failure, ...]()
    try:
        if (data_dir / FILE).exists():
            with Library(data_dir) as library:
                count, failures = library.count(), tuple(library.failures())
    except IndexerError as error:
        problem = str(error)
    try:
        number = generations.current()
        manifest = check(generations.folder(number))
    except IndexerError as error:
        problem = str(error)
    return Status(data_dir, number, manifest, problem, count, failures, tuple(generations.numbers()))
