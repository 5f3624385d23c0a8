"""Corpus to published index, in one call: scan, clean, index, publish.

The live generation serves untouched until the new one is complete; any error leaves it as it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Protocol, TypeVar

from corpus import scan
from indexer.analysing import analyse_articles
from indexer.cleaning import clean_pages
from indexer.documents import FINGERPRINT, load_documents
from indexer.engines import ENGINES
from indexer.errors import NothingToIndex
from indexer.intake import Intake, take_in
from indexer.library import FILE, Library
from indexer.publish.build import build_index
from indexer.publish.generations import Generations, prepare_data_dir
from indexer.publish.lock import writer_lock
from indexer.publish.manifest import Manifest

T = TypeVar("T")


class Progress(Protocol):
    """Shows how far a step is: wraps what the step walks over."""

    def __call__(self, step: str, items: Iterable[T], total: int) -> Iterable[T]: ...


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
    show = progress or _silent
    clock = _Clock()
    scanned = scan(roots)
    prepare_data_dir(data_dir)
    generations = Generations(data_dir)
    with writer_lock(data_dir), Library(data_dir) as library:
        clock.lap("scan")
        with library.transaction():
            known = {} if full else {path: page.hash for path, page in library.pages().items()}
            cleaned = clean_pages(scanned.files, known, workers or os.cpu_count() or 1)
            intake = take_in(library, show("clean", cleaned, len(scanned.files)), scanned)
            clock.lap("clean")
            if not library.count():
                raise _nothing(intake)
            _analyse(library, workers, show)
            number, manifest = _build(library, generations, engine, show)
            clock.lap("index")
        generations.publish(number)
        generations.prune()
        clock.lap("publish")
        notes = _notes(library)
    return ReindexReport(intake, manifest, number, clock.seconds, notes)


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
            _analyse(library, None, progress or _silent)
        number, _ = _build(library, generations, engine, progress or _silent)
        generations.publish(number)
        generations.prune()
    return True


def _analyse(library: Library, workers: int | None, show: Progress) -> None:
    ids = library.not_analysed(FINGERPRINT)
    for _ in show("analyse", analyse_articles(library, ids, workers or os.cpu_count() or 1), len(ids)):
        pass


def _build(
    library: Library, generations: Generations, engine: str | None, show: Progress
) -> tuple[int, Manifest]:
    number = generations.next_number()
    articles = show("index", map(load_documents, library.documents()), library.count())
    return number, build_index(generations.folder(number), engine or ENGINES[0], articles)


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


def _silent(step: str, items: Iterable[T], total: int) -> Iterable[T]:
    return items


class _Clock:
    """Seconds between laps, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = monotonic()

    def lap(self, name: str) -> None:
        now = monotonic()
        self.seconds[name] = round(now - self._last, 3)
        self._last = now
