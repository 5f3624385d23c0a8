"""A Tantivy index in a folder: opened without leaving a trace there, and swept of what is dead."""

from __future__ import annotations

import json
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tantivy import Index, Schema, Searcher

_META = "meta.json"

#: A segment's file: the segment's id, the commit that deleted from it where it holds deletions, its kind.
_SEGMENT_FILE = re.compile(r"([0-9a-f]{32})(?:\.([0-9]+))?\.[a-z]+")


def holds_index(folder: Path) -> bool:
    """Whether there is an index to open or to take further."""
    return (folder / _META).exists()


def open_searcher(folder: Path) -> tuple[Searcher, Schema]:
    """A searcher over the folder as it is now, and the schema of its queries.

    Opening takes a lock file, which must not appear in a sealed folder nor need permission to write there:
    it opens a folder of links instead. Its files are mapped by then, so both folders may go.
    """
    with TemporaryDirectory(prefix="healthsearch-", ignore_cleanup_errors=True) as links:
        for path in folder.iterdir():
            (Path(links) / path.name).symlink_to(path.absolute())
        index = Index.open(links)
        index.config_reader("manual")  # else a thread looks for new commits twice a second
        return index.searcher(), index.schema


def sweep(folder: Path) -> None:
    """Delete what no commit names: lock files, and files of segments that were merged away."""
    deletions = {
        segment["segment_id"].replace("-", ""): str((segment["deletes"] or {}).get("opstamp"))
        for segment in _segments(folder)
    }
    for path in list(folder.iterdir()):
        found = _SEGMENT_FILE.fullmatch(path.name)
        dead = found and (found[1] not in deletions or found[2] not in (None, deletions[found[1]]))
        if dead or path.name.endswith(".lock"):
            path.unlink()


def _segments(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / _META).read_text(encoding="utf-8"))["segments"]
    return found
