"""Other names for the words of a query: which words to widen, and by what."""

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
from indexer.rewriting.synonyms.list_file import Entry, Key, Name, load_list, searched
from indexer.rewriting.synonyms.prepared_lists import PreparedLists
from indexer.rewriting.synonyms.removals import TakenBack

#: Names that one term is widened by, the best first; each is searched as a phrase of its own. One term in
#: thirty of the shipped lists has more: long names of rare diseases, in the spellings of several catalogues.
MAX_NAMES = 8

#: Places of one query that are widened, the longest first. Of 1,369 real health queries three have more.
MAX_MATCHES = 4

#: The lists that are shipped, in the order in which their names are given: words of everyday first.
SHIPPED = tuple(
    Path(__file__).with_name("lists") / f"{name}.txt" for name in ("lay", "tests", "drugs", "diseases")
)

#: All of them, analysed.
PREPARED = SHIPPED[0].with_name("prepared.tsv")

#: What changes whenever a list is written.
Stamp: TypeAlias = "tuple[int, int, int]"


@dataclass(frozen=True, slots=True)
class SynonymMatch:
    """Words of a query that have other names: from the word `first` to the word `last`, both included."""

    first: int
    last: int
    names: tuple[str, ...]  # as the lists write them, best first


class Synonyms:
    """The names of every term. A name's own names are never followed: two steps away is another thing."""

    def __init__(self, lists: Iterable[Iterable[Entry]], shipped: PreparedLists | None = None) -> None:
        """What these lists say, the first above the others and the `shipped` ones after them all.

        `!` lines take back from the lists after theirs.
        """
        self._own = _Terms()
        self._shipped = shipped or PreparedLists(())
        self._words: set[str] = set()
        self._taken_back = TakenBack()
        for entries in lists:
            withdrawn = []
            for entry in entries:
                if entry.taken_back:
                    withdrawn.append(entry)
                else:
                    self._own.add(entry, self._taken_back)
                    self._words.update(word for name in (entry.term, *entry.names) for word in name.key)
            self._taken_back.add(withdrawn)

    @classmethod
    def load(cls, own: Path | None = None) -> Synonyms:
        """The shipped lists, above them an editor's own; `SynonymError` names file and line of a problem."""
        shipped = _shipped_lists(tuple(map(stamp, SHIPPED)))
        return cls([load_list(own)] if own else (), shipped)

    def find(self, words: Sequence[Word]) -> tuple[SynonymMatch, ...]:
        """What to widen of the plain words of a query, in their order: the longest terms, none twice."""
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
        """Whether the word, in any inflection and any letters, is part of any name."""
        forms = (word.upper(), *(token.text for token in tokens(word)))
        return any(form in self._words or form in self._shipped.words for form in forms)

    def names(self, key: Key) -> tuple[str, ...]:
        """The names that a term is widened by, best first: none whose sections it or a better name finds."""
        found = [key]
        names = []
        for other, text in self.all_names(key).items():
            if not any(_holds(other, known) for known in found):
                found.append(other)
                names.append(text)
                if len(names) == MAX_NAMES:
                    break
        return tuple(names)

    def all_names(self, key: Key) -> dict[Key, str]:
        """Every name that the lists give a term, best first, spellings that are searched alike once."""
        found: dict[Key, str] = {}
        for group in self._groups(key):
            for name in group:
                if name.key != key:
                    found.setdefault(name.key, name.text)
        return found

    def equal(self, key: Key, other: Key) -> bool:
        """Whether two terms go both ways, or both with a third one of several words."""
        same = {name for name in self.all_names(key) if key in self.all_names(name)}
        shared = (name for name in same if len(name) > 1 and other in self.all_names(name))
        return other in same or any(name in self.all_names(other) for name in shared)

    def _terms(self, text: _Text) -> Iterator[range]:
        """Where terms of the lists stand in a query's words."""
        for start, word in enumerate(text.words):
            longest = max(lists.longest.get(word.text, 1) for lists in (self._own, self._shipped))
            for end in range(start + 1, min(start + longest, len(text.words)) + 1):
                key = text.key(place := range(start, end))
                if key in self._own.groups or key in self._shipped:
                    yield place

    def _groups(self, key: Key) -> Iterator[tuple[Name, ...]]:
        """What each line says of a term, in their order."""
        yield from self._own.groups.get(key, ())
        for names in self._shipped.groups(key):
            yield self._taken_back.left(key, names)


class _Terms:
    """Terms with the names that each line gives them."""

    def __init__(self) -> None:
        self.groups: dict[Key, list[tuple[Name, ...]]] = {}
        self.longest: dict[str, int] = {}  # a term's first word to the words of the longest that begins so

    def add(self, entry: Entry, taken_back: TakenBack) -> None:
        """What an entry says of its terms."""
        names = (entry.term, *entry.names)
        for term in names if entry.both_ways else names[:1]:
            first, length = term.key[0], len(term.key)
            if group := taken_back.left(term.key, names):
                self.groups.setdefault(term.key, []).append(group)
                self.longest[first] = max(length, self.longest.get(first, 0))


def stamp(path: Path) -> Stamp:
    """What changes whenever a list does: cheap enough to ask at every search."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_ino, found.st_size)


@lru_cache(maxsize=1)
def _shipped_lists(_: tuple[Stamp, ...]) -> PreparedLists:
    return PreparedLists.open(SHIPPED, PREPARED)


def _holds(longer: Key, key: Key) -> bool:
    """Whether all that has the longer name has the words of the shorter, too."""
    return any(longer[i : i + len(key)] == key for i in range(len(longer) - len(key) + 1))


class _Text:
    """The searched words of a query, and in which of the words as typed each begins and ends."""

    def __init__(self, words: Sequence[Word]) -> None:
        # Analysed together, as a name in a list is, so that what the analysis makes of neighbours agrees.
        ends = list(accumulate(len(word.text) + 1 for word in words))
        self.words = searched(" ".join(word.text for word in words))
        self._spans = [(bisect_right(ends, w.start), bisect_left(ends, w.end)) for w in self.words]

    def key(self, place: range) -> Key:
        """What the words at these places are searched as, if they are a name."""
        if len(place) == 1:
            return (self.words[place.start].alone,)
        return tuple([word.text for word in self.words[place.start : place.stop]])

    def span(self, place: range) -> tuple[int, int] | None:
        """The words at these places, first and last; None where only a part of a word is there."""
        first, last = self._spans[place.start][0], self._spans[place.stop - 1][1]
        begins = place.start == 0 or self._spans[place.start - 1][1] < first
        ends = place.stop == len(self._spans) or self._spans[place.stop][0] > last
        return (first, last) if begins and ends else None
