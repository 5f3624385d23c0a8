"""Corrections for the misspelled words of a query.

A word is only corrected to one that the corpus has, or else a list. A correction is confident only where that
is clearly what was meant; the others are offered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import Phrase
from indexer.query.words import Word
from indexer.rewriting.spelling.candidates import candidates
from indexer.rewriting.spelling.certainty import is_sure, is_sure_beside
from indexer.rewriting.spelling.compounds import Occurs, joined_pairs, phrase_of, split_word
from indexer.rewriting.spelling.confusions import confused_words
from indexer.rewriting.spelling.doubtful import Doubtful, doubtful_words, forms_of
from indexer.rewriting.spelling.lookalikes import lookalikes

#: The most corrected words of one query. Somebody who misspells more writes in another language.
MAX_CORRECTIONS = 3
#: The most words that are compared with those of the corpus: 0.6 ms each.
_MAX_DOUBTFUL = 16
#: The most words of a query in which rare words are doubtful too.
_SHORT = 4

_MAX_OTHERS = 3
#: Before these a name is safely corrected: "lime disease".
_AFTER_NAMES = frozenset(["disease", "syndrome", "diseases", "syndromes"])

#: Unlikeness up to which a word is a misspelling and not two words run together.
_SLIP = 0.9
#: The fewest letters of a word with a capital within a query that is not taken for a name ("Wang").
_LONG_NAME = 8


@dataclass(frozen=True, slots=True)
class Correction:
    """A misspelled word and what it may be meant for, as the corpus writes it."""

    word: int  # its number among the words of the query; of two that belong together, the first
    before: str  # as typed; two words that belong together with a space between
    after: str
    confident: bool  # to be made, not only offered
    others: tuple[str, ...] = ()  # less likely ones, best first


def correct(
    words: Sequence[Word], lexicon: Lexicon, known: Callable[[str], bool], occurs: Occurs
) -> tuple[Correction, ...]:
    """Corrections of the first few words that the corpus does not have and `known` does not know.

    `known` gets words in small letters. Numbers, units, acronyms and words under four letters are left alone,
    and so is any word of which the corpus has an inflection. A drug name is never confident. In a short query
    rare words are corrected too, where a far more frequent one is near. `occurs` is called once at most: of
    several words that may be two run together, only the first is split.
    """
    texts = [word.text for word in words]
    short = len(words) <= _SHORT
    wrong: dict[int, list[Doubtful]] = {}
    for doubtful in doubtful_words(texts, lexicon, known, rare_too=short):
        wrong.setdefault(doubtful.word, []).append(doubtful)
    speller = _Speller(texts, lexicon, known, _once(occurs), short)
    found = speller.confused()
    absent = {at for at, parts in wrong.items() if not any(part.english for part in parts)}
    for at, after, sure in joined_pairs(words, absent, lexicon, known, speller.occurs):
        if at not in found and at + 1 not in found:
            found[at] = Correction(at, f"{texts[at]} {texts[at + 1]}", after, sure)
    taken = {at + more for at, made in found.items() for more in range(made.before.count(" ") + 1)}
    for at, parts in list(wrong.items())[:_MAX_DOUBTFUL]:
        if len(found) < MAX_CORRECTIONS and at not in taken:
            unknown = [part for part in parts if not part.english]
            correction = speller.correction(unknown) if unknown else None
            if not correction or not correction.confident:
                correction = speller.beside(parts[0]) or correction
            if correction:
                found[at] = correction
    return tuple(found[at] for at in sorted(found)[:MAX_CORRECTIONS])


def _once(occurs: Occurs) -> Occurs:
    """The same for the first phrase, however often, and False for every other: each call is a search."""
    known: dict[Phrase, bool] = {}

    def first_only(phrase: Phrase) -> bool:
        if not known:
            known[phrase] = occurs(phrase)
        return known.get(phrase, False)

    return first_only


@dataclass(frozen=True, slots=True)
class _Speller:
    """The words of one query, and what tells whether another spelling is meant."""

    texts: Sequence[str]
    lexicon: Lexicon
    known: Callable[[str], bool]
    occurs: Occurs
    short: bool  # few words, of which each is likely to be meant for one of the corpus

    def confused(self) -> dict[int, Correction]:
        """Right words in a wrong place ("urinary track") by their number."""
        found = dict(confused_words([text.lower() for text in self.texts]))
        spelled = self.lexicon.surface_forms(found.values())
        return {
            at: Correction(at, self.texts[at], spelled[meant].text, confident=True)
            for at, meant in found.items()
            if meant in spelled
        }

    def beside(self, doubtful: Doubtful) -> Correction | None:
        """The correction of an English word, or of a name before "disease", that makes a phrase."""
        at, text = doubtful.word, doubtful.text
        after = self.texts[at + 1 : at + 2]
        named = bool(after) and after[0].lower() in _AFTER_NAMES
        if text != self.texts[at] or len(self.texts) == 1 or not self.short:
            return None
        if not named and not (doubtful.english and text.islower()):
            return None
        found = candidates(text.lower(), self.lexicon, self.known)
        found = [one for one in found if is_sure_beside(doubtful, one)]
        if named:
            found = [one for one in found if one.is_name] or (found if text.islower() else [])
        if not found:
            return None
        meant = found[0].text
        pair = [meant, *after] if after else [self.texts[at - 1], meant]
        phrase = phrase_of(pair) if all(any(map(str.isalpha, word)) for word in pair) else None
        return Correction(at, text, meant, confident=True) if phrase and self.occurs(phrase) else None

    def correction(self, parts: Sequence[Doubtful]) -> Correction | None:
        """The correction of a word in all its wrong parts, or None where one of them has none."""
        at = parts[0].word
        text = after = self.texts[at]
        found = [self._of_part(part) for part in parts]
        for part, correction in zip(parts, found, strict=True):
            if correction is None:
                return None
            after = after.replace(part.text, correction.after, 1)
        sure = all(correction.confident for correction in found if correction)
        others = found[0].others if len(found) == 1 and found[0] and parts[0].text == text else ()
        whole = self.lexicon.surface_forms([after]).get(after)  # "guillain-barre" is "Guillain-Barre"
        return Correction(at, text, whole.text if whole else after, sure, others)

    def _of_part(self, doubtful: Doubtful) -> Correction | None:
        text = doubtful.text
        found = candidates(text.lower(), self.lexicon, self.known)
        if not doubtful.listed and (not found or found[0].unlikeness > _SLIP):
            split = split_word(text.lower(), self.lexicon, self.occurs)
            if split:
                return Correction(0, text, split, confident=True)
        if not found or (self._is_name(doubtful) and not found[0].is_name and len(text) < _LONG_NAME):
            return None
        best = found[0]
        forms = set(forms_of(best.text))
        rivals = [other for other in found[1:] if forms.isdisjoint(forms_of(other.text))]  # no inflections
        sure = is_sure(doubtful, best, rivals, self.short)
        if (doubtful.sections or doubtful.listed) and not sure:
            return None
        mixed_up = self.lexicon.surface_forms(lookalikes().get(best.text.lower(), ()))
        others = [rival.text for rival in rivals if rival.is_near(best)]
        others = list(dict.fromkeys(others + [spelling.text for spelling in mixed_up.values()]))
        return Correction(0, text, best.text, sure, tuple(others[:_MAX_OTHERS]))

    def _is_name(self, doubtful: Doubtful) -> bool:
        """Whether it alone has a capital: "my friend Wang"."""
        return doubtful.word > 0 and self.texts[doubtful.word][0].isupper() and self.texts[0][0].islower()
