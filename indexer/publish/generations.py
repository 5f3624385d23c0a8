"""The generations of a data folder: immutable index folders, and `CURRENT`, which names the live one."""

from __future__ import annotations

import errno
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path

from indexer.errors import DataNotWritable, IndexDamaged, IndexerError, IndexMissing
from indexer.publish import manifest
from indexer.publish.files import make_folder, sync_folder, write_atomically

_CURRENT = "CURRENT"
_FOLDER = "generations"
_NUMBER = re.compile(r"[0-9]{1,9}")

#: Generations kept, the live one among them: yesterday's and the day before's can be gone back to.
_KEPT = 3


class Generations:
    """Where a data folder keeps its indexes."""

    def __init__(self, data_dir: Path) -> None:
        self._data = data_dir
        self._root = data_dir / _FOLDER

    def folder(self, number: int) -> Path:
        """The folder of a generation, whether or not it exists."""
        return self._root / f"{number:06d}"

    def numbers(self) -> list[int]:
        """The generations that are there, rising, published or not."""
        return [number for number in self._taken() if self.folder(number).is_dir()]

    def current(self) -> int:
        """The live generation; `IndexMissing` when none was published, `IndexDamaged` for a nonsense name."""
        try:
            text = (self._data / _CURRENT).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise IndexMissing(
                f"There is no index in {self._data} yet. "
                f"Run `healthsearch reindex --data {self._data}` to build one."
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(
                f"{self._data / _CURRENT} cannot be read ({error}). Run `healthsearch reindex`."
            ) from error
        if not _NUMBER.fullmatch(text) or not self.folder(int(text)).is_dir():
            raise IndexDamaged(
                f"{self._data / _CURRENT} names generation {text[:40]!r}, which is not there. "
                "Run `healthsearch reindex` to build the index anew."
            )
        return int(text)

    def earlier(self) -> list[int]:
        """The sealed generations before the live one, the newest first; all where it has no number."""
        live = self._named() or max(self._taken(), default=0) + 1
        sealed = (n for n in self.numbers() if (self.folder(n) / manifest.FILE).exists())
        return sorted((number for number in sealed if number < live), reverse=True)

    def stand_in(self) -> int | None:
        """The newest earlier generation that is whole, which answers where the live one is damaged."""
        for number in self.earlier():
            with suppress(IndexerError):
                manifest.check(self.folder(number))
                return number
        return None

    def _named(self) -> int | None:
        """The number in `CURRENT`, whether or not there is such a generation."""
        with suppress(OSError, UnicodeDecodeError):
            text = (self._data / _CURRENT).read_text(encoding="utf-8").strip()
            return int(text) if _NUMBER.fullmatch(text) else None
        return None

    def stamp(self) -> tuple[int, int]:
        """What changes whenever another generation goes live: cheap enough to ask at every search."""
        try:
            found = (self._data / _CURRENT).stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)

    def next_number(self) -> int:
        """The number of the next generation, above every one that was ever there to be seen."""
        return max(self._taken(), default=0) + 1

    def publish(self, number: int) -> None:
        """Make a sealed generation the live one, in one step that a crash cannot halve."""
        sync_folder(self._root)
        write_atomically(self._data / _CURRENT, f"{number}\n")

    def prune(self) -> None:
        """Delete all but the live generation and the newest whole ones before it.

        What cannot be deleted is no error, for the new index is live by now; it is tried again next time.
        """
        live = self.current()
        kept = {live, *self.earlier()[: _KEPT - 1]}
        for number in self.numbers():
            if number not in kept:
                self.delete(number)

    def delete(self, number: int) -> None:
        """Delete a generation, as far as that can be."""
        folder = self.folder(number)
        with suppress(OSError):
            (folder / manifest.FILE).unlink(missing_ok=True)  # first: half a generation has none
            sync_folder(folder)  # nor after a power cut, which may undo what was done last
            shutil.rmtree(folder)

    def _taken(self) -> list[int]:
        """The numbers that are names in the folder already, rising."""
        if not self._root.is_dir():
            return []
        return sorted(int(path.name) for path in self._root.iterdir() if _NUMBER.fullmatch(path.name))


def prepare_data_dir(data_dir: Path) -> None:
    """Make the data folder, open to its owner only; `DataNotWritable` with a sentence when that cannot be."""
    try:
        make_folder(data_dir, mode=0o700)
        make_folder(data_dir / _FOLDER, mode=0o700)
        if not os.access(data_dir, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(data_dir))
    except OSError as error:
        raise DataNotWritable(
            f"The data folder {data_dir} cannot be written ({error.strerror}). "
            "Choose another with --data, or mend its permissions."
        ) from error
