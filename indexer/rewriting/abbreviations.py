"""The words of a query that the corpus abbreviates, and those that are abbreviations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analysis.analyzer import tokens
from indexer.lexicon.lexicon import Lexicon
from indexer.lexicon.values import Sense
from indexer.query.words import Word

#: Senses of an abbreviation that a reader is offered; the seventh of a corpus is never the one meant most.
MAX_SENSES = 6
#: Short forms searched for a long form: it is seldom written in two ways, and each widens the search.
MAX_NAMES = 3

#: Words of the longest long form looked for.
_MAX_RUN = 6
#: Characters between two words of a long form, at most: a space, or small words (" of the ").
_MAX_GAP = 8
#: Letters of the shortest word that an "s" makes a plural of: "pes" has nothing to do with PE.
_INFLECTED = 3
#: Articles that define an abbreviation so; fewer are no evidence unless the reader typed it in capitals.
#: Without these three rules scifact loses 0.014 nDCG@10: "cells" widened to CE, "high-fat meal" to HFM.
MIN_ARTICLES = 2
#: Letters of an abbreviation that may be anything ("rs", "dc").
_SHORTEST = 2
#: Words of the shortest long form.
_FEWEST_WORDS = 2

_NUMERAL = re.compile("[IVX]+", re.IGNORECASE)
#: Words that a Roman numeral follows.
_NUMBERED = frozenset(("stage", "type", "grade", "class", "phase", "factor", "level", "group", "bipolar"))


@dataclass(frozen=True, slots=True)
class AbbreviationMatch:
    """A run of words that articles define as a long form or as an abbreviation.

    A long form has short forms as its `names`, an abbreviation has `senses`; of several senses a reader has
    to choose one.
    """

    first: int  # the numbers of the run's first and last word, from 0
    last: int
    names: tuple[str, ...]
    senses: tuple[Sense, ...]


def abbreviation_matches(words: Sequence[Word], lexicon: Lexicon) -> tuple[AbbreviationMatch, ...]:
    """The matches in a query's words, from left to right, no word in two; the longest long form first."""
    texts = _texts(words, lexicon)
    found: list[AbbreviationMatch] = []
    at = 0
    while at < len(words):
        known = None if _is_place(at, words) else _known(at, _end(words, at), texts, lexicon)
        if known is not None:
            found.append(known)
        at = known.last + 1 if known else at + 1
    return tuple(found)


def _texts(words: Sequence[Word], lexicon: Lexicon) -> list[str]:
    """The words as typed; in lower case where all are in capitals and not all for being abbreviations."""
    texts = [word.text for word in words]
    if all(map(str.isupper, texts)) and not all(map(lexicon.senses, texts)):
        return [text.lower() for text in texts]
    return texts


def _end(words: Sequence[Word], first: int) -> int:
    """The end of the longest run that could be one long form."""
    end = first + 1
    while end < min(len(words), first + _MAX_RUN) and words[end].start - words[end - 1].end <= _MAX_GAP:
        end += 1
    return end


def _known(first: int, end: int, texts: Sequence[str], lexicon: Lexicon) -> AbbreviationMatch | None:
    for after in range(end, first + _FEWEST_WORDS - 1, -1):
        names = [
            name
            for name in lexicon.abbreviations(" ".join(texts[first:after]), MIN_ARTICLES)
            if not _is_numeral(name)
        ]
        if names:
            return AbbreviationMatch(first, after - 1, tuple(names[:MAX_NAMES]), ())
    senses = [sense for sense in lexicon.senses(texts[first]) if _is_evidence(texts[first], sense)]
    if not senses or _is_ordinary(texts[first], lexicon) or _is_number(first, texts):
        return None
    return AbbreviationMatch(first, first, (), tuple(senses[:MAX_SENSES]))


def _is_evidence(text: str, sense: Sense) -> bool:
    """Whether articles show what an abbreviation means: one article alone only where it is typed as one.

    A long form of one word is a slip of the definitions ("cells (CE)").
    """
    typed = len(text) > _SHORTEST and text.isupper()
    return " " in sense.long and (typed or sense.articles >= MIN_ARTICLES)


def _is_place(at: int, words: Sequence[Word]) -> bool:
    """Whether two capitals name a state: "Memphis, TN", "the DC area"."""
    text = words[at].text
    if len(text) != _SHORTEST or not text.isupper():
        return False
    behind_a_name = at > 0 and words[at - 1].text.istitle() and words[at].start - words[at - 1].end == 2
    return behind_a_name or any(word.text.lower() == "area" for word in words[at + 1 : at + 2])


def _is_ordinary(text: str, lexicon: Lexicon) -> bool:
    """Whether a word not typed as an abbreviation is one of the corpus: "all", "pH", the "kid" of "kids"."""
    if _has_capitals(text):
        return False
    word = text.lower()
    forms = [word, f"{word}s"] if len(word) >= _INFLECTED else [word]
    spellings = lexicon.surface_forms(forms).values()
    return not tokens(word) or any(not _has_capitals(spelling.text) for spelling in spellings)


def _has_capitals(text: str) -> bool:
    return sum(map(str.isupper, text)) >= 2


def _is_number(first: int, texts: Sequence[str]) -> bool:
    """Whether it is the number in "stage IV", and not the abbreviation."""
    return first > 0 and _is_numeral(texts[first]) and texts[first - 1].lower() in _NUMBERED


def _is_numeral(text: str) -> bool:
    return _NUMERAL.fullmatch(text) is not None
