"""What a reindex does first, under the writer's lock: away with leftovers, a damaged library aside."""

from __future__ import annotations

from pathlib import Path

from indexer.generations.sweep import sweep
from indexer.library.repair import set_damaged_aside


def tidy(data_dir: Path, *, anew: bool) -> tuple[str, ...]:
    """Make a data folder ready to be written, and tell what was done, as sentences.

    `anew` says that all pages are cleaned again, so that a damaged library can be done without.
    """
    swept = sweep(data_dir)
    notes = []
    if swept:
        size = sum(left.size for left in swept) / 1e6
        names = ", ".join(left.path.name for left in swept)
        notes.append(f"Swept what a killed reindex had left: {names} ({size:,.1f} MB).")
    if anew and (aside := set_damaged_aside(data_dir)):
        notes.append(
            f"The library was damaged and is made anew; the damaged one is {aside}. Pages that fail now have "
            "lost their last good version."
        )
    return tuple(notes)
