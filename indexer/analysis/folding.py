"""Folding of what makes no difference: case, accents, kinds of hyphens and apostrophes, Greek letters."""

from __future__ import annotations

import re
import unicodedata

_HYPHENS = str.maketrans("‐‑", "--")
APOSTROPHES = str.maketrans("’ʼ", "''")
_LETTERS = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"})
#: A Greek letter by itself is a name ("β-blocker"); in a Greek word it is a letter.
_GREEK = re.compile(r"(?<![Ͱ-Ͽ])[α-ω](?![Ͱ-Ͽ])")
_NAMES_OF_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda micro nu xi omicron pi rho sigma
        tau upsilon phi chi psi omega""".split(),  # noqa: SIM905
        strict=True,
    )
)


def fold(text: str) -> str:
    """The text in lower case without accents, with plain apostrophes and hyphens, Greek letters by name."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).translate(_HYPHENS).translate(APOSTROPHES)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_LETTERS)
    return _GREEK.sub(_name_of_greek, plain)


def fold_word(word: str) -> str:
    """A folded word without hyphens: "1,000" without its comma, ".5" with its zero, "U.S" without dots.

    A few characters stand for several words with spaces between them (U+FDFA for four): they become one.
    """
    folded = fold(word).replace(",", "").replace(" ", "")
    if folded.startswith("."):
        folded = "0" + folded
    undotted = folded.replace(".", "")
    return undotted if undotted.isalpha() else folded


def _name_of_greek(letter: re.Match[str]) -> str:
    return _NAMES_OF_GREEK[letter.group()]
