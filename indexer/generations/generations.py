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

#: Generations kept, the live one among them: yesterday's and the day before's can be gone back to.
KEPT = 3


class Generations:
    """Where a data folder keeps its indexes."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self._root = data_dir / _FOLDER
        self._current = data_dir / _CURRENT

    def folder(self, number: int) -> Path:
        """The folder of a generation, whether or not it exists."""
        return self._root / f"{number:06d}"

    def numbers(self) -> list[int]:
        """The generations that are there, rising, published or not."""
        return [number for number in self._taken() if self.folder(number).is_dir()]

    def current(self) -> int:
        """The live generation; `IndexMissing` when none was published, `IndexDamaged` for a nonsense name."""
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
        """As `current`, and None where that raises."""
        try:
            return self.current()
        except IndexerError:
            return None

    def sealed(self) -> list[int]:
        """The generations that have a manifest, rising; all others are half built or half deleted."""
        return [number for number in self.numbers() if (self.folder(number) / manifest.FILE).exists()]

    def history(self) -> list[int]:
        """The sealed generations that were live, the latest last, without the one that is.

        Where nothing was noted, every one up to the live one counts.
        """
        live, sealed = self.live(), self.sealed()
        try:
            noted = (self.data_dir / _HISTORY).read_text(encoding="utf-8").split()
            known = [int(text) for text in noted if _NUMBER.fullmatch(text)]
        except (OSError, UnicodeDecodeError):
            known = [number for number in sealed if live is None or number < live]
        return [number for number in known if number in sealed and number != live]

    def stand_in(self) -> int | None:
        """The generation that answers where the live one is damaged: the last whole one that was live."""
        for number in reversed(self.history()):
            with suppress(IndexerError):
                manifest.check(self.folder(number))
                return number
        return None

    def stamp(self) -> tuple[int, int]:
        """What changes whenever another generation goes live: cheap enough to ask at every search."""
        try:
            found = self._current.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)

    def next_number(self) -> int:
        """The number of the next generation, above every one that was ever there to be seen."""
        return max(self._taken(), default=0) + 1

    def publish(self, number: int) -> None:
        """Make a sealed generation the live one, in one step that a crash cannot halve."""
        sync_folder(self._root)
        self._note(number)
        write_atomically(self._current, f"{number}\n")

    def prune(self, keep: int = KEPT) -> None:
        """Delete all but the live generation, those that were live last, and the newest refused one after it.

        `keep` counts the live one. Those that were live last are kept whatever their numbers: after a
        rollback the one that was left, and the one that was good. What cannot be deleted is no error, for
        the new index is live by now; it is tried again next time.
        """
        live, former = self.live(), self.history()
        refused = [number for number in self.sealed() if number > (live or 0) and number not in former]
        kept = {live, *former[::-1][: keep - 1], *refused[-1:]}
        for number in self.numbers():
            if number not in kept:
                self.delete(number)

    def delete(self, number: int) -> None:
        """Delete a generation, as far as that can be."""
        folder = self.folder(number)
        index = manifest.index_at(folder)
        with suppress(OSError):
            (folder / manifest.FILE).unlink(missing_ok=True)  # first: half a generation has none
            sync_folder(folder)  # nor after a power cut, which may undo what was done last
            index.drop()

    def _note(self, coming: int) -> None:
        """Note what is live still, and what takes its place now: a crash between the two harms nothing."""
        live = self.live()
        known = dict.fromkeys([*self.history(), *([] if live is None else [live])])
        known.pop(coming, None)
        noted = "".join(f"{number}\n" for number in [*known, coming])
        write_atomically(self.data_dir / _HISTORY, noted)

    def _taken(self) -> list[int]:
        """The numbers that are names in the folder already, rising."""
        if not self._root.is_dir():
            return []
        return sorted(int(path.name) for path in self._root.iterdir() if _NUMBER.fullmatch(path.name))


def prepare_data_dir(data_dir: Path) -> Generations:
    """The generations of a data folder, made where it is missing, open to its owner only.

    `DataNotWritable` with a sentence when that cannot be.
    """
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
    return Generations(data_dir)
