"""The spans of a query's words that may be names, each with the key of a name and the words it covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from indexer.lexicon.names.name_words import (
    abbreviation_key,
    letters,
    name_set,
    name_words,
    signed,
    word_key,
)
from indexer.lexicon.names.values import MAX_WORDS

#: The most typed words of an abbreviation: "HPS 2".
_ABBREVIATION_WORDS = 3
#: The most typed words of a query in which an abbreviation may be in small letters: in a sentence "bind",
#: "tar" and "hep" are words.
_SHORT_QUERY = 4


@dataclass(frozen=True, slots=True)
class Span:
    """Typed words from `first` to `last`, both included, and their words in normal form."""

    first: int
    last: int
    words: tuple[str, ...]
    key: int

    def overlaps(self, other: Span) -> bool:
        """Whether the spans have a typed word in common."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: Span) -> bool:
        """Whether all typed words of the other span are in this one."""
        return self.first <= other.first and other.last <= self.last


def spans(typed: Sequence[str]) -> list[Span]:
    """Every span that begins and ends with whole typed words, once by its words and once by its letters."""
    # Analysed together, as a name in a list is, so that neighbours are joined in the same way.
    words = name_words(" ".join(typed))
    ends = list(accumulate(len(word) + 1 for word in typed))
    begin = [bisect_right(ends, word.start) for word in words]
    end = [bisect_left(ends, word.end) for word in words]
    texts = tuple(word.text for word in words)
    keys = [_word_key(text) for text in texts]
    found: list[Span] = []
    for start in range(len(words)):
        if start and end[start - 1] == begin[start]:
            continue
        for stop, key in _keys(texts, keys, start):
            if stop == len(words) or begin[stop] > end[stop - 1]:
                found.append(Span(begin[start], end[stop - 1], texts[start:stop], key))
    return found + [short for span in found for short in _abbreviations(typed, span)]


def _keys(words: Sequence[str], keys: Sequence[int], start: int) -> Iterator[tuple[int, int]]:
    """The end and the key of each span from a word on; a word that comes twice counts once."""
    known = set()
    key = 0
    for place in range(start, min(start + MAX_WORDS, len(words))):
        if words[place] not in known:
            known.add(words[place])
            key += keys[place]
        yield place + 1, signed(key)


def _abbreviations(typed: Sequence[str], span: Span) -> Iterator[Span]:
    """The span as an abbreviation.

    Typed without two capitals it is one only in a short query, and no everyday word; "CAFs" is a plural.
    """
    text = "".join(typed[span.first : span.last + 1])
    capitals = sum(map(str.isupper, text))
    plural = capitals > 1 and text.rstrip(".,;:?!)").endswith("s")
    if plural or span.last - span.first >= _ABBREVIATION_WORDS:
        return
    if capitals > 1 or len(typed) <= _SHORT_QUERY:
        short = letters(text)
        for everyday in (False, True) if capitals > 1 else (False,):
            yield Span(span.first, span.last, span.words, _short_key(short, everyday))


@lru_cache(10_000)
def _word_key(word: str) -> int:
    """The key of a word; of one that is not compared nothing."""
    return word_key(word) if name_set((word,)) else 0


@lru_cache(10_000)
def _short_key(short: str, everyday: bool) -> int:
    return abbreviation_key(short, everyday=everyday)
