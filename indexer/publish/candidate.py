"""Library to candidate: the next generation, sealed beside the live one and not yet published."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.documents.serialization import FINGERPRINT, load_documents
from indexer.engines import ENGINES
from indexer.errors import IndexDamaged, IndexerError
from indexer.generations.generations import Generations
from indexer.generations.manifest import Manifest, read_manifest
from indexer.generations.rollback import RollbackHold, rollback_hold
from indexer.generations.space import check_space
from indexer.library.analysis import analyse_articles
from indexer.library.library import Library
from indexer.progress import Progress
from indexer.publish.build import build_index
from indexer.publish.plan import Base, Plan, plan_build


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sealed generation, and the plan that it was built by; the live one where nothing has changed."""

    number: int
    folder: Path
    manifest: Manifest
    plan: Plan
    hold: RollbackHold | None = None  # why a rollback prevents publishing it

    @property
    def is_live(self) -> bool:
        """Whether it is the live generation, which has the same contents as the library."""
        return not self.plan.changes


def build_candidate(
    library: Library,
    generations: Generations,
    live: Base | None,
    *,
    engine: str | None,
    full: bool,
    respect_rollback: bool = True,
    workers: int,
    progress: Progress,
) -> Candidate:
    """Build a generation of the library's articles, from the live one where that is less work.

    Raises `LibraryError`, `EngineError` or `NotEnoughSpace`.
    """
    ids = library.not_analysed(FINGERPRINT)
    for _ in progress("analyse", analyse_articles(library, ids, workers), len(ids)):
        pass
    name = engine or _former_engine(generations)
    wanted = library.contents()
    hold = rollback_hold(generations.data_dir, wanted) if respect_rollback else None
    if live and hold and not hold.held:
        return Candidate(
            generations.current(), live.index.location, live.manifest, Plan(live, (), (), 0), hold
        )
    usable = live is not None and not full and live.manifest.engine == name
    planned = plan_build(wanted, live if usable else None)
    if planned.base and not planned.changes:
        base = planned.base
        return Candidate(generations.current(), base.index.location, base.manifest, planned)
    anew = planned.base is None
    check_space(generations.data_dir, articles=len(wanted), new=len(planned.add), anew=anew)
    number = generations.next_number()
    folder = generations.folder(number)
    documents = map(load_documents, library.documents(planned.add))
    articles = progress("index", documents, len(planned.add))
    manifest = build_index(folder, name, planned, wanted, articles)
    return Candidate(number, folder, manifest, planned, hold)


def _former_engine(generations: Generations) -> str:
    """The engine of the live generation, even if stale; of the one before, if its manifest is damaged."""
    live = generations.live()
    for number in (*([] if live is None else [live]), *reversed(generations.history())):
        with suppress(IndexDamaged):
            name = read_manifest(generations.folder(number)).engine
            if name in ENGINES:
                return name
    return ENGINES[0]


def live_base(generations: Generations) -> Base | None:
    """The live generation to build from; None where it is missing, damaged or of another version."""
    try:
        return Base.verified(generations.folder(generations.current()))
    except IndexerError:
        return None
