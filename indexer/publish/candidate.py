"""Library to candidate: the next generation, whole and sealed beside the live one, not yet published."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from indexer.documents.serialization import FINGERPRINT, load_documents
from indexer.engines import ENGINES
from indexer.errors import IndexDamaged, IndexerError
from indexer.generations.generations import Generations
from indexer.generations.manifest import Manifest, check, index_at, read
from indexer.generations.rollback import Stays, stays
from indexer.generations.space import check_space
from indexer.library.analysis import analyse_articles
from indexer.library.library import Library
from indexer.progress import Progress
from indexer.publish.build import build_index
from indexer.publish.plan import Base, Plan, plan


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sealed generation, and what was done to make it; it is the live one where nothing was to do."""

    number: int
    folder: Path
    manifest: Manifest
    plan: Plan
    stays: Stays | None = None  # why a rollback leaves the live one in its place

    @property
    def is_live(self) -> bool:
        """Whether the live generation holds just what the library holds."""
        return not self.plan.changes


def build_candidate(
    library: Library,
    generations: Generations,
    live: Base | None,
    *,
    engine: str | None,
    full: bool,
    heed_rollback: bool = True,
    workers: int,
    progress: Progress,
) -> Candidate:
    """What the library holds as a generation, made from the live one where that is less work.

    Raises `LibraryError`, `EngineError` or `NotEnoughSpace`.
    """
    ids = library.not_analysed(FINGERPRINT)
    for _ in progress("analyse", analyse_articles(library, ids, workers), len(ids)):
        pass
    name = engine or _engine(generations)
    wanted = library.contents()
    why = stays(generations.data_dir, wanted) if heed_rollback else None
    if live and why and not why.held:
        return Candidate(
            generations.current(), live.index.location, live.manifest, Plan(live, (), (), 0), why
        )
    usable = live is not None and not full and live.manifest.engine == name
    planned = plan(wanted, live if usable else None)
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
    return Candidate(number, folder, manifest, planned, why)


def _engine(generations: Generations) -> str:
    """That of the live generation, stale or not; where its manifest is damaged, of the one before."""
    live = generations.live()
    for number in (*([] if live is None else [live]), *reversed(generations.history())):
        with suppress(IndexDamaged):
            name = read(generations.folder(number)).engine
            if name in ENGINES:
                return name
    return ENGINES[0]


def live_base(generations: Generations) -> Base | None:
    """The live generation as a beginning; None where it is missing, damaged or of another version."""
    try:
        folder = generations.folder(generations.current())
        manifest = check(folder)
    except IndexerError:
        return None
    return Base.of(index_at(folder, manifest), manifest)
