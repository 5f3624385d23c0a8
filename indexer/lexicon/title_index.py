"""How well the titles of a generation cover the subject of a query."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from indexer.analysis.function_words import function_tokens
from indexer.arrays import Flags, Floats, Numbers
from indexer.lexicon.names.name_words import is_specific, name_set
from indexer.lexicon.titles import TitleRow

_PARENTHESES = re.compile(r"\([^()]*\)")
_WORDS = re.compile(r"[^a-z0-9]+")
#: Words that initials leave out: "ABC" of "attack by cold".
_SMALL = frozenset(("a", "an", "and", "by", "for", "in", "of", "on", "or", "the", "to", "with"))


class TitleScores(NamedTuple):
    """How well each title covers a subject, by the number of the article."""

    cover: Floats  # 0 to 1
    exact: Flags  # whether a name of the title has just the words of the subject


class TitleIndex:
    """The titles of a generation, looked up by words, letters and initials; a title's number is its row."""

    def __init__(self, rows: Sequence[TitleRow]) -> None:
        self.rows = rows

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def sections(self) -> int:
        """How many sections the articles have."""
        return sum(row.sections for row in self.rows)

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

    def best_cover(self, subject: Sequence[str]) -> float:
        """How well the best title covers a subject."""
        return float(self.scores(subject).cover.max(initial=0.0))

    def _equal(self, words: frozenset[str], letters: str) -> Numbers:
        """The articles of which a name has just these words, or these letters."""
        if not letters:
            return np.empty(0, np.int64)
        return np.array([*self._by_words.get(words, ()), *self._by_letters.get(letters, ())], np.int64)

    def _idf(self, word: str) -> float:
        postings = self._postings.get(word)
        return postings[1] if postings else _idf(len(self._names), 0)

    @cached_property
    def _names(self) -> list[tuple[int, frozenset[str]]]:
        """The words of each name of each title."""
        return [(number, _words(name)) for number, row in enumerate(self.rows) for name in row.names]

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
    def _by_letters(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            for name in row.names:
                found.setdefault("".join(name), []).append(number)
        return found

    @cached_property
    def _by_initials(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            title = _PARENTHESES.sub(" ", row.text).lower()
            words = [word for word in _WORDS.split(title) if word]
            spelled = {"".join(word[0] for word in words if word not in _SMALL), "".join(w[0] for w in words)}
            for letters in spelled:
                if len(letters) > 1:
                    found.setdefault(letters, []).append(number)
        return found


def _words(name: Iterable[str]) -> frozenset[str]:
    """The words that a name is compared by: "What I need to know about gout" is about gout.

    Where only words like "syndrome" would be left ("Cant syndrome"), all are compared.
    """
    words = name_set(name)
    telling = words - function_tokens()
    return telling if is_specific(telling) else words


def _idf(names: int, having: int) -> float:
    return math.log(1.0 + (names - having + 0.5) / (having + 0.5))
