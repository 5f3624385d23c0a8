"""The shipped synonym lists with every name analysed beforehand: to do it on opening takes half a second.

`make lists` writes the file. Its first line is a fingerprint of itself and of the lists it was made from.
Where that does not match, because somebody edited a list, the lists are analysed when they are opened.
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
#: The first cell of a row; after it come the term and its names, each with its key.
_BOTH_WAYS, _ONE_WAY = "=", "=>"


class PreparedLists:
    """The names that some lists give each term; `!` lines in them are ignored."""

    def __init__(self, rows: Sequence[str]) -> None:
        """The lists of these rows."""
        self._rows = rows
        self._numbers: dict[str, list[int]] = {}  # a term's key to the numbers of its rows
        self.longest: dict[
            str, int
        ] = {}  # a term's first word to the most words of a term that begins with it
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
        """These lists, from the `prepared` file where it was made from them, else analysed now.

        A line with a problem is skipped. Raises `SynonymError` when a list cannot be read.
        """
        texts = [list_text(path) for path in paths]
        return cls(_read(prepared, texts) or list(_rows(texts)))

    @cached_property
    def words(self) -> frozenset[str]:
        """All words of all keys."""
        keys = (key for row in self._rows for key in row.split("\t")[2::2])
        return frozenset(word for key in keys for word in key.split(" "))

    def __contains__(self, key: Key) -> bool:
        """Whether a term has this key."""
        return " ".join(key) in self._numbers

    def groups(self, key: Key) -> Iterator[tuple[Name, ...]]:
        """The names on each line with a term, in the order of the lines; the term itself is one of them."""
        for number in self._numbers.get(" ".join(key), ()):
            _, *cells = self._rows[number].split("\t")
            pairs = zip(cells[::2], cells[1::2], strict=True)
            yield tuple(Name(text, tuple(words.split(" "))) for text, words in pairs)


def prepared_text(paths: Iterable[Path]) -> str:
    """The text of the prepared file of these lists: the fingerprint, then a row for each entry."""
    texts = [list_text(path) for path in paths]
    rows = "".join(f"{row}\n" for row in _rows(texts))
    return f"{_fingerprint(texts, rows)}\n{rows}"


def _read(prepared: Path, texts: Sequence[str]) -> list[str]:
    """The rows of the file; none where it was not made from these texts, is damaged or missing."""
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
        except LineProblem:  # somebody edited a shipped list; `status` names the line
            continue
        yield from (_row(entry) for entry in entries if not entry.removes)


def _row(entry: Entry) -> str:
    cells = [_BOTH_WAYS if entry.both_ways else _ONE_WAY]
    for name in (entry.term, *entry.names):
        cells += name.text, " ".join(name.key)
    return "\t".join(cells)
