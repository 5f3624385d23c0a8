"""The words of an index as its articles write them: for completion and for spelling.

Kept beside an embedded engine's files because tokens are stemmed, and a stem is no word to show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from indexer.documents import heading_text
from indexer.engines.base import IndexedSection, Spelling
from indexer.query.sound import sound

FILE = "words.tsv"
_MAX_EDITS = 2

#: Edits up to which words that sound the same are similar ("azma", "asthma"), and the heard letters that
#: takes: too many words share two ("kr": care, cure, core, crew).
_MAX_EDITS_BY_SOUND = 4
_MIN_SOUND = 3


class Vocabulary:
    """Words as written, each with the number of sections that hold it so.

    Filled with `add` and `discard` and saved, or loaded and asked: answers are kept from the first on.
    """

    def __init__(self, counts: Counter[str] | None = None, sounds: Mapping[str, str] | None = None) -> None:
        self._counts: Counter[str] = Counter() if counts is None else counts
        self._known_sounds: Mapping[str, str] = {} if sounds is None else sounds

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """The vocabulary that `save` wrote into this folder."""
        counts: Counter[str] = Counter()
        sounds = {}
        for line in (folder / FILE).read_text(encoding="utf-8").split("\n"):
            word, tab, rest = line.partition("\t")
            if tab:
                count, tab, key = rest.partition("\t")
                counts[word] = int(count)
                if tab:
                    sounds[word.lower()] = key
        return cls(counts, sounds)

    def save(self, folder: Path) -> None:
        """Write a word a line with count and sound, in alphabetical order: the same words, the same bytes.

        The file is replaced, never written over: it may be shared with an earlier generation by a hard link.
        """
        lines = [
            f"{word}\t{self._counts[word]}\t{self._sound(word.lower())}\n"
            for word in sorted(self._counts)
            if self._counts[word] > 0
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

        Nearest first, then most used.
        """
        near: dict[str, int] = {}
        for length in range(len(word) - _MAX_EDITS, len(word) + _MAX_EDITS + 1):
            near.update(_within(_MAX_EDITS, word, self._long(length)))
        key = sound(word) if len(word) < len(self._by_length) + _MAX_EDITS_BY_SOUND else ""
        if len(key) >= _MIN_SOUND:
            near.update(_within(_MAX_EDITS_BY_SOUND, word, self._by_sound.get(key, ())))
        near.pop(word, None)
        return sorted(near, key=lambda found: (near[found], -self._used(found), found))[:limit]

    def _used(self, word: str) -> int:
        return self._spellings[word].sections

    def _sound(self, word: str) -> str:
        known = self._known_sounds.get(word)
        return sound(word) if known is None else known

    def _long(self, length: int) -> Sequence[str]:
        return self._by_length[length] if 0 <= length < len(self._by_length) else ()

    @cached_property
    def _spellings(self) -> dict[str, Spelling]:
        """By the word in lower case: its most used form, and the sections of all its forms."""
        found: dict[str, Spelling] = {}
        most: dict[str, int] = {}
        for written, count in sorted(self._counts.items()):
            if count > 0:
                word = written.lower()
                before = found.get(word)
                form = written if before is None or count >= most[word] else before.text
                most[word] = max(count, most.get(word, 0))
                found[word] = Spelling(form, count + (before.sections if before else 0))
        return found

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._spellings)

    @cached_property
    def _by_length(self) -> list[list[str]]:
        """The words by their length: looking only at those of a length that can match halves the time."""
        found: list[list[str]] = [[] for _ in range(max(map(len, self._words), default=0) + 1)]
        for word in self._words:
            found[len(word)].append(word)
        return found

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in self._words:
            found.setdefault(self._sound(word), []).append(word)
        return found


def words(section: IndexedSection) -> set[str]:
    """The distinct words of a section as it writes them, without those that the analysis leaves out.

    Of "Pain" and "pain" one is given, the one in lower case; a title's capitals count only where the
    text does not have the word.
    """
    found: dict[str, str] = {}
    for text, tokens in (
        (section.section.text, section.body),
        (heading_text(section.section), section.heading),
        (section.article.title, section.title),
    ):
        here: dict[str, str] = {}
        for form in {text[token.start : token.end] for token in tokens}:
            word = form.lower()
            here[word] = max(form, here.get(word, ""))  # small letters sort after capitals
        found = here | found
    return {form for form in found.values() if not any(map(str.isspace, form))}


def _within(edits: int, word: str, others: Sequence[str]) -> list[tuple[str, int]]:
    found = extract(word, others, scorer=OSA.distance, processor=None, score_cutoff=edits, limit=None)
    return [(other, distance) for other, distance, _ in found]
