"""The shipped synonym lists with every name analysed beforehand: doing so when asked takes half a second.

`make lists` writes the file. It vouches for itself and for the lists that it was made from; where it does not
belong to the lists that are there, because somebody edited one, these are analysed when they are opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from indexer.analysis.analyzer import FINGERPRINT
from indexer.rewriting.synonyms.list_file import Entry, Key, LineProblem, Name, list_text, read_line

#: Changes whenever the same lists give other rows.
_FORM = "1"
#: What a row begins with; after it come the term and its names, each with its key.
_BOTH_WAYS, _ONE_WAY = "=", "=>"


class PreparedLists:
    """What some lists say of each term; a `!` line of theirs takes back nothing."""

    def __init__(self, rows: Sequence[str]) -> None:
        """The lists of these rows."""
        self._rows = rows
        self._numbers: dict[str, list[int]] = {}  # of its rows, by a term's key
        self.longest: dict[str, int] = {}  # a term's first word to the words of the longest that begins so
        for number, row in enumerate(rows):
            sign, _, term, *others = row.split("\t")
            self._numbers.setdefault(term, []).append(number)
            for key in others[1::2] if sign == _BOTH_WAYS else ():
                self._numbers.setdefault(key, []).append(number)
        for key in self._numbers:
            first, spaces = key.partition(" ")[0], key.count(" ")
            if spaces >= self.longest.get(first, 0):
                self.longest[first] = spaces + 1

    @classmethod
    def open(cls, paths: Iterable[Path], prepared: Path) -> PreparedLists:
        """These lists, from the `prepared` file where it was made from them; else analysed as they are now.

        A wrong line is passed over. Raises `SynonymError` when a list cannot be read.
        """
        texts = [list_text(path) for path in paths]
        return cls(_read(prepared, texts) or list(_rows(texts)))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of all keys."""
        keys = (key for row in self._rows for key in row.split("\t")[2::2])
        return frozenset(word for key in keys for word in key.split(" "))

    def __contains__(self, key: Key) -> bool:
        """Whether it is a term's."""
        return " ".join(key) in self._numbers

    def groups(self, key: Key) -> Iterator[tuple[Name, ...]]:
        """What each line says of a term, in their order: the names on it, itself among them."""
        for number in self._numbers.get(" ".join(key), ()):
            _, *cells = self._rows[number].split("\t")
            pairs = zip(cells[::2], cells[1::2], strict=True)
            yield tuple(Name(text, tuple(words.split(" "))) for text, words in pairs)


def prepared_text(paths: Iterable[Path]) -> str:
    """What the prepared file of these lists holds: what vouches for it, then a row for each entry."""
    texts = [list_text(path) for path in paths]
    rows = "".join(f"{row}\n" for row in _rows(texts))
    return f"{_fingerprint(texts, rows)}\n{rows}"


def _read(prepared: Path, texts: Sequence[str]) -> list[str]:
    """The rows of the file, none where it was not made from these texts, or is damaged or away."""
    try:
        fingerprint, _, rows = prepared.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return []
    return rows.splitlines() if fingerprint == _fingerprint(texts, rows) else []


def _fingerprint(texts: Iterable[str], rows: str) -> str:
    found = sha256(f"{_FORM}/{FINGERPRINT}".encode())
    for text in (*texts, rows):
        found.update(b"\0" + text.encode())
    return found.hexdigest()


def _rows(texts: Iterable[str]) -> Iterator[str]:
    for line in (line for text in texts for line in text.split("\n")):
        try:
            entries = read_line(line, 0)
        except LineProblem:  # somebody wrote in a shipped list; `status` names the line
            continue
        yield from (_row(entry) for entry in entries if not entry.taken_back)


def _row(entry: Entry) -> str:
    cells = [_BOTH_WAYS if entry.both_ways else _ONE_WAY]
    for name in (entry.term, *entry.names):
        cells += name.text, " ".join(name.key)
    return "\t".join(cells)
