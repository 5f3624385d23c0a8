"""Words of the corpus that a misspelled word may be meant for, best first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import log2

from indexer.analysis.phonetic_key import phonetic_spelling
from indexer.lexicon.lexicon import Lexicon
from indexer.rewriting.spelling.edits import unlikeness
from indexer.rewriting.spelling.english import english_words_like
from indexer.rewriting.spelling.lookalikes import is_drug_like

#: Similar words that are compared.
_COMPARED = 24

#: The weight of a word's document frequency: a thousand times as many sections make up for 0.7 of unlikeness.
_FREQUENCY = 0.07

#: Taken off for a word of a name: "sufa" is sulfa rather than sofa.
_IN_NAMES = 0.1

#: Added to the unlikeness of two phonetic spellings: spelling by ear is a slip as well.
_BY_EAR = 0.3

#: Unlikeness up to which a word is offered, by the number of letters typed.
_OFFERED = {4: 1.0, 5: 1.0, 6: 1.2, 7: 1.5, 8: 1.8}
_OFFERED_LONG = 2.0
_OFFERED_DRUG = 0.9  # one slip: another drug is no more than that away
_LONG = 7  # letters of a word that is also looked up in the lists' names
_NEAR = 0.6  # how much worse than the best a candidate is that is offered beside it


@dataclass(frozen=True, slots=True)
class SpellingCandidate:
    """A word as the corpus writes it, and how likely it is what was meant."""

    text: str
    unlikeness: float  # about 1 for an odd letter
    sections: int
    listed: bool  # a word of some name in a list: readers ask for those

    @property
    def score(self) -> float:
        """Unlikeness, lowered for words of names and a little for frequent ones: lower is likelier."""
        return self.unlikeness - _FREQUENCY * log2(self.sections) - (_IN_NAMES if self.listed else 0.0)

    @property
    def is_name(self) -> bool:
        """Whether the corpus writes it with a capital."""
        return self.text[0].isupper()

    def is_near(self, best: SpellingCandidate) -> bool:
        """Whether it is worth offering beside the best."""
        return self.score < best.score + _NEAR


def candidates(word: str, lexicon: Lexicon, known: Callable[[str], bool]) -> list[SpellingCandidate]:
    """The words that a word in small letters may be meant for, best first; none that is too unlike it."""
    similar = [other for other in lexicon.spelling_candidates(word, _COMPARED) if _comparable(word, other)]
    most = _OFFERED_DRUG if is_drug_like(word) else _OFFERED.get(len(word), _OFFERED_LONG)
    found = []
    for other, spelling in lexicon.surface_forms(similar).items():
        unlike = _unlikeness(word, other)
        if unlike <= most and not _is_abbreviation(spelling.text):
            found.append(SpellingCandidate(spelling.text, unlike, spelling.sections, known(other)))
    if not found and len(word) >= _LONG:
        found = list(_in_names(word, most, known))
    return sorted(found, key=lambda candidate: (candidate.score, candidate.text))


def _in_names(word: str, most: float, known: Callable[[str], bool]) -> Iterator[SpellingCandidate]:
    """English words of the lists' names that the corpus does not have: it may have their other names."""
    for other in english_words_like(word):
        unlike = unlikeness(word, other)
        if unlike <= most and known(other):
            yield SpellingCandidate(other, unlike, 1, listed=True)


def _is_abbreviation(text: str) -> bool:
    """Whether a word has several capitals: "AIDS", "MdDS", but not "McArdle"."""
    return sum(map(str.isupper, text[1:])) > 1


def _comparable(word: str, other: str) -> bool:
    """Whether the other is a plain word, and a possessive where the typed one is."""
    letters = other.replace("’", "'")
    return letters.replace("'", "").isalpha() and ("'" in letters or not re.search("['’]", word))


def _unlikeness(word: str, other: str) -> float:
    """The unlikeness of spelling or of pronunciation, whichever is less."""
    return min(unlikeness(word, other), _BY_EAR + unlikeness(_heard(word), _heard(other)))


def _heard(word: str) -> str:
    """A word as it is heard: "throte" for throat has an e that nobody hears."""
    return phonetic_spelling(word).removesuffix("e")
