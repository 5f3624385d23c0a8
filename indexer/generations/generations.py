"""The generations of a data folder: immutable index folders, and `CURRENT`, which names the live one."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from pathlib import Path

from indexer.errors import DataNotWritable, IndexDamaged, IndexerError, IndexMissing
from indexer.files import make_folder, sync_folder, write_atomically
from indexer.generations import manifest

_CURRENT = "CURRENT"
_HISTORY = "HISTORY"
_FOLDER = "generations"
_NUMBER = re.compile(r"[0-9]{1,9}")

#: Generations kept, including the live one: a rollback can go back to yesterday's and the day before's.
DEFAULT_KEEP = 3


class Generations:
    """The indexes of a data folder, by number."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._root = data_dir / _FOLDER
        self._current = data_dir / _CURRENT

    def folder(self, number: int) -> Path:
        """The folder of a generation, whether or not it exists."""
        return self._root / f"{number:06d}"

    def numbers(self) -> list[int]:
        """The numbers of all generation folders, rising, published or not."""
        return [number for number in self._taken() if self.folder(number).is_dir()]

    def current(self) -> int:
        """The live generation; `IndexMissing` if none was published, `IndexDamaged` for an invalid one."""
        try:
            text = self._current.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            raise IndexMissing(
                f"There is no index in {self.data_dir} yet. "
                f"Run `healthsearch reindex --data {self.data_dir}` to build one."
            ) from None
        except (OSError, UnicodeDecodeError) as error:
            raise IndexDamaged(
                f"{self._current} cannot be read ({error}). Run `healthsearch reindex`."
            ) from error
        if not _NUMBER.fullmatch(text) or not self.folder(int(text)).is_dir():
            raise IndexDamaged(
                f"{self._current} names generation {text[:40]!r}, which is not there. "
                "Run `healthsearch reindex` to build the index anew."
            )
        return int(text)

    def live(self) -> int | None:
        """The live generation, or None where `current` raises."""
        try:
            return self.current()
        except IndexerError:
            return None

    def sealed(self) -> list[int]:
        """The generations with a manifest, rising; all others are incomplete or partly deleted."""
        return [
            number for number in self.numbers() if (self.folder(number) / manifest.MANIFEST_FILE).exists()
        ]

    def history(self) -> list[int]:
        """The sealed generations that were live before the present one, the latest last.

        Without a readable `HISTORY`, all earlier ones count.
        """
        live, sealed = self.live(), self.sealed()
        try:
            recorded = (self.data_dir / _HISTORY).read_text(encoding="utf-8").split()
            known = [int(text) for text in recorded if _NUMBER.fullmatch(text)]
        except (OSError, UnicodeDecodeError):
            known = [number for number in sealed if live is None or number < live]
        return [number for number in known if number in sealed and number != live]

    def stand_in(self) -> int | None:
        """The generation to search where the live one is damaged: the last intact one that was live."""
        for number in reversed(self.history()):
            with suppress(IndexerError):
                manifest.check_generation(self.folder(number))
                return number
        return None

    def stamp(self) -> tuple[int, int]:
        """A value that changes whenever another generation goes live; cheap enough for every search."""
        try:
            found = self._current.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)

    def next_number(self) -> int:
        """The number for the next generation, above all existing ones."""
        return max(self._taken(), default=0) + 1

    def publish(self, number: int) -> None:
        """Make a sealed generation the live one, atomically: after a crash the old or the new one is live."""
        sync_folder(self._root)
        self._record(number)
        write_atomically(self._current, f"{number}\n")

    def prune(self, keep: int = DEFAULT_KEEP) -> None:
        """Delete all but the live generation, those that were live last, and the newest refused one after it.

        `keep` includes the live one. Those that were live last are kept whatever their numbers: after a
        rollback, both the bad one and the good one before it. A failed deletion is no error, because the new
        index is live by now; the next call tries again.
        """
        live, former = self.live(), self.history()
        refused = [number for number in self.sealed() if number > (live or 0) and number not in former]
        kept = {live, *former[::-1][: keep - 1], *refused[-1:]}
        for number in self.numbers():
            if number not in kept:
                self.delete(number)

    def delete(self, number: int) -> None:
        """Delete a generation as far as possible; never raises."""
        folder = self.folder(number)
        index = manifest.index_at(folder)
        with suppress(OSError):
            (folder / manifest.MANIFEST_FILE).unlink(missing_ok=True)  # first: an incomplete one has none
            sync_folder(folder)  # nor after a power cut, which may undo the last operations
            index.drop()

    def _record(self, coming: int) -> None:
        """Record the live generation and the next one; a crash before `CURRENT` changes is harmless."""
        live = self.live()
        known = dict.fromkeys([*self.history(), *([] if live is None else [live])])
        known.pop(coming, None)
        recorded = "".join(f"{number}\n" for number in [*known, coming])
        write_atomically(self.data_dir / _HISTORY, recorded)

    def _taken(self) -> list[int]:
        """The numbers of all entries of the folder, rising."""
        if not self._root.is_dir():
            return []
        return sorted(int(path.name) for path in self._root.iterdir() if _NUMBER.fullmatch(path.name))


def prepare_data_dir(data_dir: Path) -> Generations:
    """The generations of a data folder, which is made where it is missing, readable by its owner only.

    Raises `DataNotWritable`.
    """
    try:
        make_folder(data_dir, mode=0o700)
        make_folder(data_dir / _FOLDER, mode=0o700)
        if not os.access(data_dir, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(data_dir))
    except OSError as error:
        raise DataNotWritable(
            f"The data folder {data_dir} cannot be written ({error.strerror}). "
            "Choose another with --data, or change its permissions."
        ) from error
    return Generations(data_dir)
