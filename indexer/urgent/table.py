"""The table of urgent phrases, ready to be asked of a text; and a table that follows its file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from indexer.errors import UrgentTableError
from indexer.urgent.phrases import Phrase, Place, Slot
from indexer.urgent.table_file import ANY, SHIPPED, Category, PhraseRow, TableRows, load_rows
from indexer.urgent.words import intended, misspellings, words

#: Words between an urgent phrase and one that makes it reading matter: "chest pain in women, causes".
NEAR = 5


class UrgentTable:
    """Finds the category of a text. It reads words, and does not understand them: it is no diagnosis."""

    def __init__(self, rows: TableRows) -> None:
        self._categories = rows.categories
        self._order = {name: rank for rank, name in enumerate(rows.categories)}
        self._urgent = _PhraseIndex(row for row in rows.phrases if row.type in ("urgent", "always"))
        self._ordinary = _PhraseIndex(row for row in rows.phrases if row.type == "ordinary")
        self._now = _PhraseIndex(row for row in rows.phrases if row.type == "now")
        groups = {slot.forms for row in rows.phrases for slot in _slots(row.phrase)}
        self._forms = frozenset[str]().union(*groups)
        self._misspellings = misspellings(self._forms)

    @classmethod
    def load(cls, path: Path | None = None) -> UrgentTable:
        """The table of a file, or the shipped one; raises `UrgentTableError` with file and line."""
        return cls(load_rows(path)) if path else _shipped()

    def find(self, text: str) -> Category | None:
        """The category of a text in which somebody may be in danger, the first of the file; or None."""
        found = [word if word in self._forms else intended(word, self._misspellings) for word in words(text)]
        urgent = list(self._urgent.matches(found))
        if not urgent:
            return None
        ordinary, now = list(self._ordinary.matches(found)), list(self._now.matches(found))
        categories = {match.row.category for match in urgent if _is_meant(match, ordinary, now)}
        return self._categories[min(categories, key=self._order.__getitem__)] if categories else None


class _Match(NamedTuple):
    """A row whose phrase a text has, and where."""

    row: PhraseRow
    places: Sequence[Place]


class _PhraseIndex:
    """Rows by one word of each, the rarest that is no group: a text meets only rows that it may have."""

    def __init__(self, rows: Iterable[PhraseRow]) -> None:
        listed = list(rows)
        counts = Counter(slot.forms for row in listed for slot in _slots(row.phrase))
        self._rows: dict[str, list[PhraseRow]] = defaultdict(list)
        for row in listed:
            words_only = (slot.forms for slot in _slots(row.phrase) if slot.forms)
            for form in min(words_only, key=lambda forms: (len(forms), counts[forms])):
                self._rows[form].append(row)

    def matches(self, text: Sequence[str]) -> Iterator[_Match]:
        """The rows whose phrase a text has."""
        present = set(text)
        for word in present:
            for row in self._rows.get(word, ()):
                if _may_have(row.phrase, present) and (places := row.phrase.places(text)):
                    yield _Match(row, places)


class FollowedTable:
    """A table that is read anew when its file changes; safe between threads.

    A file that is broken at the start raises `UrgentTableError`. One that is broken later is not taken up.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._reading = Lock()
        self._stamp = self._written()
        self._table = UrgentTable.load(path) if path else None  # the shipped one is read when it is needed
        self._problem: str | None = None

    @property
    def problem(self) -> str | None:
        """Why the table written since is not in force, naming file and line; None when all is well."""
        self.now()
        return self._problem

    def now(self) -> UrgentTable:
        """The table in force."""
        if self._written() != self._stamp and self._reading.acquire(blocking=False):
            try:
                self._read()
            finally:
                self._reading.release()
        return self._table or UrgentTable.load()

    def _read(self) -> None:
        self._stamp = self._written()
        try:
            self._table = UrgentTable.load(self._path)
            self._problem = None
        except UrgentTableError as error:  # a site's visitors need not learn the folder
            self._problem = str(error).replace(str(self._path), self._path.name if self._path else "")

    def _written(self) -> tuple[int, int, int]:
        try:
            found = self._path.stat() if self._path else None
        except OSError:
            return (0, 0, 0)
        return (found.st_mtime_ns, found.st_ino, found.st_size) if found else (0, 0, 0)


@lru_cache(maxsize=1)
def _shipped() -> UrgentTable:
    return UrgentTable(load_rows(SHIPPED))


def _slots(phrase: Phrase) -> Iterator[Slot]:
    return (slot for part in phrase.parts for slot in part)


def _may_have(phrase: Phrase, present: set[str]) -> bool:
    """Whether a text with these words has one for every slot, numbers aside."""
    return all(slot.number or not slot.forms.isdisjoint(present) for slot in _slots(phrase))


def _is_meant(match: _Match, ordinary: Sequence[_Match], now: Sequence[_Match]) -> bool:
    """Whether an urgent phrase stands somewhere without an ordinary one beside it, or with one for now."""
    row = match.row
    if row.type == "always":
        own = _places(ordinary, (row.category,))
        return any(not _near(place, own, 0) for place in match.places)
    reading, happening = (_places(found, (ANY, row.category)) for found in (ordinary, now))
    return any(not _near(place, reading, NEAR) or _near(place, happening, NEAR) for place in match.places)


def _places(matches: Iterable[_Match], categories: Sequence[str]) -> list[Place]:
    return [place for match in matches if match.row.category in categories for place in match.places]


def _near(place: Place, others: Iterable[Place], distance: int) -> bool:
    """Whether one of the others is at most so many words away; at 0 they share a word."""
    return any(other[0] <= place[1] + distance and place[0] <= other[1] + distance for other in others)
