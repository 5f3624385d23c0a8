"""A damaged library is renamed, so that a new one can be made from the corpus."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from indexer.library.check import check_library
from indexer.library.library import LIBRARY_FILE

#: The files of an SQLite database in WAL mode: the new one must not find the old one's journal.
_PARTS = ("-wal", "-shm", "")


def rename_damaged_library(data_dir: Path) -> Path | None:
    """Rename a damaged library and return its new name; None where it is intact or there is none.

    For a full reindex, which holds the writer's lock: all pages are cleaned again, and only the last good
    versions of pages that fail now are lost. A library that is locked or of a newer version is left alone.
    """
    found = check_library(data_dir)
    if found is None or not found.damaged:
        return None
    date = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H%M%SZ")
    renamed = data_dir / f"{LIBRARY_FILE}.damaged-{date}"
    for part in _PARTS:
        library = data_dir / f"{LIBRARY_FILE}{part}"
        if library.exists():
            library.rename(f"{renamed}{part}")
    return renamed


def damaged_libraries(data_dir: Path) -> list[Path]:
    """The damaged libraries that were renamed, oldest first."""
    return sorted(
        path for path in data_dir.glob(f"{LIBRARY_FILE}.damaged-*") if not path.name.endswith(_PARTS[:2])
    )
