"""Phonetic keys of English and medical words, for words spelled by ear ("newmonia", "exema").

A key of our own rather than Metaphone's, which is made for names: the Greek of medicine pronounces "ch"
as k, leaves letters silent at the beginning (pneumonia, psychosis, rheumatic) and has "rrh" and "sthm".
"""

from __future__ import annotations

import re
import unicodedata

_SILENT_FIRST = re.compile(r"\A(?:p(?=[nst])|[kgm](?=n)|w(?=r)|[ao](?=e))")
_SILENT = frozenset("pkgmwao")
_REPEATED = re.compile(r"(.)\1+")
_SOFT_C = re.compile(r"s?c(?=[eiy])")
#: Letters that together sound like others, "$" for "sh"; single letters are in `_ALONE`.
_TOGETHER = {
    **{"sthm": "sm", "thsm": "sm", "tion": "$n", "sion": "$n", "cion": "$n", "shun": "$n"},
    **{"sch": "sk", "ph": "f", "ch": "k", "ck": "k", "cz": "ks", "tz": "s", "dg": "g"},
}
_SPELLED = re.compile("|".join(_TOGETHER))
_ALONE = str.maketrans({"c": "k", "q": "k", "z": "s", "j": "g", "y": "i", **dict.fromkeys("hw'’-")})
_NO_VOWELS = str.maketrans(dict.fromkeys("aeiou"))
_FIRST = {"a": "a", "e": "e", "i": "e", "o": "o", "u": "u"}
_VOWEL_GROUP = re.compile("[aeiouy]+")


def phonetic_spelling(word: str) -> str:
    """A word as it may be written by ear, with its vowels: "sikosis" for psychosis."""
    plain = _without_accents(word.lower())
    if plain[:1] in _SILENT:  # expressions that cannot match are skipped: half the time of all
        plain = _SILENT_FIRST.sub("", plain)
    plain = _REPEATED.sub(r"\1", plain)
    if plain.startswith("x"):
        plain = "s" + plain[1:]
    first = "h" if plain.startswith("h") else ""
    if "c" in plain:
        plain = _SOFT_C.sub("s", plain)
    return first + _SPELLED.sub(_together, plain).replace("x", "ks").translate(_ALONE)


def phonetic_key(word: str) -> str:
    """The consonants of a word that are pronounced, and a vowel at its beginning; "" if there are none.

    A last s is left out, so that "alzimers" has the key of "Alzheimer", and "hemroid" that of its plural.
    """
    letters = phonetic_spelling(word)
    key = _FIRST.get(letters[:1], "") + letters.translate(_NO_VOWELS)
    return key[:-1] if len(key) > 2 and key.endswith("s") else key


def syllables(word: str) -> int:
    """The number of vowel groups in a word."""
    return len(_VOWEL_GROUP.findall(_without_accents(word.lower())))


def _together(match: re.Match[str]) -> str:
    return _TOGETHER[match.group()]


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
