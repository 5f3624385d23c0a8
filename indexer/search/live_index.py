"""What answers searches now: an open generation and the synonym lists, taken up anew when they change."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread

from indexer.engines import open_engine
from indexer.engines.base import SearchEngine
from indexer.errors import IndexDamaged, IndexerError, IndexStale, SynonymError
from indexer.generations.generations import Generations
from indexer.generations.manifest import check_generation
from indexer.rewriting.rewriter import QueryRewriter
from indexer.rewriting.synonyms.synonyms import Stamp, Synonyms, file_stamp


@dataclass(frozen=True, slots=True)
class Live:
    """An open generation with the rewriter of its queries."""

    engine: SearchEngine
    rewriter: QueryRewriter
    generation: int
    published: tuple[int, int]  # what changes with the live generation
    listed: Stamp | None  # what changes with the editor's own list
    problem: str | None = None  # why the live generation is not the one that answers
    list_problem: str | None = None  # why a list written since is not


class LiveIndex:
    """Follows a data folder and an editor's own list; safe between threads.

    What is new is taken up by the next search, or, `in_background`, by a thread that opens and warms it
    while the former answers. What is new and broken is not taken up, nor what is broken at the start.
    """

    def __init__(
        self, data_dir: Path, engine: str | None, own: Path | None = None, *, in_background: bool = False
    ) -> None:
        self._generations = Generations(data_dir)
        self._engine_name = engine
        self._own = own
        self._in_background = in_background
        self._changing = Lock()
        self._thread: Thread | None = None
        listed = self._listed()
        self._synonyms = Synonyms.load(own)
        self._live = self._first(listed)
        if in_background:
            self._thread = Thread(target=_warm, args=(self._live.rewriter,), daemon=True)
            self._thread.start()

    def now(self) -> Live:
        """What answers now."""
        if self._is_old():
            if not self._in_background:
                with self._changing:
                    if self._is_old():
                        self._take_up()
            elif self._changing.acquire(blocking=False):
                self._thread = Thread(target=self._take_up_aside, daemon=True)
                self._thread.start()
        return self._live

    def close(self) -> None:
        """Let go of the index."""
        if self._thread:
            self._thread.join()
        self._live.engine.close()

    def _is_old(self) -> bool:
        live = self._live
        return live.published != self._generations.stamp() or live.listed != self._listed()

    def _listed(self) -> Stamp | None:
        return file_stamp(self._own) if self._own else None

    def _take_up_aside(self) -> None:
        try:
            self._take_up()
        finally:
            self._changing.release()

    def _take_up(self) -> None:
        """Take up what is new, and say of what is broken why it is not.

        The former engine is not closed but left to the searches that still read it; it goes with the last.
        """
        live = self._live
        listed = self._listed()
        if listed != live.listed:
            live = self._with_lists(replace(live, listed=listed))
        if (published := self._generations.stamp()) != live.published:
            try:
                live = replace(self._opened(listed), list_problem=live.list_problem)
            except (IndexerError, OSError) as error:
                live = replace(live, published=published, problem=str(error))
        if self._in_background:
            _warm(live.rewriter)
        self._live = live

    def _with_lists(self, live: Live) -> Live:
        try:
            self._synonyms = Synonyms.load(self._own)
        except (SynonymError, OSError) as error:
            said = str(error).replace(str(self._own), self._own.name) if self._own else str(error)
            return replace(live, list_problem=said)
        return replace(live, rewriter=QueryRewriter(live.engine, self._synonyms), list_problem=None)

    def _first(self, listed: Stamp | None) -> Live:
        """The live generation, or the newest earlier one that is whole where that is damaged."""
        try:
            return self._opened(listed)
        except IndexDamaged as error:
            published = self._generations.stamp()
            number = self._generations.stand_in()
            if number is None:
                raise
            engine = _open(self._generations.folder(number), self._engine_name)
            return Live(
                engine, QueryRewriter(engine, self._synonyms), number, published, listed, problem=str(error)
            )

    def _opened(self, listed: Stamp | None) -> Live:
        published = self._generations.stamp()
        number = self._generations.current()
        engine = _open(self._generations.folder(number), self._engine_name)
        return Live(engine, QueryRewriter(engine, self._synonyms), number, published, listed)


class OneGeneration:
    """A generation that need not be the live one, with the shipped lists; follows nothing."""

    def __init__(self, folder: Path) -> None:
        engine = _open(folder, None)
        number = int(folder.name)
        self._live = Live(engine, QueryRewriter(engine, Synonyms.load(None)), number, (0, 0), None)

    def now(self) -> Live:
        """What answers."""
        return self._live

    def close(self) -> None:
        """Let go of the index."""
        self._live.engine.close()


def _open(folder: Path, engine: str | None) -> SearchEngine:
    manifest = check_generation(folder)
    if engine not in (None, manifest.engine):
        raise IndexStale(
            f"The index was built with the engine {manifest.engine!r}, not {engine!r}. "
            f"Run `healthsearch reindex --engine {engine}`, or leave --engine out."
        )
    return open_engine(manifest.engine, folder).open()


def _warm(rewriter: QueryRewriter) -> None:
    with suppress(IndexerError):  # an engine that is away says so to the next search
        rewriter.warm()
