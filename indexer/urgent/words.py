"""A text to the words that phrases are compared with: small words count, inflections do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from indexer.analysis.folding import fold
from indexer.analysis.word_forms import normal_form

#: Words of one text that are looked at: a long message is told in fewer.
MAX_WORDS = 400

#: Letters of a form that a misspelling is recognised by. Shorter ones have too many neighbours: pain, paint.
_MIN_LETTERS = 5

#: Letters of a form in which one consonant may be another: "unconssious".
_LONG = 7
_VOWELS = frozenset("aeiouy")

_WORD = re.compile(r"\d+(?:[.,]\d+)?|[^\W\d_]+(?:'[^\W\d_]+)*")
_APOSTROPHES = str.maketrans("`´‘", "'''")


def words(text: str) -> list[str]:
    """The words of a text in their normal forms, in order; "can't" is "cant", and numbers have a dot."""
    found = []
    for match in _WORD.finditer(fold(text.translate(_APOSTROPHES))):
        found.append(_form(match[0]))
        if len(found) == MAX_WORDS:
            break
    return found


@lru_cache(maxsize=20_000)
def _form(word: str) -> str:
    return word.replace(",", ".") if word[0].isdigit() else normal_form(word.replace("'", ""))


def misspellings(forms: Iterable[str]) -> Mapping[str, str]:
    """Each form of the table by itself and by what is left of it when one letter is missing."""
    found: dict[str, str] = {}
    for form in sorted(form for form in forms if len(form) >= _MIN_LETTERS and form.isalpha()):
        found[form] = form
        for shorter in _one_letter_less(form):
            found.setdefault(shorter, form)
    return found


def intended(word: str, known: Mapping[str, str]) -> str:
    """The form of the table that is a letter away from a word that the table does not have, or the word.

    Two words that lose one letter each to become the same differ in one letter, or in two that were swapped
    (the symmetric deletes of W. Garbe's SymSpell).
    """
    if len(word) < _MIN_LETTERS or not word.isalpha():
        return word
    for form in map(known.get, (word, *_one_letter_less(word))):
        if form and _is_slip(word, form):
            return form
    return word


def _is_slip(word: str, form: str) -> bool:
    """Whether a form is meant: the first letter is right, and no short word has another consonant in it.

    "Scalp" is no misspelling of "scald", nor "choline" of "chokin"; people seldom miss a first letter.
    """
    if word[0] != form[0] or len(word) != len(form):
        return word[0] == form[0] and abs(len(word) - len(form)) == 1
    wrong = [(one, other) for one, other in zip(word, form, strict=True) if one != other]
    if len(wrong) == 1:
        return len(form) >= _LONG or set(wrong[0]) <= _VOWELS
    return len(wrong) == 2 and wrong[0] == wrong[1][::-1]


def _one_letter_less(word: str) -> Iterator[str]:
    return (word[:place] + word[place + 1 :] for place in range(1, len(word)))
