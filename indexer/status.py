"""The state of a data folder: the live index, whether it is intact, and which pages failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from indexer.errors import IndexDamaged, IndexerError, SynonymError, UrgentTableError
from indexer.generations.generations import Generations
from indexer.generations.leftovers import Leftover, find_leftovers
from indexer.generations.lock import writer
from indexer.generations.manifest import Manifest, check_generation
from indexer.generations.rollback import RollbackNote, active_rollback
from indexer.library.library import LIBRARY_FILE, Failure, Library
from indexer.library.repair import damaged_libraries
from indexer.library.update import is_of_this_cleaner
from indexer.rewriting.synonyms.list_file import read_list
from indexer.rewriting.synonyms.synonyms import SHIPPED
from indexer.urgent.table_file import SHIPPED as SHIPPED_URGENT
from indexer.urgent.table_file import load_rows


@dataclass(frozen=True, slots=True)
class Status:
    """The live generation with its manifest, or its problem."""

    data_dir: Path
    generation: int | None
    manifest: Manifest | None
    problem: str | None
    articles_in_library: int
    failures: tuple[Failure, ...]
    generations: tuple[int, ...]
    writer: str | None  # the process that reindexes now
    leftovers: tuple[Leftover, ...]  # of killed reindexes, deleted by the next one
    damaged_libraries: tuple[Path, ...]  # renamed and kept
    rolled_back: RollbackNote | None
    lists: tuple[ListStatus, ...]
    urgent: ListStatus
    due: str | None = None  # why a reindex is due although the index can be searched


@dataclass(frozen=True, slots=True)
class ListStatus:
    """A synonym list, or the urgent table. Both are applied to queries, so a change needs no reindex."""

    name: str  # "lay" and so on for a shipped list; the path of an editor's own
    lines: int  # with an entry; of the urgent table the phrases
    written: datetime | None
    newer: bool  # than the live generation
    problem: str | None = None  # why a site or a search that starts now rejects it


def read_status(data_dir: Path, own: Path | None = None, urgent: Path | None = None) -> Status:
    """The state of a data folder, of the synonym lists, an editor's `own` first, and of the `urgent` table.

    Problems of the data folder are reported, never raised.
    """
    generations = Generations(data_dir)
    number, manifest, problem, due = None, None, None, None
    count, failures = 0, tuple[Failure, ...]()
    try:
        if (data_dir / LIBRARY_FILE).exists():
            with Library(data_dir) as library:
                count, failures = library.count(), tuple(library.failures())
                due = _due(library)
    except IndexerError as error:
        problem = str(error)
    try:
        number = generations.current()
        manifest = check_generation(generations.folder(number))
    except IndexDamaged as error:
        problem = str(error)
        if (stand_in := generations.stand_in()) is not None:
            problem += (
                f" Until then generation {stand_in} is searched, the newest earlier one that is intact."
            )
    except IndexerError as error:
        problem = str(error)
    built = _time(manifest.built) if manifest else None
    busy = writer(data_dir)
    return Status(
        *(data_dir, number, manifest, problem, count, failures),
        generations=tuple(generations.sealed()),
        writer=busy,
        leftovers=() if busy else find_leftovers(data_dir),
        damaged_libraries=tuple(damaged_libraries(data_dir)),
        rolled_back=active_rollback(data_dir),
        lists=_list_statuses(own, built),
        urgent=_urgent_status(urgent, built),
        due=due,
    )


def _due(library: Library) -> str | None:
    old = sum(not is_of_this_cleaner(page.stamp) for page in library.pages().values())
    if not old:
        return None
    what = f"{old:,} pages were" if old > 1 else "1 page was"
    return f"{what} read by another version of this program. Run `healthsearch reindex` to read them again."


def _list_statuses(own: Path | None, built: datetime | None) -> tuple[ListStatus, ...]:
    lists = [(str(own), own)] if own else []
    lists += [(path.stem, path) for path in SHIPPED]
    return tuple(_list_status(name, path, built) for name, path in lists)


def _list_status(name: str, path: Path, built: datetime | None) -> ListStatus:
    try:
        found = read_list(path)
        written = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
    except (SynonymError, OSError) as error:
        return ListStatus(name, 0, None, newer=False, problem=str(error))
    newer = built is not None and written > built
    lines = len({entry.line for entry in found.entries})
    return ListStatus(name, lines, written, newer, found.problems[0] if found.problems else None)


def _urgent_status(own: Path | None, built: datetime | None) -> ListStatus:
    path = own or SHIPPED_URGENT
    name = str(own) if own else "shipped"
    try:
        phrases = len(load_rows(path).phrases)
        written = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
    except (UrgentTableError, OSError) as error:
        return ListStatus(name, 0, None, newer=False, problem=str(error))
    return ListStatus(name, phrases, written, newer=built is not None and written > built)


def _time(text: str) -> datetime | None:
    """A time from a manifest; None where it is invalid."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
