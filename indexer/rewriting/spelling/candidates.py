"""Words of the corpus that a misspelled word may be meant for, best first, and whether the best is sure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2

from indexer.analysis.phonetic_key import phonetic_spelling, syllables
from indexer.lexicon.lexicon import Lexicon
from indexer.rewriting.spelling.edits import bare_letters, unlikeness
from indexer.rewriting.spelling.lookalikes import is_drug_like

#: Similar words that are compared.
_COMPARED = 24

#: The weight of a word's document frequency: a thousand times as many sections make up for 0.5 of unlikeness.
_FREQUENCY = 0.05

#: Added to the unlikeness of two phonetic spellings: spelling by ear is a slip as well.
_BY_EAR = 0.3

#: Unlikeness up to which a word is offered, and up to which it may be sure, by the number of letters typed.
_OFFERED = {4: 0.7, 5: 0.85, 6: 1.0, 7: 1.2, 8: 1.5}
_OFFERED_LONG = 2.0
_OFFERED_DRUG = 0.9  # one slip: another drug is no more than that away
_SURE = {4: 0.0, 5: 0.5, 6: 0.85, 7: 0.85, 8: 1.0, 9: 1.1, 10: 1.15}
_SURE_LONG = 1.8

#: The limit for a name in place of a word in small letters ("warehouse", "Waterhouse").
_SURE_NAME = 0.75
_AHEAD = 0.25  # how much better than the next a sure candidate is
_NEAR = 0.6  # how much worse than the best a candidate is that is offered beside it
_MIN_SWAPPED = 6  # letters of a word whose last two may have changed places
_LONG = 8  # letters after which a wrong first letter says little


@dataclass(frozen=True, slots=True)
class SpellingCandidate:
    """A word as the corpus writes it, and how likely it is what was meant."""

    text: str
    unlikeness: float  # about 1 for an odd letter
    sections: int

    @property
    def score(self) -> float:
        """Unlikeness, lowered a little for frequent words: lower is likelier."""
        return self.unlikeness - _FREQUENCY * log2(self.sections)

    @property
    def is_name(self) -> bool:
        """Whether the corpus writes it with a capital."""
        return self.text[0].isupper()

    def is_near(self, best: SpellingCandidate) -> bool:
        """Whether it is worth offering beside the best."""
        return self.score < best.score + _NEAR


def candidates(word: str, lexicon: Lexicon) -> list[SpellingCandidate]:
    """The words that a word in small letters may be meant for, best first; none that is too unlike it."""
    similar = [other for other in lexicon.spelling_candidates(word, _COMPARED) if _comparable(word, other)]
    most = _OFFERED_DRUG if is_drug_like(word) else _OFFERED.get(len(word), _OFFERED_LONG)
    found = []
    for other, spelling in lexicon.surface_forms(similar).items():
        unlike = _unlikeness(word, other)
        if unlike <= most and not spelling.text.isupper():
            found.append(SpellingCandidate(spelling.text, unlike, spelling.sections))
    return sorted(found, key=lambda candidate: (candidate.score, candidate.text))


def is_sure(typed: str, best: SpellingCandidate, rivals: Sequence[SpellingCandidate]) -> bool:
    """Whether the best candidate can be searched without asking the reader.

    Real words that a corpus happens not to have differ from its own in their endings ("cellulite",
    cellulitis) or by a prefix ("acellular"): such differences are never sure.
    """
    word, meant = typed.lower(), best.text.lower()
    return (
        best.unlikeness <= _surest(typed, best)
        and (not rivals or rivals[0].score > best.score + _AHEAD)
        and _end_alike(bare_letters(word), bare_letters(meant))
        and _begin_alike(word, meant)
        and (len(word) >= _LONG or syllables(word) <= syllables(meant))
        and not is_drug_like(word)
        and not is_drug_like(meant)
    )


def _begin_alike(word: str, meant: str) -> bool:
    if word[0] == meant[0] or phonetic_spelling(word)[:1] == phonetic_spelling(meant)[:1]:
        return True
    return len(word) >= _LONG and not word.endswith(meant)


def _surest(word: str, best: SpellingCandidate) -> float:
    limit = _SURE.get(len(word), _SURE_LONG)
    return min(limit, _SURE_NAME) if best.is_name and word[0].islower() else limit


def _end_alike(word: str, meant: str) -> bool:
    """Whether the last letter is the same, apart from a plural's s, or swapped with the one before."""
    swapped = len(word) >= _MIN_SWAPPED and word[-2:] == meant[:-3:-1]
    return word[-1] == meant[-1] or word.rstrip("s")[-1:] == meant.rstrip("s")[-1:] or swapped


def _comparable(word: str, other: str) -> bool:
    """Whether the other is a plain word, and a possessive where the typed one is."""
    letters = other.replace("’", "'")
    return letters.replace("'", "").isalpha() and ("'" in letters or not re.search("['’]", word))


def _unlikeness(word: str, other: str) -> float:
    """The unlikeness of spelling or of pronunciation, whichever is less."""
    return min(
        unlikeness(word, other), _BY_EAR + unlikeness(phonetic_spelling(word), phonetic_spelling(other))
    )
