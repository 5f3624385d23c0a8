"""What a disk may hold after the power was cut, by POSIX: only what was flushed is sure.

A file's content is as it was flushed last (fsync), or torn in any way if it was written to since.
A folder's entries are those of its last flush; each entry that came, went or changed since may be as before
or as now, whatever the others are. This is stricter than common file systems are.
In the manner of Lucene's MockDirectoryWrapper.crash.
"""

import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(eq=False)
class File:
    sure: bytes | None = None  # as it was flushed last
    written: bool = True  # since then


@dataclass(eq=False)
class Folder:
    entries: dict = field(default_factory=dict)
    sure: dict = field(default_factory=dict)


class Power:
    """Follows the operations on a folder, whose content at the start counts as flushed, and cuts its power.

    The library's files are SQLite's, which keeps a promise of its own: they are left as they are, or as they
    were at the start.
    """

    def __init__(self, root):
        self._path = Path(root)
        self._root = _read(self._path)
        self._library = {path: path.read_bytes() for path in self._path.rglob("library.sqlite*")}

    def follow(self, operation):
        """Take note of an operation that is about to be done."""
        path = Path(operation.path)
        parent = self._find(path.parent)
        if not isinstance(parent, Folder) and path != self._path:
            return
        match operation.kind:
            case "open" | "write" | "truncate":
                parent.entries.setdefault(path.name, File()).written = True
            case "fsync":
                self._flush(self._find(path), path)
            case "mkdir":
                parent.entries.setdefault(path.name, Folder())
            case "unlink" | "rmdir":
                parent.entries.pop(path.name, None)
            case "rename" | "link":
                to = Path(operation.to)
                self._find(to.parent).entries[to.name] = parent.entries[path.name]
                if operation.kind == "rename":
                    del parent.entries[path.name]

    def cut(self, into, seed):
        """Write what the disk may hold now into a new folder.

        Seed 0 keeps nothing that is not sure, 1 every entry but no content; others choose for each.
        """
        paths = {node: path for path, node in self._walk(self._root, self._path)}
        choose = random.Random(seed)
        self._write(self._root, into, paths, seed, choose)
        library = self._library if choose.random() < 0.3 else None
        for path in self._path.rglob("library.sqlite*"):
            copy = into / path.relative_to(self._path)
            if copy.parent.is_dir() and not path.name.endswith("-shm"):
                if library is None:
                    shutil.copyfile(path, copy)
                elif path in library:
                    copy.write_bytes(library[path])

    def _find(self, path):
        node = self._root
        if path == self._path:
            return node
        if not path.is_relative_to(self._path):
            return None
        for name in path.relative_to(self._path).parts:
            node = node.entries.get(name) if isinstance(node, Folder) else None
        return node

    def _flush(self, node, path):
        if isinstance(node, Folder):
            node.sure = dict(node.entries)
        elif node is not None:
            node.sure, node.written = path.read_bytes(), False

    def _walk(self, folder, path):
        for name, node in folder.entries.items():
            yield path / name, node
            if isinstance(node, Folder):
                yield from self._walk(node, path / name)

    def _write(self, folder, into, paths, seed, choose):
        into.mkdir()
        for name in sorted({*folder.entries, *folder.sure}):
            now, sure = folder.entries.get(name), folder.sure.get(name)
            node = (sure, now, choose.choice([sure, now]))[min(seed, 2)]
            if isinstance(node, Folder):
                self._write(node, into / name, paths, seed, choose)
            elif node is not None:
                (into / name).write_bytes(_content(node, paths.get(node), seed, choose))


def _content(file, path, seed, choose):
    if not file.written:
        return file.sure
    now = path.read_bytes() if path and path.exists() else file.sure or b""
    end = choose.randrange(len(now) + 1)
    torn = [file.sure or b"", b"", bytes(len(now)), now[:end], now[:end] + bytes(len(now) - end), now]
    return torn[seed] if seed < 2 else choose.choice(torn)


def _read(path):
    if path.is_dir():
        entries = {
            child.name: _read(child)
            for child in path.iterdir()
            if not child.name.startswith("library.sqlite")
        }
        return Folder(entries, dict(entries))
    return File(path.read_bytes(), written=False)
