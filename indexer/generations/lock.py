"""One writer at a time: a lock of the operating system, which a crash frees by itself."""

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

#: Seconds between two tries.
_PAUSE = 0.1


@contextmanager
def writer_lock(data_dir: Path) -> Iterator[None]:
    """Hold a data folder's writer lock; where another holds it for too long, `ReindexBusy` says who."""
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
            with suppress(OSError):  # the lock goes with the file, whatever that still says
                file.truncate(0)


def _locked(file: TextIO) -> bool:
    """Whether the lock is ours now, or became free while we waited."""
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
    """Who writes in a data folder now; None where nobody does, or was killed at it.

    Tells by what the writer noted and does not try the lock, which would stand in a reindex' way.
    """
    try:
        text = (data_dir / _FILE).read_text(encoding="utf-8")
        owner = json.loads(text)
        if owner["host"] == socket.gethostname():
            os.kill(owner["pid"], 0)
    except PermissionError:  # there is such a process, somebody else's
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
