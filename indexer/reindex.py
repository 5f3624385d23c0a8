"""Corpus to published index, in one call: scan, clean, index, publish.

The live generation stays as it is until the new one is complete; an error changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeAlias

from corpus import SAMPLE, scan
from corpus.sources.scan import Scan
from indexer.engines import ENGINES, require_engine
from indexer.errors import NothingToIndex
from indexer.generations.generations import DEFAULT_KEEP, Generations, prepare_data_dir
from indexer.generations.leftovers import delete_leftovers
from indexer.generations.lock import writer_lock
from indexer.generations.manifest import Manifest
from indexer.generations.space import check_space
from indexer.golden.golden_file import SAMPLE_GOLDEN, golden_path, load_golden
from indexer.golden.golden_queries import GoldenQuery
from indexer.library.cleaning import Cleaners, clean_pages, cleaners
from indexer.library.library import LIBRARY_FILE, Library, StoredPage
from indexer.library.repair import rename_damaged_library
from indexer.library.update import LibraryUpdate, is_sample, stamp, update_library
from indexer.progress import Progress, silent
from indexer.publish.candidate import Candidate, build_candidate, live_base
from indexer.publish.gates import Refusal
from indexer.publish.review import Changes, ReviewInput, ReviewResult, review


@dataclass(frozen=True, slots=True)
class ReindexReport:
    """What a reindex did, and the seconds of each of its steps."""

    articles: LibraryUpdate
    manifest: Manifest
    generation: int  # the one that was built, or the live one where nothing had changed
    seconds: dict[str, float]
    notes: tuple[str, ...]  # what an editor should know although it is no failure
    refusals: tuple[Refusal, ...] = ()  # why it was not published
    changes: Changes | None = None  # of a dry run
    unchanged: bool = False  # the live generation has the same articles already


def reindex(
    roots: Sequence[Path],
    data_dir: Path,
    *,
    engine: str | None = None,
    full: bool = False,
    dry_run: bool = False,
    allowed: Collection[str] = (),
    workers: int | None = None,
    keep: int = DEFAULT_KEEP,
    progress: Progress | None = None,
) -> ReindexReport:
    """Bring library and index up to date with these corpora, and publish the index.

    `full` cleans every page again. A page that fails is reported and keeps its last good article. A gate
    that is not `allowed` may refuse the new generation, which is then left for inspection; nothing else
    changes. A `dry_run` does everything but publish, and leaves nothing. Raises `CorpusNotFound`,
    `NothingToIndex`, `DataNotWritable`, `NotEnoughSpace`, `ReindexBusy`, `GoldenError`, `LibraryError`,
    `WorkerError` or `EngineError`.
    """
    require_engine(engine or ENGINES[0])  # before pages are read, which takes longest
    clock, golden, most = _Clock(), _golden_queries(roots, data_dir), workers or os.cpu_count() or 1
    opened = _opened(data_dir, anew=full and not dry_run)
    with _scanned(roots, most) as (scanned, processes), opened as (library, notes):
        clock.lap("scan")
        generations = Generations(data_dir)
        run = _Run(library, generations, most, progress or silent)
        with library.transaction() as transaction:
            pages, before = library.pages(), library.failures()
            live = None if SAMPLE not in roots and is_sample(pages) else run.live  # the sample may vanish
            update = run.update_library(scanned, pages, processes, full)
            clock.lap("clean")
            candidate = run.build(engine, full, respect_rollback="rollback" not in allowed)
            clock.lap("index")
            given = ReviewInput(library, update, scanned.pages, before, golden, allowed)
            result = review(candidate, live, given, dry=dry_run)
            transaction.commit = not (dry_run or result.refusals)
        _finish(generations, candidate, result, keep=0 if dry_run else keep)
        clock.lap("publish")
        return _report(update, candidate, result, clock, notes + _notes(library, candidate))


@contextmanager
def _scanned(roots: Sequence[Path], most: int) -> Iterator[tuple[Scan, Cleaners]]:
    """The scanned corpora, and processes for cleaning; one of several starts during the scan."""
    with cleaners(most) as processes:
        if most > 1:
            processes.start()
        yield scan(roots), processes


@contextmanager
def _opened(data_dir: Path, *, anew: bool) -> Iterator[tuple[Library, tuple[str, ...]]]:
    """The library, with the writer's lock held, and notes on what was repaired first."""
    prepare_data_dir(data_dir)
    with writer_lock(data_dir):
        notes = tuple(_repair(data_dir, anew=anew))
        with Library(data_dir) as library:
            yield library, notes


