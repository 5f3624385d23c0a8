"""One writer at a time: a lock of the operating system, which a crash releases."""

from __future__ import annotations

import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timezone
from pathlib import Path
from typing import TextIO

from indexer import limits
from indexer.errors import ReindexBusy

_FILE = "reindex.lock"

#: Seconds between two attempts.
_PAUSE = 0.1


@contextmanager
def writer_lock(data_dir: Path) -> Iterator[None]:
    """Hold a data folder's writer lock; `ReindexBusy` names the process that holds it for too long."""
    with (data_dir / _FILE).open("a+", encoding="utf-8") as file:
        if not _locked(file):
            file.seek(0)
            raise ReindexBusy(
                f"Another reindex of {data_dir} is running ({_owner(file.read())}). "
                "Wait for it to end, or stop it."
            )
        file.truncate(0)
        since = datetime.now(timezone.utc).isoformat(timespec="seconds")
        file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since}))
        file.flush()
        try:
            yield
        finally:
            with suppress(OSError):  # closing the file releases the lock, whatever it contains
                file.truncate(0)


def _locked(file: TextIO) -> bool:
    """Take the lock, waiting for it a while; False where it did not become free."""
    until = time.monotonic() + limits.LOCK_SECONDS
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            if time.monotonic() >= until:
                return False
            time.sleep(_PAUSE)


def writer(data_dir: Path) -> str | None:
    """The process that writes to a data folder now; None where there is none, or it was killed.

    Reads what the writer wrote into the lock's file. It does not try the lock, which would block a reindex.
    """
    try:
        text = (data_dir / _FILE).read_text(encoding="utf-8")
        owner = json.loads(text)
        if owner["host"] == socket.gethostname():
            os.kill(owner["pid"], 0)
    except PermissionError:  # the process exists and belongs to another user
        return _owner(text)
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None
    return _owner(text)


def _owner(text: str) -> str:
    try:
        owner = json.loads(text)
        return f"process {owner['pid']} on {owner['host']} since {owner['since']}"
    except (ValueError, KeyError, TypeError):
        return "its owner did not say who it is"
