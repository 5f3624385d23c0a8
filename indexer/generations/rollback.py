"""Rolling back to an earlier generation, and what a reindex does afterwards.

The corpus still has the articles that were rolled back, so the next reindex would publish them again. A note
prevents that: the earlier generation stays live as long as the corpus is the same, or as long as it is held.
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
from indexer.generations.manifest import Manifest, check_generation
from indexer.library.contents import Contents

_FILE = "ROLLBACK"


@dataclass(frozen=True, slots=True)
class RollbackNote:
    """A rollback on record, valid as long as generation `live` is the live one."""

    live: int
    taken_back: tuple[str, ...] = ()  # digests of contents that must not be published again
    held: bool = False  # no other contents are published either


@dataclass(frozen=True, slots=True)
class Rollback:
    """The generation that is live now, and the one before, None where that was missing."""

    generation: int
    manifest: Manifest
    before: int | None
    note: RollbackNote
    was_live: bool  # at some time before this rollback
    passed_over: tuple[tuple[int, str], ...]  # nearer ones that are damaged or stale, and why


@dataclass(frozen=True, slots=True)
class RollbackHold:
    """Why the live generation stays, as sentences; if `held`, also when the corpus changes."""

    reason: str
    held: bool


def roll_back(data_dir: Path, number: int | None = None, *, hold: bool = False) -> Rollback:
    """Make an earlier generation live again, in one step: `number`, or the one that was live before.

    All its files are verified first. Raises `NothingToRollBackTo`, `ReindexBusy`, and for a `number` that is
    damaged or of another version `IndexDamaged` or `IndexStale`.
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
        manifest = check_generation(generations.folder(number))
        note = _note(generations, number, manifest, before, hold)
        write_atomically(data_dir / _FILE, json.dumps(asdict(note)) + "\n")
        generations.publish(number)
    return Rollback(number, manifest, before, note, number in former, tuple(passed_over))


def release(data_dir: Path) -> bool:
    """Let the next reindex publish again after a rollback; False where no rollback was active.

    Raises `ReindexBusy`.
    """
    with writer_lock(data_dir):
        was_active = active_rollback(data_dir) is not None
        (data_dir / _FILE).unlink(missing_ok=True)
    return was_active


def active_rollback(data_dir: Path) -> RollbackNote | None:
    """The rollback that holds back a reindex; None where another generation has gone live since."""
    try:
        found = json.loads((data_dir / _FILE).read_text(encoding="utf-8"))
        note = RollbackNote(int(found["live"]), tuple(map(str, found["taken_back"])), bool(found["held"]))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return note if note.live == Generations(data_dir).live() and (note.taken_back or note.held) else None


def rollback_hold(data_dir: Path, wanted: Contents) -> RollbackHold | None:
    """Why a reindex must not publish these contents; None where it may."""
    note = active_rollback(data_dir)
    if note is None:
        return None
    if contents.digest(wanted) in note.taken_back:
        return RollbackHold(
            f"Generation {note.live} stays live, because the corpus still holds what was rolled back. "
            "Fix it, or run `healthsearch rollback --release` and reindex to publish it all the same.",
            held=False,
        )
    if note.held:
        return RollbackHold(
            f"Generation {note.live} is held since the rollback, so nothing else is published. "
            "Run `healthsearch rollback --release` and reindex when the corpus is fixed.",
            held=True,
        )
    return None


def _before(
    generations: Generations, live: int | None, former: list[int], passed_over: list[tuple[int, str]]
) -> int:
    """The latest intact generation that was live before this one and was built before it."""
    for number in reversed(former):
        if live is None or number < live:
            try:
                check_generation(generations.folder(number))
            except IndexerError as error:
                passed_over.append((number, str(error)))
            else:
                return number
    raise NothingToRollBackTo(_none_before(live, passed_over))


def _none_before(live: int | None, passed_over: list[tuple[int, str]]) -> str:
    if passed_over:
        return (
            "There is no intact generation to roll back to. "
            f"Generation {passed_over[0][0]}: {passed_over[0][1]}"
        )
    before = f"before generation {live}" if live else "to roll back to"
    return f"There is no generation {before} that was ever live. `healthsearch generations` lists those kept."


def _cannot(generations: Generations, number: int, live: int | None) -> str:
    if number == live:
        return f"Generation {number} is live already."
    kept = ", ".join(str(other) for other in generations.sealed() if other != live) or "none"
    return f"There is no generation {number} to roll back to; there are: {kept}."


def _note(
    generations: Generations, number: int, manifest: Manifest, before: int | None, hold: bool
) -> RollbackNote:
    """The note of this rollback: the contents left now, and those left by active rollbacks before.

    A damaged live generation was not left because of its articles, so they may be published again.
    """
    former = active_rollback(generations.data_dir)
    taken_back = set(former.taken_back) if former else set()
    if before is not None and number < before:
        with suppress(IndexerError, KeyError):
            taken_back.add(check_generation(generations.folder(before)).files[contents.CONTENTS_FILE])
    taken_back.discard(manifest.files.get(contents.CONTENTS_FILE, ""))
    return RollbackNote(number, tuple(sorted(taken_back)), hold)
