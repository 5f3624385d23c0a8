"""The words of an index as its articles write them: for completion and for spelling.

Kept beside an embedded engine's files because tokens are stemmed, and a stem is no word to show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from indexer.documents import heading_text
from indexer.engines.base import IndexedSection

FILE = "words.tsv"
_MAX_EDITS = 2


class Vocabulary:
    """Words in lower case, each with the number of sections that hold it."""

    def __init__(self, counts: Counter[str] | None = None) -> None:
        self._counts: Counter[str] = Counter() if counts is None else counts

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """The vocabulary that `save` wrote into this folder."""
        counts: Counter[str] = Counter()
        for line in (folder / FILE).read_text(encoding="utf-8").split("\n"):
            word, tab, count = line.partition("\t")
            if tab:
                counts[word] = int(count)
        return cls(counts)

    def save(self, folder: Path) -> None:
        """Write one word a line with its count, in alphabetical order: the same words, the same bytes.

        The file is replaced, never written over: it may be shared with an earlier generation by a hard link.
        """
        lines = [f"{word}\t{self._counts[word]}\n" for word in self._words]
        aside = folder / f"{FILE}.new"
        aside.write_text("".join(lines), encoding="utf-8")
        aside.replace(folder / FILE)

    def add(self, words: Iterable[str]) -> None:
        """Count the distinct words of one section."""
        self._counts.update(words)

    def discard(self, words: Iterable[str]) -> None:
        """Take back what `add` counted for a section."""
        self._counts.subtract(words)

    def complete(self, prefix: str, limit: int) -> Sequence[str]:
        """The words that begin with the prefix, most used first."""
        if not prefix:
            return []
        start = bisect_left(self._words, prefix)
        end = bisect_left(self._words, prefix + "\U0010ffff")
        return sorted(self._words[start:end], key=lambda word: (-self._counts[word], word))[:limit]

    def similar(self, word: str, limit: int) -> Sequence[str]:
        """The words within two edits (optimal string alignment), nearest and most used first."""
        near = extract(
            word, self._words, scorer=OSA.distance, processor=None, score_cutoff=_MAX_EDITS, limit=None
        )
        ranked = sorted(near, key=lambda found: (found[1], -self._counts[found[0]], found[0]))
        return [found[0] for found in ranked if found[0] != word][:limit]

    @cached_property
    def _words(self) -> list[str]:
        return sorted(word for word, count in self._counts.items() if count > 0)


def words(section: IndexedSection) -> set[str]:
    """The distinct words of a section, in lower case, without those that the analysis leaves out."""
    found: set[str] = set()
    for text, tokens in (
        (section.article.title, section.title),
        (heading_text(section.section), section.heading),
        (section.section.text, section.body),
    ):
        found.update(text[token.start : token.end].lower() for token in tokens)
    return found
