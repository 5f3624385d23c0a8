"""The titles of the articles of a generation, and how well each covers the subject of a query."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

import numpy as np

from indexer.analysis.function_words import function_tokens
from indexer.analysis.name_tokens import SharedParts, title_names
from indexer.arrays import Flags, Floats, Numbers
from indexer.files import replace_text

FILE = "titles.tsv"

#: A word of a name that says nothing beside its number: "type 2 diabetes" is "diabetes 2".
_TYPE = "type"

_PARENTHESES = re.compile(r"\([^()]*\)")
_WORDS = re.compile(r"[^a-z0-9]+")
#: Words that initials leave out: "ABC" of "attack by cold".
_SMALL = frozenset(("a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"))

#: What the names without a shared part begin with, in a line.
_OWN = "\t\x1f"

_NONE: Numbers = np.empty(0, np.int64)


class TitleScores(NamedTuple):
    """How well each title covers a subject, by the number of the article."""

    cover: Floats  # 0 to 1
    exact: Flags  # whether a name of the title has just the words of the subject


class Titles:
    """The titles with their names as tokens, and how many sections each article has.

    Filled with `add` and `discard` and saved, or loaded and queried: look-ups are cached from the first on.
    """

    def __init__(self, saved: str = "") -> None:
        self._saved = saved

    @classmethod
    def load(cls, folder: Path) -> Titles:
        """The titles that `save` wrote into this folder, which may go then; parsed when first needed."""
        return cls((folder / FILE).read_text(encoding="utf-8", errors="surrogatepass"))

    def save(self, folder: Path) -> None:
        """Write an article a line in the order of ids: id, sections, title, and the tokens of each name.

        Where a title has a part that many titles share, its names without that part follow. The same titles
        give the same bytes. The file is replaced, never written over: an earlier generation may share it by a
        hard link.
        """
        rows = sorted((key, count) for key, count in self._counts.items() if count > 0)
        shared = SharedParts(title.partition("\t")[0] for (_, title), _ in rows)
        lines = []
        for (article_id, title), count in rows:
            text = title.partition("\t")[0]
            own = shared.without(text)
            names = "" if own == text else _OWN + (self._own.get(title) or "\t".join(_joined(own)))
            lines.append(f"{article_id}\t{count}\t{title}{names}\n")
        replace_text(folder / FILE, "".join(lines))

    def add(self, article_id: str, title: str) -> None:
        """Count a section of an article with this title, as `LexiconEntries` has it."""
        self._counts[article_id, title] += 1

    def discard(self, article_id: str, title: str) -> None:
        """Take back what `add` counted for a section."""
        self._counts[article_id, title] -= 1

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def ids(self) -> Sequence[str]:
        """The ids of the articles by number."""
        return [article_id for article_id, _ in self._rows]

    def text(self, number: int) -> str:
        """The title of an article as written."""
        return self._rows[number][1][0]

    def name(self, number: int) -> tuple[str, ...]:
        """The first name of a title as its tokens."""
        _, name, *_ = self._rows[number][1]
        return tuple(name.split(" "))

    @cached_property
    def sections(self) -> int:
        """How many sections the articles have."""
        return sum(self._counts.values())

    def names(self) -> Iterable[tuple[int, tuple[str, ...]]]:
        """Each name of each title as its tokens, with the number of the article."""
        for number, (_, (_, *names)) in enumerate(self._rows):
            for name in names:
                yield number, tuple(name.split(" "))

    def is_title(self, words: Iterable[str]) -> bool:
        """Whether a name of a title has just these words, in any order, or their letters in one word."""
        return bool(len(self._equal(_words(words), "".join(words))))

    def by_initials(self, letters: str) -> Sequence[int]:
        """The articles of which the words of a name begin with these letters, in small letters."""
        return self._by_initials.get(letters, ())

    def scores(self, subject: Sequence[str]) -> TitleScores:
        """How well each title covers a subject, given as its tokens.

        The cover is P times Q, both shares of weight by the idf of titles: P the share of the subject that
        the title has, Q the share of the title that the subject has; of an article the best of its names.
        """
        words = _words(subject)
        found = [self._postings[word] for word in words if word in self._postings]
        cover = np.zeros(len(self))
        exact = np.zeros(len(self), np.bool_)
        exact[self._equal(words, "".join(subject))] = True
        if not found:
            return TitleScores(cover, exact)
        shared = np.bincount(
            np.concatenate([numbers for numbers, _ in found]),
            np.concatenate([np.full(len(numbers), idf) for numbers, idf in found]),
            len(self._name_of),
        )
        total = sum(self._idf(word) for word in words)
        np.maximum.at(cover, self._name_of, shared / total * (shared / self._weights))
        return TitleScores(cover, exact)

    def _equal(self, words: frozenset[str], letters: str) -> Numbers:
        """The articles of which a name has just these words, or these letters."""
        found = self._by_words.get(words, []) if words else []
        return np.array([*found, *self._by_letters.get(letters, [])], np.int64) if letters else _NONE

    def _idf(self, word: str) -> float:
        postings = self._postings.get(word)
        return postings[1] if postings else _idf(len(self._name_of), 0)

    @cached_property
    def _counts(self) -> Counter[tuple[str, str]]:
        return Counter({(article_id, title): int(count) for article_id, count, title, _ in self._cells})

    @cached_property
    def _own(self) -> dict[str, str]:
        """The names without a part that many titles share, by the title as it was added."""
        return {title: names for _, _, title, names in self._cells if names}

    @cached_property
    def _cells(self) -> list[tuple[str, str, str, str]]:
        """Each line: id, sections, title as it was added, and its names without a shared part."""
        lines = (line.split("\t", 2) for line in self._saved.split("\n")[:-1])
        return [(article_id, count, *_cut(title)) for article_id, count, title in lines]

    @cached_property
    def _rows(self) -> list[tuple[str, list[str]]]:
        """Id, and title with its names, by the number of the article."""
        return [
            (article_id, [title.partition("\t")[0], *(names or title.partition("\t")[2]).split("\t")])
            for article_id, _, title, names in self._cells
        ]

    @cached_property
    def _names(self) -> list[tuple[int, frozenset[str]]]:
        return [(number, _words(name)) for number, name in self.names()]

    @cached_property
    def _name_of(self) -> Numbers:
        """The article of each name."""
        return np.array([number for number, _ in self._names], np.int64)

    @cached_property
    def _postings(self) -> dict[str, tuple[Numbers, float]]:
        """The names with each word, and its idf."""
        found: dict[str, list[int]] = {}
        for number, (_, words) in enumerate(self._names):
            for word in words:
                found.setdefault(word, []).append(number)
        return {
            word: (np.array(numbers, np.int64), _idf(len(self._names), len(numbers)))
            for word, numbers in found.items()
        }

    @cached_property
    def _weights(self) -> Floats:
        """The sum of the idf of the words of each name."""
        postings = self._postings
        return np.array([sum(postings[word][1] for word in words) or 1.0 for _, words in self._names])

    @cached_property
    def _by_words(self) -> dict[frozenset[str], list[int]]:
        found: dict[frozenset[str], list[int]] = {}
        for number, words in self._names:
            found.setdefault(words, []).append(number)
        return found

    @cached_property
    def _by_initials(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number in range(len(self)):
            title = _PARENTHESES.sub(" ", self.text(number)).lower()
            words = [word for word in _WORDS.split(title) if word]
            spelled = {"".join(word[0] for word in words if word not in _SMALL), "".join(w[0] for w in words)}
            for letters in spelled:
                if len(letters) > 1:
                    found.setdefault(letters, []).append(number)
        return found

    @cached_property
    def _by_letters(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, name in self.names():
            found.setdefault("".join(name), []).append(number)
        return found


def _words(name: Iterable[str]) -> frozenset[str]:
    """The words that a name is compared by: "What I need to know about gout" is about gout."""
    words = frozenset(name) - {_TYPE}
    return (words - function_tokens()) or words


def _cut(title: str) -> tuple[str, str]:
    title, _, names = title.partition(_OWN)
    return title, names


def _joined(title: str) -> list[str]:
    return [" ".join(name) for name in title_names(title)]


def _idf(names: int, having: int) -> float:
    return math.log(1.0 + (names - having + 0.5) / (having + 0.5))
