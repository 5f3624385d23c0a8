"""A damaged library is kept aside, so that a new one can be made of the corpus."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from indexer.library.check import check_library
from indexer.library.library import FILE

#: What belongs to an SQLite database in WAL mode: the new one must not find the old one's journal.
_PARTS = ("-wal", "-shm", "")


def set_damaged_aside(data_dir: Path) -> Path | None:
    """Rename a library that is damaged, and give its new name; None where it is whole, or there is none.

    For a reindex of everything, which holds the writer's lock: all articles are cleaned again, and what is
    lost are the last good versions of pages that fail now. One that is locked or of a newer version stays.
    """
    found = check_library(data_dir)
    if found is None or not found.damaged:
        return None
    date = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H%M%SZ")
    aside = data_dir / f"{FILE}.damaged-{date}"
    for part in _PARTS:
        library = data_dir / f"{FILE}{part}"
        if library.exists():
            library.rename(f"{aside}{part}")
    return aside


def set_aside(data_dir: Path) -> list[Path]:
    """The damaged libraries that were kept, oldest first."""
    return sorted(path for path in data_dir.glob(f"{FILE}.damaged-*") if not path.name.endswith(_PARTS[:2]))
