"""Corpus to published index, in one call: scan, clean, index, publish.

The live generation serves untouched until the new one is complete; any error leaves it as it was.
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
from indexer.generations.generations import KEPT, Generations, prepare_data_dir
from indexer.generations.lock import writer_lock
from indexer.generations.manifest import Manifest
from indexer.generations.space import check_space
from indexer.golden.golden_file import SAMPLE_GOLDEN, golden_path, load_golden
from indexer.golden.golden_queries import GoldenQuery
from indexer.library.cleaning import Cleaners, clean_pages, cleaners
from indexer.library.library import FILE, Library, StoredPage
from indexer.library.update import Intake, is_sample, stamp, take_in
from indexer.progress import Progress, silent
from indexer.publish.candidate import Candidate, build_candidate, live_base
from indexer.publish.gates import Refusal
from indexer.publish.review import Changes, Circumstances, Reviewed, review
from indexer.publish.tidy import tidy


@dataclass(frozen=True, slots=True)
class ReindexReport:
    """What a reindex did, and the seconds that each of its steps took."""

    articles: Intake
    manifest: Manifest
    generation: int  # what was published, or would have been, or is live because there was nothing to do
    seconds: dict[str, float]
    notes: tuple[str, ...]  # what an editor should know though nothing failed
    refusals: tuple[Refusal, ...] = ()  # why it was not published
    changes: Changes | None = None  # what a dry run found
    unchanged: bool = False  # the live generation already held all this


def reindex(
    roots: Sequence[Path],
    data_dir: Path,
    *,
    engine: str | None = None,
    full: bool = False,
    dry_run: bool = False,
    allowed: Collection[str] = (),
    workers: int | None = None,
    keep: int = KEPT,
    progress: Progress | None = None,
) -> ReindexReport:
    """Make the index hold what these corpora hold, and publish it.

    `full` cleans every page again. A page that fails is reported and keeps its last good article. A gate
    that is not `allowed` may refuse the new generation: it is left for inspection, and nothing else changes.
    A `dry_run` does all but publish, and leaves nothing. Raises `CorpusNotFound`, `NothingToIndex`,
    `DataNotWritable`, `NotEnoughSpace`, `ReindexBusy`, `GoldenError`, `LibraryError`, `WorkerError` or
    `EngineError`.
    """
    require_engine(engine or ENGINES[0])  # before pages are read, which takes longest
    clock, golden, most = _Clock(), _golden_queries(roots, data_dir), workers or os.cpu_count() or 1
    opened = _opened(data_dir, anew=full and not dry_run)
    with _scanned(roots, most) as (scanned, processes), opened as (library, tidied):
        clock.lap("scan")
        generations = Generations(data_dir)
        run = _Run(library, generations, most, progress or silent)
        with library.transaction() as transaction:
            pages, before = library.pages(), library.failures()
            live = None if SAMPLE not in roots and is_sample(pages) else run.live  # nobody misses the sample
            intake = run.take_in(scanned, pages, processes, full)
            clock.lap("clean")
            candidate = run.build(engine, full, heed_rollback="rollback" not in allowed)
            clock.lap("index")
            told = Circumstances(library, intake, scanned.pages, before, golden, allowed)
            reviewed = review(candidate, live, told, dry=dry_run)
            transaction.keep = not (dry_run or reviewed.refusals)
        _settle(generations, candidate, reviewed, keep=0 if dry_run else keep)
        clock.lap("publish")
        return _report(intake, candidate, reviewed, clock, tidied + _notes(library, candidate))


@contextmanager
def _scanned(roots: Sequence[Path], most: int) -> Iterator[tuple[Scan, Cleaners]]:
    """What the corpora hold, and processes to clean it; one of several starts while they are scanned."""
    with cleaners(most) as processes:
        if most > 1:
            processes.start()
        yield scan(roots), processes


@contextmanager
def _opened(data_dir: Path, *, anew: bool) -> Iterator[tuple[Library, tuple[str, ...]]]:
    """The library, under the writer's lock, and what was tidied up first."""
    prepare_data_dir(data_dir)
    with writer_lock(data_dir):
        tidied = tidy(data_dir, anew=anew)
        with Library(data_dir) as library:
            yield library, tidied


def _settle(generations: Generations, candidate: Candidate, reviewed: Reviewed, *, keep: int) -> None:
    """Publish what is new unless a gate is shut, and keep so many generations; 0 takes back a dry run's."""
    if keep:
        if not (candidate.is_live or reviewed.refusals):
            generations.publish(candidate.number)
        generations.prune(keep)
    elif not candidate.is_live:
        generations.delete(candidate.number)


def _report(
    intake: Intake, candidate: Candidate, reviewed: Reviewed, clock: _Clock, notes: tuple[str, ...]
) -> ReindexReport:
    return ReindexReport(
        articles=intake,
        manifest=candidate.manifest,
        generation=candidate.number,
        seconds=clock.seconds,
        notes=notes,
        refusals=reviewed.refusals,
        changes=reviewed.changes,
        unchanged=candidate.is_live,
    )


def rebuild(
    data_dir: Path, *, engine: str | None = None, keep: int = KEPT, progress: Progress | None = None
) -> bool:
    """Publish a new index from the library alone, without a single page; False when it holds no article.

    Raises `ReindexBusy`, `LibraryError` or `EngineError`.
    """
    if not (data_dir / FILE).exists():
        return False
    generations = prepare_data_dir(data_dir)
    with writer_lock(data_dir), Library(data_dir) as library:
        if not library.count():
            return False
        with library.transaction():
            run = _Run(library, generations, os.cpu_count() or 1, progress or silent)
            candidate = run.build(engine, full=True, heed_rollback=False)
        generations.publish(candidate.number)
        generations.prune(keep)
    return True


_Pages: TypeAlias = Mapping[str, StoredPage]  # what the library knows of pages, by path


class _Run:
    """The steps that a reindex and a rebuild share, over one library."""

    def __init__(self, library: Library, generations: Generations, workers: int, show: Progress) -> None:
        self._library = library
        self._generations = generations
        self._workers = workers
        self._show = show
        self.live = live_base(generations)

    def take_in(self, scanned: Scan, before: _Pages, processes: Cleaners, full: bool) -> Intake:
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
        with processes:  # which make room for the index when all is cleaned
            cleaned = self._show("clean", clean_pages(files, known, processes), len(files))
            intake = take_in(self._library, before, cleaned, scanned, untouched)
        if not self._library.count():
            raise _nothing(intake)
        return intake

    def build(self, engine: str | None, full: bool, *, heed_rollback: bool) -> Candidate:
        return build_candidate(
            *(self._library, self._generations, self.live),
            engine=engine,
            full=full,
            heed_rollback=heed_rollback,
            workers=self._workers,
            progress=self._show,
        )


def _golden_queries(roots: Sequence[Path], data_dir: Path) -> tuple[GoldenQuery, ...]:
    """Those of the data folder; the sample corpus' own where just that is indexed."""
    path = golden_path(data_dir)
    return () if path == SAMPLE_GOLDEN and list(roots) != [SAMPLE] else load_golden(path)


def _notes(library: Library, candidate: Candidate) -> tuple[str, ...]:
    notes = [
        f"{len(paths)} pages claim the URL {url}: {', '.join(paths)}. Each is an article of its own."
        for url, paths in library.shared_urls()
    ]
    return (*notes, candidate.stays.reason) if candidate.stays and candidate.is_live else tuple(notes)


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
