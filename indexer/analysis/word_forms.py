"""A word as it is written to its forms: normal form, exact spelling, parts and joined word."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple, TypeAlias

from indexer.analysis.acronyms import ACRONYMS
from indexer.analysis.compounds import UNITS, are_words, following_pattern, is_number, joined_word, unit_name
from indexer.analysis.folding import APOSTROPHES, fold_word
from indexer.analysis.spelling_variants import respell
from indexer.analysis.stemmer import stem

#: Begins the token of a spelling that differs from its word's normal form.
EXACT = "="

_HYPHEN = re.compile("[-‐‑]")
_DIGITS = "0123456789.,"
_DOSE = re.compile(rf"(\d+(?:\.\d+)?)({'|'.join(sorted(UNITS, key=len, reverse=True))})")

#: Words without a meaning of their own. "no", "not", "without", "never" are none: they reverse a sentence.
STOP_WORDS = frozenset(
    """
    a an the of in on at to for from by with and or as than then so if is are was were be been being am it
    its this that these those there here do does did has have had will would can could should may might
    must i me my you your yours we our he she his her they them their what which who whom how when where
    why about into
    """.split()  # noqa: SIM905  a list of quoted words hides the words
)

#: Distinct spellings cached; 3.3 million words of real articles have about 70,000.
_CACHED = 200_000

#: A token, its offsets from the beginning of its spelling, and its position in it.
_Row: TypeAlias = "tuple[str, int, int, int]"


class ComplexWord(NamedTuple):
    """A spelling that needs more than the forms of one word: parts, a joined word, an acronym, a number."""

    rows: tuple[_Row, ...]
    positions: int
    following: re.Pattern[str] | None = None  # matches the words after it that are joined with it
    folded: str = ""
    acronym: str = ""
    numeric: bool = False  # begins with a number


class _WordForms(dict[str, "str | tuple[str, ...] | ComplexWord"]):
    """The analysis of each spelling: its one token ("" for none), its two forms, or a `ComplexWord`."""

    def __missing__(self, word: str) -> str | tuple[str, ...] | ComplexWord:
        if len(self) >= _CACHED:
            self.clear()
        self[word] = found = _analyse(word)
        return found


#: Computes and caches: the inner loop of the analysis takes a word's forms from here.
WORD_FORMS = _WordForms()


def normal_form(word: str) -> str:
    """The one form of a folded word without hyphens, whatever its inflection and spelling."""
    word = word.removesuffix("'s").replace("'", "")
    if word in UNITS:
        return unit_name(word)
    return stem(respell(word)) if word.isalpha() and word.isascii() else word


def joined_form(word: str) -> str:
    """The token of a joined word; a designation ("hepatitis_b") is one as it is."""
    return word if "_" in word else normal_form(word)


def _analyse(word: str) -> str | tuple[str, ...] | ComplexWord:
    if _HYPHEN.search(word):
        return _hyphenated(word)
    folded = fold_word(word)
    if (dose := _DOSE.fullmatch(folded)) and word.lstrip(_DIGITS).isalpha():
        return _dose(word, *dose.groups())
    forms = _forms(word, folded)
    acronym = name if (name := word.replace(".", "")) in ACRONYMS else ""
    opening = respell(folded)
    following = following_pattern(opening)
    if acronym or following:
        rows = tuple((form, 0, len(word), 0) for form in forms)
        return ComplexWord(rows, 1, following, opening, acronym, is_number(folded))
    return forms if len(forms) > 1 else forms[0] if forms else ""


def _forms(word: str, folded: str) -> tuple[str, ...]:
    """The normal form, and the exact spelling where it differs by more than a silent "e"."""
    if folded.removesuffix("'s").replace("'", "") in STOP_WORDS:
        return ()
    if word in ("µ", "μ"):
        return ("micro", "mu")
    text = normal_form(folded)
    if not folded.replace("'", "").isalpha():
        return (text,)
    exact = unicodedata.normalize("NFKC", word.translate(APOSTROPHES)).lower().replace(" ", "")
    return (text,) if exact in (text, text + "e") else (text, EXACT + exact)


def _hyphenated(word: str) -> ComplexWord:
    """The parts of a hyphenated word at positions of their own, and the joined word at the first."""
    written = _HYPHEN.split(word)
    rows: list[_Row] = []
    start = positions = 0
    for part in written:
        found = WORD_FORMS[part]
        spelling = found if isinstance(found, ComplexWord) else _one_word(part, found)
        forms = spelling.rows
        if spelling.acronym:
            forms = ((spelling.acronym, 0, len(part), 0), *forms)
        rows += ((form, start + a, start + b, positions + further) for form, a, b, further in forms)
        start += len(part) + 1
        positions += spelling.positions
    folded = ["mu" if part in ("µ", "μ") else fold_word(part) for part in written]
    numeric = is_number(folded[0])
    if not are_words(folded):
        rows = []
    if not all(map(is_number, folded)):
        first = sum(row[3] == 0 for row in rows)
        rows.insert(first, (joined_form(joined_word([respell(part) for part in folded])), 0, len(word), 0))
    return ComplexWord(tuple(rows), positions, numeric=numeric)


def _one_word(word: str, found: str | tuple[str, ...]) -> ComplexWord:
    forms = (found,) if isinstance(found, str) else found
    return ComplexWord(tuple((form, 0, len(word), 0) for form in forms if form), 1)


def _dose(word: str, number: str, unit: str) -> ComplexWord:
    """A number and its unit, as if there were a space between them."""
    end = len(word) - len(word.lstrip(_DIGITS))
    name = unit_name(unit)
    rows = ((number, 0, end, 0), (number + name, 0, len(word), 0), (name, end, len(word), 1))
    return ComplexWord(rows, 2, numeric=True)