def _repair(data_dir: Path, *, anew: bool) -> Iterator[str]:
    """Delete what killed reindexes left; rename a damaged library if all pages are cleaned again (`anew`)."""
    if deleted := delete_leftovers(data_dir):
        size = sum(left.size for left in deleted) / 1e6
        names = ", ".join(left.path.name for left in deleted)
        yield f"Deleted what a killed reindex had left: {names} ({size:,.1f} MB)."
    if anew and (renamed := rename_damaged_library(data_dir)):
        yield (
            f"The library was damaged and is made anew; the damaged one is {renamed}. Pages that fail now "
            "have lost their last good version."
        )


def _finish(generations: Generations, candidate: Candidate, result: ReviewResult, *, keep: int) -> None:
    """Publish a new candidate unless a gate refused it, and prune; `keep` 0, of a dry run, deletes it."""
    if keep:
        if not (candidate.is_live or result.refusals):
            generations.publish(candidate.number)
        generations.prune(keep)
    elif not candidate.is_live:
        generations.delete(candidate.number)


def _report(
    update: LibraryUpdate, candidate: Candidate, result: ReviewResult, clock: _Clock, notes: tuple[str, ...]
) -> ReindexReport:
    return ReindexReport(
        articles=update,
        manifest=candidate.manifest,
        generation=candidate.number,
        seconds=clock.seconds,
        notes=notes,
        refusals=result.refusals,
        changes=result.changes,
        unchanged=candidate.is_live,
    )


def rebuild(
    data_dir: Path, *, engine: str | None = None, keep: int = DEFAULT_KEEP, progress: Progress | None = None
) -> bool:
    """Publish a new index from the library alone, without the corpus; False when the library has no article.

    Raises `ReindexBusy`, `LibraryError` or `EngineError`.
    """
    if not (data_dir / LIBRARY_FILE).exists():
        return False
    generations = prepare_data_dir(data_dir)
    with writer_lock(data_dir), Library(data_dir) as library:
        if not library.count():
            return False
        with library.transaction():
            run = _Run(library, generations, os.cpu_count() or 1, progress or silent)
            candidate = run.build(engine, full=True, respect_rollback=False)
        generations.publish(candidate.number)
        generations.prune(keep)
    return True


_Pages: TypeAlias = Mapping[str, StoredPage]  # by path


class _Run:
    """The steps that a reindex and a rebuild share, over one library."""

    def __init__(self, library: Library, generations: Generations, workers: int, show: Progress) -> None:
        self._library = library
        self._generations = generations
        self._workers = workers
        self._show = show
        self.live = live_base(generations)

    def update_library(self, scanned: Scan, before: _Pages, processes: Cleaners, full: bool) -> LibraryUpdate:
        pages = {} if full else before
        untouched = {
            file.path
            for file in scanned.files
            if file.path in pages and pages[file.path].stamp == stamp(file)
        }
        files = [file for file in scanned.files if file.path not in untouched]
        count = len(files)
        check_space(
            self._generations.data_dir, articles=len(scanned.files), new=count, anew=full, cleaned=count
        )
        known = {path: page.hash for path, page in pages.items()}
        with processes:  # their memory is free again when the index is built
            cleaned = self._show("clean", clean_pages(files, known, processes), len(files))
            update = update_library(self._library, before, cleaned, scanned, untouched)
        if not self._library.count():
            raise _nothing(update)
        return update

    def build(self, engine: str | None, full: bool, *, respect_rollback: bool) -> Candidate:
        return build_candidate(
            *(self._library, self._generations, self.live),
            engine=engine,
            full=full,
            respect_rollback=respect_rollback,
            workers=self._workers,
            progress=self._show,
        )


def _golden_queries(roots: Sequence[Path], data_dir: Path) -> tuple[GoldenQuery, ...]:
    """The golden queries of the data folder; those of the sample corpus where only that is indexed."""
    path = golden_path(data_dir)
    return () if path == SAMPLE_GOLDEN and list(roots) != [SAMPLE] else load_golden(path)


def _notes(library: Library, candidate: Candidate) -> tuple[str, ...]:
    notes = [
        f"{len(paths)} pages claim the URL {url}: {', '.join(paths)}. Each is an article of its own."
        for url, paths in library.shared_urls()
    ]
    return (*notes, candidate.hold.reason) if candidate.hold and candidate.is_live else tuple(notes)


def _nothing(update: LibraryUpdate) -> NothingToIndex:
    first = update.failures[0]
    return NothingToIndex(
        f"None of the {len(update.failures):,} pages could be read, so the index stays as it was. "
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
