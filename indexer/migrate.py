"""Migration to another engine: its index is built beside the live one, compared with it, then published."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from indexer.engines import require_engine
from indexer.errors import NothingToIndex
from indexer.evaluation.comparison_queries import library_queries
from indexer.evaluation.parity import Parity, measure_parity
from indexer.generations.contents import read_contents
from indexer.generations.generations import DEFAULT_KEEP, Generations, prepare_data_dir
from indexer.generations.leftovers import delete_leftovers
from indexer.generations.lock import writer_lock
from indexer.generations.rollback import rollback_hold
from indexer.golden.golden_file import SAMPLE_GOLDEN, golden_path, load_golden
from indexer.golden.golden_queries import GoldenChanges, GoldenQuery, check_golden, golden_changes
from indexer.library.contents import differing_articles
from indexer.library.library import LIBRARY_FILE, Library
from indexer.library.update import is_sample
from indexer.progress import Progress, silent
from indexer.publish.candidate import Candidate, build_candidate
from indexer.publish.plan import Base
from indexer.search.live_index import OneGeneration
from indexer.search.searcher import Searcher

#: The least share of queries with the same first article: engines may order equal scores differently.
SAME_TOP = 0.95

#: Golden queries listed in a reason.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class IndexComparison:
    """The live index and the candidate compared by the same queries."""

    parity: Parity
    golden: GoldenChanges


@dataclass(frozen=True, slots=True)
class Migration:
    """The outcome of a migration."""

    before: str  # the former engine
    engine: str
    generation: int  # the one that was built; the live one where none was
    published: bool
    seconds: tuple[float, float] = (0.0, 0.0)  # to build and to compare
    comparison: IndexComparison | None = None  # None where nothing was built
    reasons: tuple[str, ...] = ()  # against publishing it, as sentences; given also where it was forced


def migrate(
    data_dir: Path,
    engine: str,
    *,
    queries: Sequence[str] | None = None,
    force: bool = False,
    keep: int = DEFAULT_KEEP,
    progress: Progress = silent,
) -> Migration:
    """Index the library with another engine, and publish the index if its results agree with the live one's.

    They are compared by the golden queries and by `queries`, by default titles and headings of the library.
    An index that differs is left unpublished, unless `force`. Raises `IndexMissing`, `IndexDamaged`,
    `IndexStale`, `NothingToIndex`, `NotEnoughSpace`, `ReindexBusy`, `GoldenError`, `LibraryError` or
    `EngineError`.
    """
    require_engine(engine)
    generations = Generations(data_dir)
    generations.current()  # raises before a folder is made
    with _library(data_dir, engine) as library:
        golden = _golden_queries(data_dir, library)
        started = monotonic()
        live = Base.verified(generations.folder(generations.current()))
        unchanged = Migration(live.manifest.engine, engine, generations.current(), published=False)
        if live.manifest.engine == engine:
            return unchanged
        require_engine(live.manifest.engine)  # needed for the comparison
        if (hold := rollback_hold(data_dir, library.contents())) and not force:
            return replace(unchanged, reasons=(hold.reason,))
        candidate = _build(library, generations, live, engine, progress)
        built = monotonic()
        compared = library_queries(library) if queries is None else queries
        comparison = _compare(live.index.location, candidate.folder, golden, compared, progress)
        reasons = (*_other_articles(live, candidate), *reasons_against(comparison))
        if published := force or not reasons:
            generations.publish(candidate.number)
        generations.prune(keep)
        seconds = round(built - started, 3), round(monotonic() - built, 3)
    return Migration(live.manifest.engine, engine, candidate.number, published, seconds, comparison, reasons)


def _golden_queries(data_dir: Path, library: Library) -> tuple[GoldenQuery, ...]:
    """The golden queries of the data folder; those of the sample corpus where the library has only that."""
    path = golden_path(data_dir)
    return () if path == SAMPLE_GOLDEN and not is_sample(library.pages()) else load_golden(path)


@contextmanager
def _library(data_dir: Path, engine: str) -> Iterator[Library]:
    """The library, if it has articles, with the writer's lock held."""
    nothing = NothingToIndex(
        f"There is no article in the library of {data_dir} to build from. "
        f"Run `healthsearch reindex CORPUS --data {data_dir} --engine {engine}`."
    )
    if not (data_dir / LIBRARY_FILE).exists():
        raise nothing  # opening it would make an empty one
    prepare_data_dir(data_dir)
    with writer_lock(data_dir), Library(data_dir) as library:
        if not library.count():
            raise nothing
        delete_leftovers(data_dir)
        yield library


def _build(
    library: Library, generations: Generations, live: Base, engine: str, progress: Progress
) -> Candidate:
    with library.transaction():
        return build_candidate(
            *(library, generations, live),
            engine=engine,
            full=True,
            respect_rollback=False,  # it was checked before
            workers=os.cpu_count() or 1,
            progress=progress,
        )


def _compare(
    live: Path, candidate: Path, golden: Sequence[GoldenQuery], queries: Iterable[str], progress: Progress
) -> IndexComparison:
    with (
        closing(Searcher(OneGeneration(live))) as before,
        closing(Searcher(OneGeneration(candidate))) as after,
    ):
        reports = check_golden(before, golden), check_golden(after, golden)
        distinct = list(dict.fromkeys([*queries, *(one.query for one in golden)]))
        parity = measure_parity(before, after, progress("compare", distinct, len(distinct)))
    return IndexComparison(parity, golden_changes(*reports))


def reasons_against(comparison: IndexComparison) -> tuple[str, ...]:
    """The reasons not to replace the live index with the candidate, as sentences."""
    parity, reasons = comparison.parity, []
    compared = len(parity.compared)
    if not compared:
        reasons.append("The live index finished no query in time, so nothing could be compared.")
    if (same := parity.same_top) < SAME_TOP * compared:
        reasons.append(
            f"The first article is the same for {same:,} of {compared:,} queries; {SAME_TOP:.0%} is needed."
        )
    if (same := parity.same_totals) < compared:
        reasons.append(
            f"The totals and counts are the same for {same:,} of {compared:,} queries; all are required."
        )
    if regressed := comparison.golden.regressed:
        named = [f"“{one.golden.query}”: {one.reasons[0]}" for one in regressed[:_NAMED]]
        reasons.append(f"{len(regressed):,} golden queries passed before and fail now. " + " ".join(named))
    return tuple(reasons)


def _other_articles(live: Base, candidate: Candidate) -> tuple[str, ...]:
    """A reason where the library has changed since the live index was built, as after a rollback."""
    differing = len(differing_articles(live.contents, read_contents(candidate.folder)))
    if not differing:
        return ()
    return (
        f"{differing:,} articles of the library differ from the live index, so results differ. "
        "Run `healthsearch reindex` first.",
    )
