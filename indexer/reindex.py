"""Corpus to published index, in one call: scan, clean, index, publish.

The live generation serves untouched until the new one is complete; any error leaves it as it was.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from corpus import scan
from corpus.read import Scan
from indexer.cleaning import clean_pages
from indexer.errors import NothingToIndex
from indexer.intake import Intake, stamp, take_in
from indexer.library import FILE, Library
from indexer.progress import Progress, silent
from indexer.publish.candidate import build_candidate
from indexer.publish.generations import Generations, prepare_data_dir
from indexer.publish.lock import writer_lock
from indexer.publish.manifest import Manifest


@dataclass(frozen=True, slots=True)
class ReindexReport:
    """What a reindex did, and the seconds that each of its steps took."""

    articles: Intake
    manifest: Manifest
    generation: int
    seconds: dict[str, float]
    notes: tuple[str, ...]  # what an editor should know though nothing failed


def reindex(
    roots: Sequence[Path],
    data_dir: Path,
    *,
    engine: str | None = None,
    full: bool = False,
    workers: int | None = None,
    progress: Progress | None = None,
) -> ReindexReport:
    """Make the index hold what these corpora hold, and publish it.

    `full` cleans every page again, changed or not. A page that fails is reported and keeps its last good
    article. Raises `CorpusNotFound`, `NothingToIndex`, `DataNotWritable`, `ReindexBusy`, `LibraryError`
    or `EngineError`.
    """
    show, processes = progress or silent, workers or os.cpu_count() or 1
    clock = _Clock()
    scanned = scan(roots)
    prepare_data_dir(data_dir)
    generations = Generations(data_dir)
    with writer_lock(data_dir), Library(data_dir) as library:
        clock.lap("scan")
        with library.transaction():
            intake = _take_in(library, scanned, full, processes, show)
            clock.lap("clean")
            if not library.count():
                raise _nothing(intake)
            candidate = build_candidate(
                library, generations, engine=engine, full=full, workers=processes, progress=show
            )
            clock.lap("index")
        if not candidate.is_live:
            generations.publish(candidate.number)
        generations.prune()  # also what a former run that was cut short has left
        clock.lap("publish")
        notes = _notes(library)
    return ReindexReport(intake, candidate.manifest, candidate.number, clock.seconds, notes)


def rebuild(data_dir: Path, *, engine: str | None = None, progress: Progress | None = None) -> bool:
    """Publish a new index from the library alone, without a single page; False when it holds no article.

    Raises `ReindexBusy`, `LibraryError` or `EngineError`.
    """
    if not (data_dir / FILE).exists():
        return False
    generations = Generations(data_dir)
    prepare_data_dir(data_dir)
    with writer_lock(data_dir), Library(data_dir) as library:
        if not library.count():
            return False
        with library.transaction():
            candidate = build_candidate(
                library,
                generations,
                engine=engine,
                full=True,
                workers=os.cpu_count() or 1,
                progress=progress or silent,
            )
        generations.publish(candidate.number)
        generations.prune()
    return True


def _take_in(library: Library, scanned: Scan, full: bool, workers: int, show: Progress) -> Intake:
    pages = {} if full else library.pages()
    known = {path: page.hash for path, page in pages.items()}
    stamps = {path: page.stamp for path, page in pages.items()}
    untouched = [file.path for file in scanned.files if stamps.get(file.path) == stamp(file)]
    same = set(untouched)
    files = [file for file in scanned.files if file.path not in same]
    cleaned = clean_pages(files, known, workers)
    return take_in(library, show("clean", cleaned, len(files)), scanned, untouched)


def _notes(library: Library) -> tuple[str, ...]:
    return tuple(
        f"{len(paths)} pages claim the URL {url}: {', '.join(paths)}. Each is an article of its own."
        for url, paths in library.shared_urls()
    )


def _nothing(intake: Intake) -> NothingToIndex:
    first = intake.failures[0]
    return NothingToIndex(
        f"None of the {len(intake.failures):,} pages could be read, so the index stays as it was. "
        f"The first: {first.path}: {first.reason}"
    )


class _Clock:
    """Seconds between laps, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = monotonic()

    def lap(self, name: str) -> None:
        now = monotonic()
        self.seconds[name] = round(now - self._last, 3)
        self._last = now
