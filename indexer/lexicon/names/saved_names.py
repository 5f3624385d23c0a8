"""The file of a generation's names as text; `name_table`, which needs numpy, makes it and looks names up."""

from __future__ import annotations

from pathlib import Path

FILE = "names.tsv"


def saved_names(folder: Path) -> str:
    """The names that were saved into a folder, for `NameTable`; nothing if it has none."""
    path = folder / FILE
    return path.read_text(encoding="utf-8") if path.exists() else ""
