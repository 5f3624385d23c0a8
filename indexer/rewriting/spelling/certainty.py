"""Whether a candidate is so surely what was meant that it is searched without asking the reader.

The thresholds were set on misspellings of health words, and on names, drugs and English words that a corpus
does not have: `benchmarks/spelling.py` counts both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.analysis.phonetic_key import phonetic_key, phonetic_spelling, syllables
from indexer.analysis.word_forms import STOP_WORDS
from indexer.rewriting.spelling.candidates import SpellingCandidate
from indexer.rewriting.spelling.doubtful import Doubtful
from indexer.rewriting.spelling.edits import bare_letters, unlikeness
from indexer.rewriting.spelling.english import is_english
from indexer.rewriting.spelling.lookalikes import is_drug_like

#: Unlikeness up to which a candidate may be sure, by the number of letters typed.
_SURE = {4: 0.75, 5: 0.9, 6: 1.05, 7: 1.25, 8: 1.5}
_SURE_LONG = 1.8

#: The same for a word that is rare in the corpus, and how many times as frequent the other one is.
_SURE_RARE = {4: 0.5, 5: 0.75}
_SURE_RARE_LONG = 0.95
_AS_FREQUENT = 40
_AS_FREQUENT_BESIDE = 3  # beside the same neighbour
_SURE_HOMOPHONE = 1.0  # of a word with the same consonants beside the same neighbour: "chest pane"

#: The same for a word of a list ("arrythmias"), and the sections of the other one.
_SURE_LISTED = 0.4
_FREQUENT = 100

#: More is sure where the consonants are the same ("jondice"), in words of so many letters.
_SAME_KEY = 0.25
_MIN_SAME_KEY = 6

#: The same in a long query, which has names and words of every kind, and for words that may be special.
_SURE_STRICT = {4: 0.0, 5: 0.5, 6: 0.85, 7: 0.85, 8: 1.0, 9: 1.1, 10: 1.15}

#: The limit for a name in place of a word in small letters ("warehouse", "Waterhouse").
_SURE_NAME = 0.75
_AHEAD = 0.1  # how much better than the next a sure candidate is
_AHEAD_STRICT = 0.2
_MIN_SWAPPED = 6  # letters of a word whose last two may have changed places
_FRONT_VOWELS = frozenset("eiy")  # "kidnee", but "natura" is not nature

#: Beginnings and endings of medical words that change what a word means.
_BEGINNINGS = re.compile("\\A(?:hyper|hypo|macro|micro|inter|intra|endo|exo|pre|post|poly|oligo|brady|tachy)")
_ENDINGS = re.compile(
    "(?:itis|osis|emia|uria|algia|plasia|phasia|phagia|phonia|phoria|tomy|scopy|graphy|yl|ol|ase|ose)\\Z"
)

#: How substances end: a corpus does not have them all.
_SUBSTANCE = re.compile("(?:in|ine|ol|ase|ide|ate|one)s?\\Z")
_LONG = 8  # letters after which a wrong first letter says little


def is_sure(
    doubtful: Doubtful, best: SpellingCandidate, rivals: Sequence[SpellingCandidate], short: bool
) -> bool:
    """Whether the best candidate can be searched without asking the reader.

    Real words that a corpus happens not to have differ from its own in their endings ("cellulite",
    cellulitis) or by a prefix ("acellular"): such differences are never sure.
    """
    word, meant = doubtful.text.lower(), best.text.lower()
    free = short and not _is_special(doubtful.text, best)
    ahead = _AHEAD if free and best.listed else _AHEAD_STRICT
    return (
        best.unlikeness <= _surest(doubtful, best, free)
        and best.sections >= _AS_FREQUENT * doubtful.sections
        and (not rivals or rivals[0].score > best.score + ahead)
        and _end_alike(word, meant)
        and _begin_alike(word, meant)
        and (free or len(word) >= _LONG or syllables(word) <= syllables(meant))
        and not _are_opposites(word, meant)
        and not is_drug_like(word)
        and not is_drug_like(meant)
        and all(unlikeness(word, other) > best.unlikeness for other in _stop_words(word))
    )


def _are_opposites(word: str, meant: str) -> bool:
    """Whether another beginning or ending makes them two conditions: hypo- for hyper-, -osis for -itis."""
    for pattern in (_BEGINNINGS, _ENDINGS):
        found = [match.group() for text in (word, meant) if (match := pattern.search(text))]
        if len(found) == 2 and found[0] != found[1]:
            return True
    return False


def _is_special(typed: str, best: SpellingCandidate) -> bool:
    """Whether it may be a name or a substance that no list has: it takes more to be sure."""
    if not best.listed or _SUBSTANCE.search(typed):
        return True
    return typed[0].isupper() and not best.is_name and is_english(best.text)


def _stop_words(word: str) -> list[str]:
    """The stop words that a word may be meant for: they are in no vocabulary."""
    return [other for other in STOP_WORDS if other[0] == word[0] and abs(len(other) - len(word)) <= 1]


def is_sure_beside(doubtful: Doubtful, candidate: SpellingCandidate) -> bool:
    """Whether a candidate is meant if it is found beside the same neighbour."""
    limit = _SURE.get(len(doubtful.text), _SURE_LONG)
    if phonetic_key(doubtful.text.lower()) == phonetic_key(candidate.text.lower()):
        limit = max(limit, _SURE_HOMOPHONE)
    return (
        candidate.unlikeness <= limit
        and candidate.sections > _AS_FREQUENT_BESIDE * doubtful.sections
        and (candidate.listed or candidate.is_name)
        and _begin_alike(doubtful.text.lower(), candidate.text.lower())
        and _end_alike(doubtful.text.lower(), candidate.text.lower())
        and not is_drug_like(candidate.text.lower())
    )


def _begin_alike(word: str, meant: str) -> bool:
    if word[0] == meant[0] or phonetic_spelling(word)[:1] == phonetic_spelling(meant)[:1]:
        return True
    return len(word) >= _LONG and not word.endswith(meant)


def _surest(doubtful: Doubtful, best: SpellingCandidate, free: bool) -> float:
    letters = len(doubtful.text)
    if doubtful.listed and not doubtful.sections:
        return _SURE_LISTED if best.listed and best.sections >= _FREQUENT else 0.0
    if doubtful.sections:
        return _SURE_RARE.get(letters, _SURE_RARE_LONG)
    if not free:
        limit = _SURE_STRICT.get(letters, _SURE_LONG)
        return min(limit, _SURE_NAME) if best.is_name and doubtful.text[0].islower() else limit
    limit = _SURE.get(letters, _SURE_LONG)
    if letters >= _MIN_SAME_KEY and phonetic_key(doubtful.text.lower()) == phonetic_key(best.text.lower()):
        limit += _SAME_KEY
    return limit


def _end_alike(word: str, meant: str) -> bool:
    """Whether they end alike, apart from a plural's s and a silent e, or with two letters swapped."""
    swapped = len(word) >= _MIN_SWAPPED and word[-2:] == meant[:-3:-1]
    return bool(_endings(word) & _endings(meant)) or swapped


def _endings(word: str) -> set[str]:
    """The last letter of a word, as written and as heard, with and without a plural's s and a silent e."""
    written = bare_letters(word)
    heard = phonetic_spelling(written)
    last = {text.rstrip(letter)[-1:] for text in (written, heard) for letter in ("", "s", "e", "es")}
    return {"e" if letter in _FRONT_VOWELS else letter for letter in last}
