"""Long synonym lists, of which only the lines are analysed that a query's words may be in.

Analysing the 23,600 names of the shipped lists takes 0.7 s, and one search needs some three hundred of them.
So a name stands on a shelf by the letters that it begins with, which takes a tenth of that.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property, lru_cache

from indexer.analysis import STOP_WORDS, fold
from indexer.query.synonym_file import Entry, LineProblem, key_of, read_line

_WORD = re.compile(r"[^\W_]+")
#: A word with what may be joined to it: "Holt-Oram", "Cooley's", "x ray".
_JOINT = re.compile(r"(?:(?<![^\W_])[^\W_] )?[^\W_]+(?:[-'\u2019.][^\W_]+)*")
#: The first word of a term or a name; the beginning of a number's second half is one more, and no harm.
_FIRST = re.compile(r"(?:^|[=,])[\s>!]*([^\W_]+)")
_SEPARATOR = re.compile("[=,]")

#: Inflections change vowels (feet), spell a sound otherwise (mice, lives), double letters (webbing) ...
_ALIKE = {**dict.fromkeys("ckqz", "s"), "v": "f", **dict.fromkeys("_-.' ")}
_AT_FIRST = str.maketrans({**_ALIKE, **dict.fromkeys("aeiouy", "a")})
_LATER = str.maketrans({**_ALIKE, **dict.fromkeys("aeiouyhw")})
#: ... and have endings, which of a short word are among the letters looked at.
_ENDING = re.compile("(?:ses?|e?s|eds?|ings?|u[ms]|is|[io]n|ges|ta|n|t)$")
_IRREGULAR = {"corpus": "corpora", "phalanges": "phalanx"}
#: Consonants behind the first letter that tell shelves apart, each once.
_CONSONANTS = 3
#: Letters of a first word that may be joined with the next: "T cell", "5-FU", "3 M".
_JOINED = 2


class Shelves:
    """The lines of some lists, in their order, by how their terms and names begin."""

    def __init__(self, lists: Iterable[str]) -> None:
        """What these lists say, which have no problem; a line's number is counted from the first list's."""
        self._lines = [line for text in lists for line in text.split("\n")]
        self._read = lru_cache(maxsize=None)(self._read_line)
        self._forms = lru_cache(maxsize=None)(self._analysed)

    @property
    def names(self) -> Collection[str]:
        """The shelves that there are."""
        return self._shelves.keys()

    def warm(self) -> None:
        """Analyse the words of all names, which only words that no article has are looked up in."""
        for shelf in self._words:
            self._forms(shelf)

    def knows(self, token: str) -> bool:
        """Whether a token is the normal form of a word in any name."""
        shelf = shelf_of(token)
        return shelf in self._words and token in self._forms(shelf)

    def entries(self, shelf: str) -> Iterator[Entry]:
        """What is said on all lines that may have a name with this `shelf_of` its key's first word."""
        for number in sorted(self._shelves.get(shelf, ())):
            yield from self._read(number)

    def _read_line(self, number: int) -> Iterable[Entry]:
        try:
            return read_line(self._lines[number], number)
        except LineProblem:  # of a shipped list that somebody wrote in; `status` names the line
            return ()

    def _analysed(self, shelf: str) -> frozenset[str]:
        return frozenset(form for word in self._words[shelf] for form in key_of(word))

    @cached_property
    def _shelves(self) -> dict[str, set[int]]:
        lines: dict[str, list[int]] = {}
        for number, line in enumerate(self._folded):
            for word in _FIRST.findall(line):
                lines.setdefault(word, []).append(number)
        for word in list(filter(_goes_on, lines)):
            for number in tuple(lines[word]):
                for other in _continued(self._folded[number]):
                    lines.setdefault(other, []).append(number)
        shelves: dict[str, set[int]] = {}
        for word, numbers in lines.items():
            for shelf in _shelves_of(word):
                shelves.setdefault(shelf, set()).update(numbers)
        return shelves

    @cached_property
    def _words(self) -> dict[str, list[str]]:
        """All words of the lists by their shelf."""
        found: dict[str, list[str]] = {}
        for word in set(_JOINT.findall("\n".join(self._folded))):
            for part in {word, *_WORD.findall(word)}:
                for shelf in _shelves_of(part):
                    found.setdefault(shelf, []).append(word)
        return found

    @cached_property
    def _folded(self) -> list[str]:
        lines = (line.partition("#")[0].lower() for line in self._lines)
        return [line if line.isascii() else fold(line) for line in lines]


def shelf_of(word: str) -> str:
    """The shelf of a searched word in its normal form: its first letter and consonants, roughly by sound."""
    letters = word.lower().replace(".", "").replace("ph", "f")
    later = dict.fromkeys(letters[1:].translate(_LATER))
    return letters[:1].translate(_AT_FIRST) + "".join(later)[:_CONSONANTS]


def _shelves_of(word: str) -> set[str]:
    """The shelves that a folded word may have in its normal form."""
    forms = [word, word.removesuffix("s"), _ENDING.sub("", word), _IRREGULAR.get(word, word)]
    return set(map(shelf_of, dict.fromkeys(forms)))


def _goes_on(word: str) -> bool:
    """Whether the key of a name may begin with another word than this, its first."""
    return len(word) <= _JOINED or word in STOP_WORDS or not word.isalpha()


def _continued(line: str) -> Iterator[str]:
    """What the keys of a line's names may begin with where that is not the first word."""
    for name in _SEPARATOR.split(line):
        first, *others = _WORD.findall(name) or ("",)
        if others and _goes_on(first):
            yield first + others[0]
            yield from others[: next((n for n, word in enumerate(others, 1) if not _goes_on(word)), None)]
        elif first:
            yield from re.findall(r"\d+|[^\W\d]+", first)  # a number and its unit: "3MG"
