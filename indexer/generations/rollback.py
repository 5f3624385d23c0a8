"""Back to an earlier generation, and what a reindex does afterwards.

The articles stay in the corpus as they are, so the next reindex would bring back what was taken back. It is
noted instead: as long as the corpus is the same, or the generation is held, the earlier one stays live.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.errors import IndexerError, NothingToRollBackTo
from indexer.files import write_atomically
from indexer.generations import contents
from indexer.generations.generations import Generations
from indexer.generations.lock import writer_lock
from indexer.generations.manifest import Manifest, check
from indexer.library.contents import Contents

_FILE = "ROLLBACK"


@dataclass(frozen=True, slots=True)
class Note:
    """What was rolled back, valid as long as `live` is."""

    live: int
    taken_back: tuple[str, ...] = ()  # digests of the contents that should not come back
    held: bool = False  # nothing else goes live either


@dataclass(frozen=True, slots=True)
class Rollback:
    """What is live now and what was before, None where that was missing."""

    generation: int
    manifest: Manifest
    before: int | None
    note: Note
    was_live: bool  # at some time before
    passed_over: tuple[tuple[int, str], ...]  # nearer ones that are not whole, and why


@dataclass(frozen=True, slots=True)
class Stays:
    """Why the live generation stays, as sentences; `held` also against changes that a reindex has found."""

    reason: str
    held: bool


def roll_back(data_dir: Path, number: int | None = None, *, hold: bool = False) -> Rollback:
    """Make an earlier generation live again, in one step: `number`, or the one that was live before.

    Every file of it is checked first. Raises `NothingToRollBackTo`, `ReindexBusy`, and for a `number` that
    is damaged or of another version `IndexDamaged` or `IndexStale`.
    """
    generations = Generations(data_dir)
    if not generations.sealed():
        raise NothingToRollBackTo(
            f"There is no generation in {data_dir} to roll back to. Run `healthsearch reindex`."
        )
    with writer_lock(data_dir):
        before, former = generations.live(), generations.history()
        passed_over: list[tuple[int, str]] = []
        if number is None:
            number = _before(generations, before, former, passed_over)
        elif number not in generations.sealed() or number == before:
            raise NothingToRollBackTo(_cannot(generations, number, before))
        manifest = check(generations.folder(number))
        note = _noted(generations, number, manifest, before, hold)
        write_atomically(data_dir / _FILE, json.dumps(asdict(note)) + "\n")
        generations.publish(number)
    return Rollback(number, manifest, before, note, number in former, tuple(passed_over))


def release(data_dir: Path) -> bool:
    """Let the next reindex publish what it finds, a rollback or not; False where nothing held it back.

    Raises `ReindexBusy`.
    """
    with writer_lock(data_dir):
        stands = standing(data_dir) is not None
        (data_dir / _FILE).unlink(missing_ok=True)
    return stands


def standing(data_dir: Path) -> Note | None:
    """The rollback that holds a reindex back; None where another generation went live since."""
    try:
        found = json.loads((data_dir / _FILE).read_text(encoding="utf-8"))
        note = Note(int(found["live"]), tuple(map(str, found["taken_back"])), bool(found["held"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return note if note.live == Generations(data_dir).live() and (note.taken_back or note.held) else None


def stays(data_dir: Path, wanted: Contents) -> Stays | None:
    """Why a reindex that would publish these contents leaves the live generation; None where it need not."""
    note = standing(data_dir)
    if note is None:
        return None
    if contents.digest(wanted) in note.taken_back:
        return Stays(
            f"Generation {note.live} stays live, because the corpus still holds what was rolled back. "
            "Mend it, or run `healthsearch rollback --release` and reindex to publish it all the same.",
            held=False,
        )
    if note.held:
        return Stays(
            f"Generation {note.live} is held since the rollback, so nothing else is published. "
            "Run `healthsearch rollback --release` and reindex when the corpus is mended.",
            held=True,
        )
    return None


def _before(
    generations: Generations, live: int | None, former: list[int], passed_over: list[tuple[int, str]]
) -> int:
    """The generation that was live last of those built before this one, and is whole."""
    for number in reversed(former):
        if live is None or number < live:
            try:
                check(generations.folder(number))
            except IndexerError as error:
                passed_over.append((number, str(error)))
            else:
                return number
    raise NothingToRollBackTo(_none_before(live, passed_over))


def _none_before(live: int | None, passed_over: list[tuple[int, str]]) -> str:
    if passed_over:
        return (
            f"No earlier generation can be gone back to. Generation {passed_over[0][0]}: {passed_over[0][1]}"
        )
    before = f"before generation {live}" if live else "to go back to"
    return f"There is no generation {before} that was ever live. `healthsearch generations` lists those kept."


def _cannot(generations: Generations, number: int, live: int | None) -> str:
    if number == live:
        return f"Generation {number} is live already."
    kept = ", ".join(str(other) for other in generations.sealed() if other != live) or "none"
    return f"There is no generation {number} to roll back to; there are: {kept}."


def _noted(generations: Generations, number: int, manifest: Manifest, before: int | None, hold: bool) -> Note:
    """What should not come back: what is left for an earlier one, and what was left before that.

    A live generation that is damaged was not left for what it says, so its articles may come back.
    """
    former = standing(generations.data_dir)
    taken_back = set(former.taken_back) if former else set()
    if before is not None and number < before:
        with suppress(IndexerError, KeyError):
            taken_back.add(check(generations.folder(before)).files[contents.FILE])
    taken_back.discard(manifest.files.get(contents.FILE, ""))
    return Note(number, tuple(sorted(taken_back)), hold)
