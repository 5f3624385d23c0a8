"""A folder whose every change can be watched, made to fail, or made the last thing a process does.

Python reports opening, renaming, linking, deleting and making folders before it does so (audit events);
writes, truncations and flushes to the disk are wrapped. SQLite's own writes do not pass here.
"""

import builtins
import errno
import io
import os
import pathlib
import sys
from dataclasses import dataclass
from pathlib import Path

#: What a full disk refuses; deleting and renaming it still does.
GROWING = ("open", "write", "link", "mkdir")

_EVENTS = {
    "os.rename": "rename",
    "os.link": "link",
    "os.remove": "unlink",
    "os.rmdir": "rmdir",
    "os.mkdir": "mkdir",
    "os.truncate": "truncate",
}
_FOLDER_HANDLES = {"rename": 2, "link": 2, "unlink": 1, "rmdir": 1, "mkdir": 2}  # where in the arguments


@dataclass(frozen=True, slots=True)
class Operation:
    """A change to the folder that is about to happen."""

    kind: str
    path: str
    to: str | None = None  # the other path of a rename or link

    def __str__(self):
        return f"{self.kind} {'/'.join(Path(self.to or self.path).parts[-2:])}"


class Disk:
    """Watches one folder from `watch` on; `told` is called before each operation, and may raise."""

    def __init__(self, folder):
        self._folder = f"{Path(folder)}{os.sep}"
        self.told = None

    def watch(self):
        sys.addaudithook(self._hear)
        self._fsync, self._write, self._open = os.fsync, os.write, io.open
        os.fsync, os.write = self._on_fsync, self._on_write
        io.open = builtins.open = self._on_open
        if hasattr(pathlib, "_NormalAccessor"):  # Python 3.10
            pathlib._NormalAccessor.open = staticmethod(self._on_open)

    def tell(self, kind, path, to=None):
        if self.told and self._holds(path) and not Path(path).name.startswith("library.sqlite"):
            self.told(Operation(kind, str(Path(path).absolute()), to and str(Path(to).absolute())))

    def _holds(self, path):
        return f"{Path(path).absolute()}{os.sep}".startswith(self._folder)

    def _hear(self, event, arguments):
        if self.told is None:
            return
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, (str, bytes, os.PathLike)) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                self.tell("open", os.fsdecode(path))
        elif kind := _EVENTS.get(event):
            handle = arguments[_FOLDER_HANDLES[kind]] if kind in _FOLDER_HANDLES else -1
            first = arguments[0] if not isinstance(arguments[0], int) else _path_of(arguments[0])
            path = os.fsdecode(first)
            if handle != -1:
                path = f"{_path_of(handle)}/{path}"
            self.tell(kind, path, os.fsdecode(arguments[1]) if kind in ("rename", "link") else None)

    def _on_fsync(self, handle):
        number = handle if isinstance(handle, int) else handle.fileno()
        self.tell("fsync", _path_of(number))  # it need not be waited for: nothing here cuts the real power

    def _on_write(self, handle, content):
        self.tell("write", _path_of(handle))
        return self._write(handle, content)

    def _on_open(self, file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, *rest):
        writes = set(mode) & set("wax+") and not isinstance(file, int)
        if not writes or not self._holds(file):
            return self._open(file, mode, buffering, encoding, errors, newline, *rest)
        raw = _Watched(self, os.fspath(file), mode.replace("b", "").replace("t", ""))
        content = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
        return content if "b" in mode else io.TextIOWrapper(content, encoding, errors, newline)


class _Watched(io.FileIO):
    """A file whose writes are reported, as the operating system sees them."""

    def __init__(self, disk, path, mode):
        self._disk = disk
        super().__init__(path, mode)

    def write(self, content):
        self._disk.tell("write", self.name)
        return super().write(content)

    def truncate(self, size=None):
        self._disk.tell("truncate", self.name)
        return super().truncate(size)


class Counted:
    """Counts operations and acts at the one of a given number; `at` says which that was."""

    def __init__(self, at, act):
        self._left = at
        self._act = act
        self.at = None

    def __call__(self, operation):
        self._left -= 1
        if self._left == 0:
            self.at = str(operation)
        if self._left <= 0:
            self._act(operation, self._left == 0)


def full(operation, first):
    """The disk is full from here on."""
    if first or operation.kind in GROWING:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), operation.path)


def broken(operation, first):
    """The disk cannot do this one thing."""
    if first:
        raise OSError(errno.EIO, os.strerror(errno.EIO), operation.path)


def die(operation, first):
    """The process ends here, without a farewell."""
    os._exit(9)


def _path_of(handle):
    return str(Path(f"/proc/self/fd/{handle}").readlink())
