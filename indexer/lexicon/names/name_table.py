"""The names of one generation: resolved when it is built, found in the words of a query."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from indexer.arrays import Numbers
from indexer.files import replace_text
from indexer.lexicon.names.entry_names import best_names, ingredients
from indexer.lexicon.names.listed_names import listed_names
from indexer.lexicon.names.name_resolution import ResolvedNames, resolve
from indexer.lexicon.names.name_words import name_set
from indexer.lexicon.names.open_names import read_heading
from indexer.lexicon.names.query_spans import Span, spans
from indexer.lexicon.names.removals import REMOVALS, Removals, read_text
from indexer.lexicon.names.saved_names import FILE, saved_names
from indexer.lexicon.names.values import NameMatch

#: Changes whenever the same corpus and lists give another file.
_FORM = "1"
_NONE = ResolvedNames((), *np.empty((3, 0), np.int64))


class NameTable:
    """The names that lead somewhere in a corpus, to be found in queries; parsed when first needed."""

    def __init__(self, saved: str = "") -> None:
        self._saved = saved

    @classmethod
    def load(cls, folder: Path) -> NameTable:
        """The names that `save_names` wrote into this folder, which may go then; none if it has not."""
        return cls(saved_names(folder))

    def find(
        self, typed: Sequence[str], is_title: Callable[[Sequence[str]], bool] | None = None
    ) -> tuple[NameMatch, ...]:
        """The names in the words of a query as typed: the longest, without overlaps, in their order.

        The words of a span are compared as a set, abbreviations letter by letter. `is_title` tells whether a
        title has just some words, given in normal form: such a span is no match, and no name in it is.
        """
        possible = spans(typed)
        hits = self._hits(possible)
        if is_title and hits:
            around = {span.words: span for span in possible if any(span.contains(hit) for hit, _ in hits)}
            titles = [span for words, span in around.items() if is_title(words)]
            hits = [hit for hit in hits if not any(title.contains(hit[0]) for title in titles)]
        matches: list[NameMatch] = []
        taken: list[Span] = []
        for span, rows in sorted(hits, key=lambda hit: (-len(hit[0].words), hit[0].first)):
            if not any(map(span.overlaps, taken)) and (names := best_names(span.words, self._entries(rows))):
                taken.append(span)
                matches.append(NameMatch(span.first, span.last, names))
        return tuple(sorted(matches, key=lambda match: match.first))

    def ingredients(self, typed: Sequence[str]) -> tuple[str, ...]:
        """What a brand is made of, whether or not the corpus has it; nothing for words that are no brand.

        So a page can say that there is nothing about "norvasc (amlodipine)".
        """
        whole = (0, len(typed) - 1)
        rows = [rows for span, rows in self._hits(spans(typed)) if (span.first, span.last) == whole]
        return ingredients(entry for found in rows for entry in self._entries(found))

    def _hits(self, possible: Sequence[Span]) -> list[tuple[Span, range]]:
        """The spans that are names, each with the numbers of its keys."""
        wanted = np.array([span.key for span in possible], np.int64)
        first = np.searchsorted(self._names.keys, wanted).tolist()
        end = np.searchsorted(self._names.keys, wanted, "right").tolist()
        places = zip(possible, map(range, first, end), strict=True)
        return [(span, rows) for span, rows in places if rows]

    def _entries(self, rows: range) -> list[tuple[str, int]]:
        """The entry of each of these keys, and which of its names has the key."""
        names = self._names
        return [(names.lines[names.entries[row]], int(names.places[row])) for row in rows]

    @cached_property
    def _names(self) -> ResolvedNames:
        if not self._saved:
            return _NONE
        _, *columns, lines = self._saved.split("\n", 4)
        keys, entries, places = map(_numbers, columns)
        return ResolvedNames(lines.splitlines(), keys, entries.astype(np.int32), places.astype(np.int16))


def save_names(folder: Path, titles: Iterable[Sequence[str]], tokens: Container[str]) -> None:
    """Write the names of a corpus into a folder, given the words of each title and all tokens that occur.

    The file stays as it is where neither the titles nor the words of names that occur have changed: to
    resolve 123,000 names takes 0.6 s, to see that 0.02. The same corpus gives the same bytes. The file is
    replaced, never written over: an earlier generation may share it by a hard link. Raises `NamesError`
    when the shipped names cannot be used.
    """
    removals = read_text(REMOVALS)
    sets = sorted({" ".join(sorted(name_set(title))) for title in titles})
    digest = _digest(sets, tokens, removals)
    if not _has(folder / FILE, digest):
        titled = [title.split(" ") for title in sets]
        names = resolve(listed_names(), titled, tokens, Removals.parse(removals))
        replace_text(folder / FILE, "".join(f"{line}\n" for line in (digest, *_lines(names))))


def _digest(titles: Sequence[str], tokens: Container[str], removals: str) -> str:
    """Changes whenever a title, a word of a name that occurs, or the lists change."""
    heading = read_heading()
    occurs = "".join("01"[word in tokens] for word in heading.words)
    found = sha256(f"{_FORM}/{heading.digest}".encode())
    for text in (removals, occurs, *titles):
        found.update(b"\0" + text.encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _has(path: Path, digest: str) -> bool:
    """Whether a file was made from what has this digest."""
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline().rstrip("\n") == digest
    except OSError:
        return False


def _numbers(column: str) -> Numbers:
    """The numbers of a line; to split it first takes six times as long."""
    return np.fromstring(column, np.int64, sep=" ") if column else np.empty(0, np.int64)


def _lines(names: ResolvedNames) -> Iterable[str]:
    for column in (names.keys, names.entries, names.places):
        yield " ".join(map(str, column.tolist()))
    yield from names.lines
