"""Synonyms: words of a query that the lists give other names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TypeAlias

from indexer.analysis.analyzer import tokens
from indexer.query.words import Word
from indexer.rewriting.synonyms.list_file import Entry, Key, Name, load_list, searched_words
from indexer.rewriting.synonyms.prepared_lists import PreparedLists
from indexer.rewriting.synonyms.removals import Removals

#: The most names searched beside one term, best first; each is a phrase of its own. One term in thirty of
#: the shipped lists has more: long names of rare diseases, in the spellings of several catalogues.
MAX_NAMES = 8

#: The most matches of one query, the longest first. Of 1,369 real health queries three have more.
MAX_MATCHES = 4

#: The shipped lists in the order in which their names are given: everyday words first.
SHIPPED = tuple(
    Path(__file__).with_name("lists") / f"{name}.txt" for name in ("lay", "tests", "drugs", "diseases")
)

#: All of them, analysed beforehand.
PREPARED = SHIPPED[0].with_name("prepared.tsv")

#: Changes whenever a list is written.
Stamp: TypeAlias = "tuple[int, int, int]"


@dataclass(frozen=True, slots=True)
class SynonymMatch:
    """Words of a query that have other names: from the word `first` to the word `last`, both included."""

    first: int
    last: int
    names: tuple[str, ...]  # as the lists write them, best first


class Synonyms:
    """The names of every term. The names of a name are not followed: two steps away is something else."""

    def __init__(self, lists: Iterable[Iterable[Entry]], shipped: PreparedLists | None = None) -> None:
        """The synonyms of these lists, those of the first list first, and of the `shipped` ones last.

        A `!` line removes from the lists after its own.
        """
        self._own = _Terms()
        self._shipped = shipped or PreparedLists(())
        self._words: set[str] = set()
        self._removals = Removals()
        for entries in lists:
            removing = []
            for entry in entries:
                if entry.removes:
                    removing.append(entry)
                else:
                    self._own.add(entry, self._removals)
                    self._words.update(word for name in (entry.term, *entry.names) for word in name.key)
            self._removals.add(removing)

    @classmethod
    def load(cls, own: Path | None = None) -> Synonyms:
        """The shipped lists after an editor's own; `SynonymError` names file and line of a problem."""
        shipped = _shipped_lists(tuple(map(file_stamp, SHIPPED)))
        return cls([load_list(own)] if own else (), shipped)

    def find(self, words: Sequence[Word]) -> tuple[SynonymMatch, ...]:
        """The matches in the plain words of a query, in their order: the longest terms, without overlaps."""
        text = _Text(words)
        taken: list[range] = []
        matches = []
        for place in sorted(self._terms(text), key=len, reverse=True):
            span = text.span(place)
            if span is None or any(place.start < t.stop and t.start < place.stop for t in taken):
                continue
            if names := self.names(text.key(place)):
                taken.append(place)
                matches.append(SynonymMatch(*span, names))
                if len(matches) == MAX_MATCHES:
                    break
        return tuple(sorted(matches, key=lambda match: match.first))

    def knows(self, word: str) -> bool:
        """Whether the word, in any inflection and case, is part of any name."""
        forms = (word.upper(), *(token.text for token in tokens(word)))
        return any(form in self._words or form in self._shipped.words for form in forms)

    def names(self, key: Key) -> tuple[str, ...]:
        """The names that are searched beside a term, best first.

        A name that contains the term or a better name is left out: all its sections are found already.
        """
        found = [key]
        names = []
        for other, text in self.all_names(key).items():
            if not any(_contains(other, known) for known in found):
                found.append(other)
                names.append(text)
                if len(names) == MAX_NAMES:
                    break
        return tuple(names)

    def all_names(self, key: Key) -> dict[Key, str]:
        """Every name that the lists give a term, best first; of spellings with the same key the first."""
        found: dict[Key, str] = {}
        for group in self._groups(key):
            for name in group:
                if name.key != key:
                    found.setdefault(name.key, name.text)
        return found

    def equal(self, key: Key, other: Key) -> bool:
        """Whether two terms are synonyms both ways, or both are of a third one with several words."""
        same = {name for name in self.all_names(key) if key in self.all_names(name)}
        shared = (name for name in same if len(name) > 1 and other in self.all_names(name))
        return other in same or any(name in self.all_names(other) for name in shared)

    def _terms(self, text: _Text) -> Iterator[range]:
        """The ranges of a query's words that are terms of the lists."""
        for start, word in enumerate(text.words):
            longest = max(lists.longest.get(word.text, 1) for lists in (self._own, self._shipped))
            for end in range(start + 1, min(start + longest, len(text.words)) + 1):
                key = text.key(place := range(start, end))
                if key in self._own.groups or key in self._shipped:
                    yield place

    def _groups(self, key: Key) -> Iterator[tuple[Name, ...]]:
        """The names on each line with a term, in the order of the lines."""
        yield from self._own.groups.get(key, ())
        for names in self._shipped.groups(key):
            yield self._removals.left(key, names)


class _Terms:
    """Terms with the names that each line gives them."""

    def __init__(self) -> None:
        self.groups: dict[Key, list[tuple[Name, ...]]] = {}
        self.longest: dict[
            str, int
        ] = {}  # a term's first word to the most words of a term that begins with it

    def add(self, entry: Entry, removes: Removals) -> None:
        """Give the terms of an entry its names."""
        names = (entry.term, *entry.names)
        for term in names if entry.both_ways else names[:1]:
            first, length = term.key[0], len(term.key)
            if group := removes.left(term.key, names):
                self.groups.setdefault(term.key, []).append(group)
                self.longest[first] = max(length, self.longest.get(first, 0))


def file_stamp(path: Path) -> Stamp:
    """Changes whenever a list does: cheap enough to check at every search."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_ino, found.st_size)


@lru_cache(maxsize=1)
def _shipped_lists(_: tuple[Stamp, ...]) -> PreparedLists:
    return PreparedLists.open(SHIPPED, PREPARED)


def _contains(longer: Key, key: Key) -> bool:
    """Whether a name contains the words of a shorter one, side by side."""
    return any(longer[i : i + len(key)] == key for i in range(len(longer) - len(key) + 1))


class _Text:
    """The searched words of a query, and the typed words in which each begins and ends."""

    def __init__(self, words: Sequence[Word]) -> None:
        # Analysed together, as a name in a list is, so that neighbours are joined in the same way.
        ends = list(accumulate(len(word.text) + 1 for word in words))
        self.words = searched_words(" ".join(word.text for word in words))
        self._spans = [(bisect_right(ends, w.start), bisect_left(ends, w.end)) for w in self.words]

    def key(self, place: range) -> Key:
        """The key of these words, if they are a name."""
        if len(place) == 1:
            return (self.words[place.start].alone,)
        return tuple([word.text for word in self.words[place.start : place.stop]])

    def span(self, place: range) -> tuple[int, int] | None:
        """The first and last typed word of these; None where they begin or end within a typed word."""
        first, last = self._spans[place.start][0], self._spans[place.stop - 1][1]
        begins = place.start == 0 or self._spans[place.start - 1][1] < first
        ends = place.stop == len(self._spans) or self._spans[place.stop][0] > last
        return (first, last) if begins and ends else None
