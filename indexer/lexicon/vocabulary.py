"""The words of an index as its articles write them: for completion and for spelling.

Kept beside an embedded engine's files because tokens are stemmed, and a stem is no word to show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from indexer.analysis.phonetic_key import sound
from indexer.documents.surface_forms import UNSAID
from indexer.lexicon.values import Spelling

FILE = "words.tsv"
_MAX_EDITS = 2

#: Edits up to which words that sound the same are similar ("azma", "asthma"), and the heard letters that
#: takes: too many words share two ("kr": care, cure, core, crew).
_MAX_EDITS_BY_SOUND = 5
_MIN_SOUND = 3

#: A word is shown in small letters where one in so many of the sections that tell writes it so.
_PLAIN_ONE_IN = 5


class Vocabulary:
    """Words as written, each with the number of sections that hold it so.

    Filled with `add` and `discard` and saved, or loaded and asked: answers are kept from the first on.
    """

    def __init__(self, saved: str = "") -> None:
        self._saved = saved

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """The vocabulary that `save` wrote into this folder, which may go then; read when it is needed."""
        return cls((folder / FILE).read_text(encoding="utf-8"))

    def save(self, folder: Path) -> None:
        """Write a word a line with count and sound, in alphabetical order: the same words, the same bytes.

        The file is replaced, never written over: it may be shared with an earlier generation by a hard link.
        """
        lines = [
            f"{form}\t{count}\t{self._sound(form)}\n"
            for form, count in sorted(self._counts.items())
            if count > 0
        ]
        aside = folder / f"{FILE}.new"
        aside.write_text("".join(lines), encoding="utf-8")
        aside.replace(folder / FILE)

    def add(self, words: Iterable[str]) -> None:
        """Count the distinct words of one section."""
        self._counts.update(words)

    def discard(self, words: Iterable[str]) -> None:
        """Take back what `add` counted for a section."""
        self._counts.subtract(words)

    def spelling(self, word: str) -> Spelling | None:
        """How this word is written most, and in how many sections it stands, whatever its case; or None."""
        return self._spellings.get(word.lower())

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """The words in lower case that begin with the prefix, most used first."""
        if not prefix:
            return []
        start = bisect_left(self._words, prefix)
        end = bisect_left(self._words, prefix + "\U0010ffff")
        return sorted(self._words[start:end], key=lambda word: (-self._used(word), word))[:limit]

    def similar(self, word: str, limit: int) -> Sequence[str]:
        """The words in lower case within two edits (optimal string alignment), or that sound the same.

        Nearest first, then most used. To sound the same is to be one edit away. Two edits within the first
        two letters are too many.
        """
        near: dict[str, int] = {}
        for others in self._with_a_letter_like(word):
            near.update(_within(_MAX_EDITS, word, others))
        key = sound(word[: self._longest + _MAX_EDITS_BY_SOUND + 1])
        if len(key) >= _MIN_SOUND:
            alike = _within(_MAX_EDITS_BY_SOUND, word, self._by_sound.get(key, ()))
            near.update((found, min(edits, 1)) for found, edits in alike)
        near.pop(word, None)
        return sorted(near, key=lambda found: (near[found], -self._used(found), found))[:limit]

    def _used(self, word: str) -> int:
        return self._spellings[word].sections

    def _sound(self, form: str) -> str:
        known = self._sounds.get(form)
        return sound(_word(form)) if known is None else known

    def _with_a_letter_like(self, word: str) -> Iterator[Sequence[str]]:
        """The words that can be within two edits, unless both are in the first two letters."""
        places = {(at, letter) for at in (0, 1) for letter in word[:2]}
        for length in range(len(word) - _MAX_EDITS, len(word) + _MAX_EDITS + 1):
            for at, letter in places:
                yield self._by_letter.get((length, at, letter), ())

    @cached_property
    def _counts(self) -> Counter[str]:
        forms, counts, _ = self._columns
        return Counter(dict(zip(forms, map(int, counts), strict=True)))

    @cached_property
    def _sounds(self) -> Mapping[str, str]:
        """The sounds of forms that were saved."""
        forms, _, sounds = self._columns
        return dict(zip(forms, sounds, strict=True))

    @cached_property
    def _columns(self) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """Forms, counts and sounds, as they were saved."""
        cells = self._saved.replace("\n", "\t").split("\t")[:-1]
        return cells[::3], cells[1::3], cells[2::3]

    @cached_property
    def _spellings(self) -> dict[str, Spelling]:
        """By the word in lower case: how it is shown, and the sections of all its forms."""
        forms: dict[str, dict[str, int]] = {}
        for form, count in self._counts.items():
            if count > 0:
                forms.setdefault(_word(form), {})[form] = count
        return {word: _spelling(word, found) for word, found in forms.items()}

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._spellings)

    @cached_property
    def _by_letter(self) -> dict[tuple[int, int, str], list[str]]:
        """The words by length and first or second letter: comparing only these takes a third of the time."""
        found: dict[tuple[int, int, str], list[str]] = {}
        for word in self._words:
            for at, letter in enumerate(word[:2]):
                found.setdefault((len(word), at, letter), []).append(word)
        return found

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._words), default=0)

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        sounds = {_word(form): key for form, key in self._sounds.items()}
        found: dict[str, list[str]] = {}
        for word in self._words:
            found.setdefault(sounds[word] if word in sounds else sound(word), []).append(word)
        return found


def _word(form: str) -> str:
    """The word that this is a form of."""
    return form.removeprefix(UNSAID).lower()


def _spelling(word: str, forms: Mapping[str, int]) -> Spelling:
    """Names are always written with capitals; a word that one section in five writes without is none."""
    sections = sum(forms.values())
    said = sections - forms.get(UNSAID + word, 0)
    if not said or forms.get(word, 0) * _PLAIN_ONE_IN >= said:
        return Spelling(word, sections)
    return Spelling(min((-count, form) for form, count in forms.items() if form[0] != UNSAID)[1], sections)


def _within(edits: int, word: str, others: Sequence[str]) -> list[tuple[str, int]]:
    found = extract(word, others, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None)
    return [(other, distance) for other, distance, _ in found]
