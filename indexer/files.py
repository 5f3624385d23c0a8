"""Files that survive a power cut: they are written, flushed to disk, then renamed."""

from __future__ import annotations

import os
from pathlib import Path


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Make a folder and its parents durably; existing ones stay as they are."""
    if not folder.is_dir():
        if not folder.parent.exists():
            make_folder(folder.parent)
        folder.mkdir(mode=mode, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make a folder's entries durable (fsync on the folder itself, as POSIX requires)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_tree(folder: Path) -> None:
    """Make a folder and every file in it durable."""
    for path in sorted(folder.iterdir()):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    sync_folder(folder)


def write_atomically(path: Path, text: str) -> None:
    """Replace a file's content atomically: after a crash it has either the old text or the new one."""
    aside = path.with_name(path.name + ".new")
    with aside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
    sync_folder(path.parent)


def replace_text(path: Path, text: str) -> None:
    """Replace a file's content by a new file, which is not flushed to the disk yet.

    A file that other folders share by hard links must never be written over.
    """
    aside = path.with_name(path.name + ".new")
    aside.write_bytes(text.encode("utf-8", "surrogatepass"))
    aside.replace(path)
