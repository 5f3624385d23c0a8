"""The same library in another engine: built beside the live index, compared with it, put in its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from indexer.engines import require_engine
from indexer.errors import NothingToIndex
from indexer.evaluation.comparison_queries import drawn_queries
from indexer.evaluation.parity import Parity, compare
from indexer.generations import manifest
from indexer.generations.contents import read_contents
from indexer.generations.generations import KEPT, Generations, prepare_data_dir
from indexer.generations.lock import writer_lock
from indexer.generations.rollback import stays
from indexer.generations.sweep import sweep
from indexer.golden.golden_file import SAMPLE_GOLDEN, golden_path, load_golden
from indexer.golden.golden_queries import GoldenChanges, GoldenQuery, check
from indexer.golden.golden_queries import compare as compare_golden
from indexer.library.library import FILE, Library
from indexer.library.update import is_sample
from indexer.progress import Progress, silent
from indexer.publish.candidate import Candidate, build_candidate
from indexer.publish.plan import Base
from indexer.search.live_index import OneGeneration
from indexer.search.searcher import Searcher

#: The share of queries whose first article has to stay: engines may order what scores the same otherwise.
SAME_TOP = 0.95

#: Golden queries that a reason names.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """The live index and the candidate, asked the same."""

    parity: Parity
    golden: GoldenChanges


@dataclass(frozen=True, slots=True)
class Migration:
    """What became of a migration."""

    before: str  # engines
    engine: str
    generation: int  # what was built; the live one where nothing was
    published: bool
    seconds: tuple[float, float] = (0.0, 0.0)  # to build and to compare
    comparison: Comparison | None = None  # None where nothing was built
    reasons: tuple[str, ...] = ()  # what speaks against it, sentences; also where it was forced


def migrate(
    data_dir: Path,
    engine: str,
    *,
    queries: Sequence[str] | None = None,
    force: bool = False,
    keep: int = KEPT,
    progress: Progress = silent,
) -> Migration:
    """Build what the library holds with another engine, and publish it if it answers as the live index does.

    It is compared by the golden queries and by `queries`, or titles and headings of the library. Where it
    differs it is left unpublished, unless `force`. Raises `IndexMissing`, `IndexDamaged`, `IndexStale`,
    `NothingToIndex`, `NotEnoughSpace`, `ReindexBusy`, `GoldenError`, `LibraryError` or `EngineError`.
    """
    require_engine(engine)
    generations = Generations(data_dir)
    generations.current()  # where there is none, no folder is made for it
    with _library(data_dir, engine) as library:
        golden = _golden_queries(data_dir, library)
        started, live = monotonic(), _live(generations)
        unchanged = Migration(live.manifest.engine, engine, generations.current(), published=False)
        if live.manifest.engine == engine:
            return unchanged
        require_engine(live.manifest.engine)  # to compare with
        if (why := stays(data_dir, library.contents())) and not force:
            return replace(unchanged, reasons=(why.reason,))
        candidate = _build(library, generations, live, engine, progress)
        built = monotonic()
        asked = drawn_queries(library) if queries is None else queries
        comparison = _compare(live.index.location, candidate.folder, golden, asked, progress)
        reasons = (*_other_articles(live, candidate), *objections(comparison))
        if published := force or not reasons:
            generations.publish(candidate.number)
        generations.prune(keep)
        seconds = round(built - started, 3), round(monotonic() - built, 3)
    return Migration(live.manifest.engine, engine, candidate.number, published, seconds, comparison, reasons)


def _golden_queries(data_dir: Path, library: Library) -> tuple[GoldenQuery, ...]:
    """Those of the data folder; the sample corpus' own where the library holds just that."""
    path = golden_path(data_dir)
    return () if path == SAMPLE_GOLDEN and not is_sample(library.pages()) else load_golden(path)


def _live(generations: Generations) -> Base:
    folder = generations.folder(generations.current())
    found = manifest.check(folder)
    return Base.of(manifest.index_at(folder, found), found)


@contextmanager
def _library(data_dir: Path, engine: str) -> Iterator[Library]:
    """The library under the writer's lock, if it holds articles."""
    nothing = NothingToIndex(
        f"There is no article in the library of {data_dir} to build from. "
        f"Run `healthsearch reindex CORPUS --data {data_dir} --engine {engine}`."
    )
    if not (data_dir / FILE).exists():
        raise nothing  # to open it would make an empty one
    prepare_data_dir(data_dir)
    with writer_lock(data_dir), Library(data_dir) as library:
        if not library.count():
            raise nothing
        sweep(data_dir)
        yield library


def _build(
    library: Library, generations: Generations, live: Base, engine: str, progress: Progress
) -> Candidate:
    with library.transaction():
        return build_candidate(
            *(library, generations, live),
            engine=engine,
            full=True,
            heed_rollback=False,  # the library was looked at before
            workers=os.cpu_count() or 1,
            progress=progress,
        )


def _compare(
    live: Path, candidate: Path, golden: Sequence[GoldenQuery], queries: Iterable[str], progress: Progress
) -> Comparison:
    with (
        closing(Searcher(OneGeneration(live))) as before,
        closing(Searcher(OneGeneration(candidate))) as after,
    ):
        reports = check(before, golden), check(after, golden)
        asked = list(dict.fromkeys([*queries, *(one.query for one in golden)]))
        parity = compare(before, after, progress("compare", asked, len(asked)))
    return Comparison(parity, compare_golden(*reports))


def objections(comparison: Comparison) -> tuple[str, ...]:
    """Why the candidate should not take the live index's place, as sentences; none where nothing does."""
    parity, reasons = comparison.parity, []
    compared = len(parity.compared)
    if not compared:
        reasons.append("No query was answered in time by the live index, so nothing could be compared.")
    if (same := parity.same_top) < SAME_TOP * compared:
        reasons.append(
            f"The first article is the same for {same:,} of {compared:,} queries; {SAME_TOP:.0%} have to be."
        )
    if (same := parity.same_totals) < compared:
        reasons.append(
            f"The totals and counts are the same for {same:,} of {compared:,} queries; all have to be."
        )
    if regressed := comparison.golden.regressed:
        named = [f"“{one.golden.query}”: {one.reasons[0]}" for one in regressed[:_NAMED]]
        reasons.append(f"{len(regressed):,} golden queries passed before and fail now. " + " ".join(named))
    return tuple(reasons)


def _other_articles(live: Base, candidate: Candidate) -> tuple[str, ...]:
    """A sentence where the library has gone on since the live index was built, as after a rollback."""
    held, wanted = live.contents, read_contents(candidate.folder)
    differing = sum(held.get(one) != wanted.get(one) for one in {*held, *wanted})
    if not differing:
        return ()
    return (
        f"The library holds {differing:,} articles otherwise than the live index, so that answers differ. "
        "Run `healthsearch reindex` first.",
    )
