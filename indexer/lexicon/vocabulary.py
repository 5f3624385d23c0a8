"""The words of a generation as its articles write them, for completion and spelling.

A file of its own, because tokens are stemmed, and a stem is no word to show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from indexer.analysis.phonetic_key import phonetic_key
from indexer.documents.surface_forms import UNSAID
from indexer.files import replace_text
from indexer.lexicon.values import SurfaceForm

FILE = "words.tsv"
_MAX_EDITS = 2

#: Edits up to which words with the same phonetic key are similar ("azma", "asthma"), and the fewest letters
#: of such a key: too many words share two ("kr": care, cure, core, crew).
_MAX_EDITS_SAME_KEY = 5
_MIN_KEY = 3

#: The same for keys of two letters, of words with so many: "diareah".
_MAX_EDITS_SHORT_KEY = 3
_LONG_FOR_KEY = 6

#: A word is shown in small letters where one in so many of the sections that show its case writes it so.
_PLAIN_ONE_IN = 5


class Vocabulary:
    """Surface forms, each with its document frequency.

    Filled with `add` and `discard` and saved, or loaded and queried: look-ups are cached from the first on.
    """

    def __init__(self, saved: str = "") -> None:
        self._saved = saved

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """The vocabulary that `save` wrote into this folder, which may go then; parsed when first needed."""
        return cls((folder / FILE).read_text(encoding="utf-8"))

    def save(self, folder: Path) -> None:
        """Write a form a line with document frequency and phonetic key, in code point order.

        The same words give the same bytes. The file is replaced, never written over: an earlier generation
        may share it by a hard link.
        """
        forms, _, keys = self._columns
        saved = dict(zip(forms, keys, strict=True))
        lines = [
            f"{form}\t{count}\t{saved[form] if form in saved else self._key(_word(form))}\n"
            for form, count in sorted(self._counts.items())
            if count > 0
        ]
        replace_text(folder / FILE, "".join(lines))

    def add(self, words: Iterable[str]) -> None:
        """Count the distinct surface forms of one section."""
        self._counts.update(words)

    def discard(self, words: Iterable[str]) -> None:
        """Take back what `add` counted for a section."""
        self._counts.subtract(words)

    def surface_form(self, word: str) -> SurfaceForm | None:
        """The form in which this word is written most and its document frequency in any case, or None."""
        return self._surface_forms.get(word.lower())

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """The words in lower case with this prefix, most used first."""
        if not prefix:
            return []
        start = bisect_left(self._words, prefix)
        end = bisect_left(self._words, prefix + "\U0010ffff")
        return sorted(self._words[start:end], key=lambda word: (-self._doc_freq(word), word))[:limit]

    def spelling_candidates(self, word: str, limit: int) -> Sequence[str]:
        """The words in lower case within two edits (optimal string alignment) or with the same phonetic key.

        Nearest first, then most used. The same phonetic key counts as one edit. Words that differ in both of
        their first two letters are left out.
        """
        near: dict[str, int] = {}
        for others in self._with_a_letter_like(word):
            near.update(_within(_MAX_EDITS, word, others))
        key = phonetic_key(word[: self._longest + _MAX_EDITS_SAME_KEY + 1])
        edits = _MAX_EDITS_SAME_KEY if len(key) >= _MIN_KEY else _MAX_EDITS_SHORT_KEY
        if len(key) >= _MIN_KEY or (len(key) > 1 and len(word) >= _LONG_FOR_KEY):
            alike = _within(edits, word, self._by_key.get(key, ()))
            near.update((found, min(edits, 1)) for found, edits in alike)
        near.pop(word, None)
        return sorted(near, key=lambda found: (near[found], -self._doc_freq(found), found))[:limit]

    def _doc_freq(self, word: str) -> int:
        return self._surface_forms[word].sections

    def _key(self, word: str) -> str:
        """The phonetic key of a word in lower case, computed once for all its forms."""
        if word not in self._keys:
            self._keys[word] = phonetic_key(word)
        return self._keys[word]

    def _with_a_letter_like(self, word: str) -> Iterator[Sequence[str]]:
        """The words that may be within two edits and share one of their first two letters."""
        places = {(at, letter) for at in (0, 1) for letter in word[:2]}
        for length in range(len(word) - _MAX_EDITS, len(word) + _MAX_EDITS + 1):
            for at, letter in places:
                yield self._by_letter.get((length, at, letter), ())

    @cached_property
    def _counts(self) -> Counter[str]:
        forms, counts, _ = self._columns
        return Counter(dict(zip(forms, map(int, counts), strict=True)))

    @cached_property
    def _keys(self) -> dict[str, str]:
        """The phonetic keys of the words that were saved, and of those that were needed since."""
        forms, _, keys = self._columns
        return dict(zip(map(_word, forms), keys, strict=True))

    @cached_property
    def _columns(self) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        """Forms, document frequencies and phonetic keys, as they were saved."""
        cells = self._saved.replace("\n", "\t").split("\t")[:-1]
        return cells[::3], cells[1::3], cells[2::3]

    @cached_property
    def _surface_forms(self) -> dict[str, SurfaceForm]:
        """By the word in lower case: the form that is shown, and the document frequency of all forms."""
        forms: dict[str, dict[str, int]] = {}
        for form, count in self._counts.items():
            if count > 0:
                forms.setdefault(_word(form), {})[form] = count
        return {word: _surface_form(word, found) for word, found in forms.items()}

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._surface_forms)

    @cached_property
    def _by_letter(self) -> dict[tuple[int, int, str], list[str]]:
        """The words by length and first or second letter: to compare only these takes a third of the time."""
        found: dict[tuple[int, int, str], list[str]] = {}
        for word in self._words:
            for at, letter in enumerate(word[:2]):
                found.setdefault((len(word), at, letter), []).append(word)
        return found

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._words), default=0)

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            found.setdefault(self._key(word), []).append(word)
        return found


def _word(form: str) -> str:
    """The word in lower case that this is a form of."""
    return form.removeprefix(UNSAID).lower()


def _surface_form(word: str, forms: Mapping[str, int]) -> SurfaceForm:
    """The shown form: a word that one section in five writes in small letters is no name."""
    sections = sum(forms.values())
    with_case = sections - forms.get(UNSAID + word, 0)
    if not with_case or forms.get(word, 0) * _PLAIN_ONE_IN >= with_case:
        return SurfaceForm(word, sections)
    return SurfaceForm(min((-count, form) for form, count in forms.items() if form[0] != UNSAID)[1], sections)


def _within(edits: int, word: str, others: Sequence[str]) -> list[tuple[str, int]]:
    found = extract(word, others, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None)
    return [(other, distance) for other, distance, _ in found]
