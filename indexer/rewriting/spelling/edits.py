"""A weighted edit distance of a misspelling and a word: the easier a mistake, the less it counts.

The weights were set on misspellings typed by people; a slip of the finger or of the ear counts less than
two letters that nobody would mix up.
"""

from __future__ import annotations

import unicodedata

_VOWELS = frozenset("aeiouy")
_SWAPPED = 0.6
_DOUBLED = 0.4  # one letter for two of the same, or two for one
_SILENT = 0.7  # a vowel or an h too many or missing
_LETTER = 0.85
_VOWEL_FOR_VOWEL = 0.6
_ALIKE = 0.7
_OTHER = 1.0
_OTHER_CONSONANT = 1.2  # often gives another word: dysphonia, dysphoria
_FIRST_LETTER = 0.3  # added: people get the first letter right
_LAST_LETTER = 0.2  # added: another ending is another word: diabetes, diabetic
_FAR = 9.0

#: Letters that sound alike, and neighbouring keys.
_PAIRS = (
    "ck cs sz ks kq cq mn td bp gj vf vw xz xc ey iy "
    "as sd df fg gh hj jk kl qw we er rt ty yu ui io op zx cv vb bn nm qa az sx dc gb ws ed rf tg uj ik ol"
)
_ALIKE_PAIRS = frozenset(map(frozenset, _PAIRS.split()))


def unlikeness(typed: str, word: str) -> float:
    """The distance of what was typed from a word: 0 where only accents differ, about 1 for an odd letter.

    A restricted Damerau-Levenshtein distance (neighbours swapped once), computed without the letters that
    both begin and end with.
    """
    a, b = bare_letters(typed), bare_letters(word)
    start = _shared(a, b)
    end = _shared(a[start:][::-1], b[start:][::-1])
    if a == b:
        return 0.0
    height, width = len(a) - end - start, len(b) - end - start
    if max(height, width) > 12:
        return _FAR
    ends = (0.0 if start else _FIRST_LETTER) + (0.0 if end else _LAST_LETTER)
    before: list[float] = []
    last = [0.0]
    for j in range(width):
        last.append(last[-1] + _extra(b, start + j))
    for i in range(start, start + height):
        row = [last[0] + _extra(a, i)]
        for k in range(width):
            j = start + k
            best = min(last[k] + _instead(a[i], b[j]), last[k + 1] + _extra(a, i), row[k] + _extra(b, j))
            if before and k and a[i] == b[j - 1] and a[i - 1] == b[j]:
                best = min(best, before[k - 1] + _SWAPPED)
            row.append(best)
        before, last = last, row
    return last[-1] + ends


def bare_letters(word: str) -> str:
    """The letters by which two spellings are compared: small, without accents, apostrophes and hyphens."""
    letters = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in letters if letter.isalnum())


def _shared(a: str, b: str) -> int:
    """The length of the common prefix of two words."""
    for at, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return at
    return min(len(a), len(b))


def _extra(word: str, at: int) -> float:
    """The weight of a letter that the other word does not have."""
    letter = word[at]
    if letter in word[max(at - 1, 0) : at] or letter == word[at + 1 : at + 2]:
        return _DOUBLED
    return _SILENT if letter in _VOWELS or letter == "h" else _LETTER


def _instead(x: str, y: str) -> float:
    if x == y:
        return 0.0
    if x in _VOWELS and y in _VOWELS:
        return _VOWEL_FOR_VOWEL
    if frozenset((x, y)) in _ALIKE_PAIRS:
        return _ALIKE
    return _OTHER if x in _VOWELS or y in _VOWELS else _OTHER_CONSONANT
