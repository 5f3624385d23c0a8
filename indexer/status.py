"""What is live in a data folder, whether it is whole, and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

from indexer.errors import IndexDamaged, IndexerError, SynonymError
from indexer.generations.generations import Generations
from indexer.generations.lock import writer
from indexer.generations.manifest import Manifest, check
from indexer.generations.rollback import Note, standing
from indexer.generations.sweep import Leftover, leftovers
from indexer.library.library import FILE, Failure, Library
from indexer.library.repair import set_aside
from indexer.library.update import is_of_this_cleaner
from indexer.rewriting.synonyms.list_file import read_list
from indexer.rewriting.synonyms.synonyms import SHIPPED


@dataclass(frozen=True, slots=True)
class Status:
    """The live generation with its manifest, or the problem with it as a sentence."""

    data_dir: Path
    generation: int | None
    manifest: Manifest | None
    problem: str | None
    articles_in_library: int
    failures: tuple[Failure, ...]
    generations: tuple[int, ...]
    writer: str | None  # who reindexes now
    leftovers: tuple[Leftover, ...]  # of killed reindexes, swept by the next one
    set_aside: tuple[Path, ...]  # damaged libraries that were kept
    rolled_back: Note | None
    lists: tuple[ListStatus, ...]
    due: str | None = None  # why a reindex is due though the index answers, as a sentence


@dataclass(frozen=True, slots=True)
class ListStatus:
    """A synonym list. It is applied when somebody searches, so no reindex is due when it changes."""

    name: str  # "lay" and so on of a shipped list; the path of an editor's own
    lines: int  # that say something
    written: datetime | None
    newer: bool  # than the live generation
    problem: str | None = None  # why a site or a search that starts now refuses it


def read_status(data_dir: Path, own: Path | None = None) -> Status:
    """The state of a data folder and of the synonym lists, an editor's `own` first.

    Never raises for what it finds there, says it instead.
    """
    generations = Generations(data_dir)
    number, manifest, problem, due = None, None, None, None
    count, failures = 0, tuple[Failure, ...]()
    try:
        if (data_dir / FILE).exists():
            with Library(data_dir) as library:
                count, failures = library.count(), tuple(library.failures())
                due = _due(library)
    except IndexerError as error:
        problem = str(error)
    try:
        number = generations.current()
        manifest = check(generations.folder(number))
    except IndexDamaged as error:
        problem = str(error)
        if (stand_in := generations.stand_in()) is not None:
            problem += f" Until then generation {stand_in} answers, the newest earlier one that is whole."
    except IndexerError as error:
        problem = str(error)
    built = _time(manifest.built) if manifest else None
    lists = [_list_status(str(own), own, built)] if own else []
    lists += [_list_status(path.stem, path, built) for path in SHIPPED]
    busy = writer(data_dir)
    return Status(
        *(data_dir, number, manifest, problem, count, failures),
        generations=tuple(generations.sealed()),
        writer=busy,
        leftovers=() if busy else leftovers(data_dir),
        set_aside=tuple(set_aside(data_dir)),
        rolled_back=standing(data_dir),
        lists=tuple(lists),
        due=due,
    )


def _due(library: Library) -> str | None:
    old = sum(not is_of_this_cleaner(page.stamp) for page in library.pages().values())
    if not old:
        return None
    what = f"{old:,} pages were" if old > 1 else "1 page was"
    return f"{what} read by another version of this program. Run `healthsearch reindex` to read them again."


def _list_status(name: str, path: Path, built: datetime | None) -> ListStatus:
    try:
        found = read_list(path)
        written = datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
    except (SynonymError, OSError) as error:
        return ListStatus(name, 0, None, newer=False, problem=str(error))
    newer = built is not None and written > built
    lines = len({entry.line for entry in found.entries})
    return ListStatus(name, lines, written, newer, found.problems[0] if found.problems else None)


def _time(text: str) -> datetime | None:
    """A time as a manifest has it, None where somebody wrote in it."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
