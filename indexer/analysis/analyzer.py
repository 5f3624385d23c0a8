"""Text to tokens: one analysis for articles and queries, and for every engine.

A word is folded (case, accents, apostrophes, Greek letters), brought to one spelling for Britain and
America, and to one form for all its inflections; nothing else is taken off. Words that carry no meaning
of their own are left out but keep their position.

Several tokens may share a position. The first is the word's normal form. After it come, where there are
such, the spelling itself behind `EXACT`, by which a word as it was typed ranks above its other forms,
and the joined word that begins here ("followup", "hepatitis_b"). An acronym that is an ordinary word in
small letters ("AIDS") has a token in capitals before all these.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias, cast

from indexer.analysis.acronyms import ACRONYMS, is_acronym
from indexer.analysis.compounds import (
    UNITS,
    Joined,
    ahead,
    is_number,
    joined,
    mean_something,
    together,
    unit_name,
)
from indexer.analysis.folding import APOSTROPHES, fold, plain
from indexer.analysis.spelling_variants import respell
from indexer.analysis.stemmer import base

__all__ = ["EXACT", "FINGERPRINT", "STOP_WORDS", "Token", "fold", "normal", "tokens"]

#: Changes whenever the same text gives other tokens; an index records it and is stale when it differs.
FINGERPRINT = "clinical-4"

#: Begins the token of a spelling that differs from its word's normal form.
EXACT = "="

#: Combining marks belong to the letter before them, or a decomposed "é" would end its word.
#: A dot joins digits ("0.5") and single letters ("U.S"); elsewhere it ends a sentence whose space is missing.
#: A comma joins thousands ("1,000").
_WORD = re.compile(
    r"""[^\W_][\w\u0300-\u036f]*
    (?:[-‐‑.'’ʼ,](?:(?<![.,])|(?<=\d\.)(?=\d)|(?<=\d,)(?<!\d{4},)(?=\d{3}(?!\d))
        |(?<=[A-Za-z]\.)(?<![\w\u0300-\u036f][A-Za-z]\.)(?=[A-Za-z](?![\w\u0300-\u036f])))
    [^\W_][\w\u0300-\u036f]*)*""",
    re.VERBOSE,
)
_POINTED = re.compile(r"(?:[^\w\u0300-\u036f.,]|_)?\.")
_HYPHEN = re.compile("[-‐‑]")
_DIGITS = "0123456789.,"
_DOSE = re.compile(rf"(\d+(?:\.\d+)?)({'|'.join(sorted(UNITS, key=len, reverse=True))})")

#: Words without a meaning of their own. "no", "not", "without", "never" are kept: they turn a sentence round.
STOP_WORDS = frozenset(
    """
    a an the of in on at to for from by with and or as than then so if is are was were be been being am it
    its this that these those there here do does did has have had will would can could should may might
    must i me my you your yours we our he she his her they them their what which who whom how when where
    why about into
    """.split()  # noqa: SIM905  a list of quoted words hides the words
)

_MEMO_SIZE = 200_000  # distinct spellings; 3.3 million words of real articles hold about 70,000


class Token(NamedTuple):
    """A word as engines compare it, and where it stands in its text."""

    text: str
    start: int  # offsets into the text, in characters
    end: int
    position: int  # the word's number in the text, counting those left out


#: A token and where it stands, reckoned from the beginning of its spelling.
_Row: TypeAlias = "tuple[str, int, int, int]"


class _Spelling(NamedTuple):
    """A spelling that is more than the forms of one word."""

    rows: tuple[_Row, ...]
    positions: int
    ahead: re.Pattern[str] | None = None  # what follows where others belong to it
    folded: str = ""
    acronym: str = ""
    numeric: bool = False  # begins with a number


class _Memo(dict[str, "str | tuple[str, ...] | _Spelling"]):
    """What each spelling gives: its one token ("" for none), its forms, or more than that."""

    def __missing__(self, word: str) -> str | tuple[str, ...] | _Spelling:
        if len(self) >= _MEMO_SIZE:
            self.clear()
        self[word] = found = _analysed(word)
        return found


_memo = _Memo()


def tokens(text: str) -> list[Token]:
    """The tokens of a text by their position, and at one position the normal form first."""
    found: list[Token] = []
    position = 0
    new = tuple.__new__  # a NamedTuple's own constructor takes twice as long, and this is the inner loop
    memo: dict[str, Any] = _memo
    matches = _WORD.finditer(text)
    for match in matches:
        forms = memo[match[0]]
        if forms:
            if forms.__class__ is str:
                start, end = match.span()
                found.append(new(Token, (forms, start, end, position)))
            elif forms.__class__ is tuple:
                start, end = match.span()
                first, second = forms
                found.append(new(Token, (first, start, end, position)))
                found.append(new(Token, (second, start, end, position)))
            else:
                position = _add(found, text, match, forms, position, matches)
                continue
        position += 1
    return found


def normal(word: str) -> str:
    """The one form of a folded word without hyphens, in any inflection and spelling."""
    word = word.removesuffix("'s").replace("'", "")
    if word in UNITS:
        return unit_name(word)
    return base(respell(word)) if word.isalpha() and word.isascii() else word


def _add(
    found: list[Token],
    text: str,
    match: re.Match[str],
    spelling: _Spelling,
    position: int,
    matches: Iterator[re.Match[str]],
) -> int:
    """Adds what is more than the forms of one word, and gives the position after it."""
    rows, positions, following, folded, acronym, numeric = spelling
    start, end = match.span()
    if numeric and _is_pointed(text, start) and "." not in match[0]:
        start, spelling = start - 1, cast(_Spelling, _memo["." + match[0]])
        rows, positions, following, folded, acronym, numeric = spelling
    others: list[Joined] = []
    if following and (second := following.match(text, end)):
        others = list(joined(folded, second))
        if others and others[0].alone:
            found.append(Token(normal(others[0].text), start, others[0].end, position))
            next(matches)
            return position + 2
    if acronym and is_acronym(text, start, end):
        found.append(Token(acronym, start, end, position))
    new = tuple.__new__
    for form, first, last, further in rows:
        found.append(new(Token, (form, start + first, start + last, position + further)))
    if not others:
        return position + positions
    for other in others:
        found.append(Token(_form_of(other.text), start, other.end, position))
    return position + positions + _add_letter(found, text, end, position + positions, matches)


def _add_letter(
    found: list[Token], text: str, end: int, position: int, matches: Iterator[re.Match[str]]
) -> int:
    """Adds the "A" of "vitamin A", which is no article after a name; gives the positions that takes."""
    letter = _WORD.match(text, end + 1)
    if not letter or letter.group() not in ("A", "a", "I", "i"):
        return 0
    next(matches)
    found.append(Token(letter.group().lower(), *letter.span(), position))
    return 1


def _form_of(joined_word: str) -> str:
    return joined_word if "_" in joined_word else normal(joined_word)


def _is_pointed(text: str, start: int) -> bool:
    """Whether the digits that start here are those of ".5", which must not become 5."""
    return _POINTED.fullmatch(text, max(0, start - 2), start) is not None


def _analysed(word: str) -> str | tuple[str, ...] | _Spelling:
    if _HYPHEN.search(word):
        return _hyphenated(word)
    folded = plain(word)
    if (dose := _DOSE.fullmatch(folded)) and word.lstrip(_DIGITS).isalpha():
        return _dose(word, *dose.groups())
    forms = _forms(word, folded)
    acronym = name if (name := word.replace(".", "")) in ACRONYMS else ""
    opening = respell(folded)
    following = ahead(opening)
    if acronym or following:
        rows = tuple((form, 0, len(word), 0) for form in forms)
        return _Spelling(rows, 1, following, opening, acronym, is_number(folded))
    return forms if len(forms) > 1 else forms[0] if forms else ""


def _forms(word: str, folded: str) -> tuple[str, ...]:
    """The normal form, and the exact spelling where it differs by more than a silent "e"."""
    if folded.removesuffix("'s").replace("'", "") in STOP_WORDS:
        return ()
    if word in ("µ", "μ"):
        return ("micro", "mu")
    text = normal(folded)
    if not folded.replace("'", "").isalpha():
        return (text,)
    exact = unicodedata.normalize("NFKC", word.translate(APOSTROPHES)).lower().replace(" ", "")
    return (text,) if exact in (text, text + "e") else (text, EXACT + exact)


def _hyphenated(word: str) -> _Spelling:
    """The parts of a hyphenated word at positions of their own, and all of it as one word at the first."""
    written = _HYPHEN.split(word)
    rows: list[_Row] = []
    start = positions = 0
    for part in written:
        found = _memo[part]
        spelling = found if isinstance(found, _Spelling) else _one_word(part, found)
        forms = spelling.rows
        if spelling.acronym:
            forms = ((spelling.acronym, 0, len(part), 0), *forms)
        rows += ((form, start + a, start + b, positions + further) for form, a, b, further in forms)
        start += len(part) + 1
        positions += spelling.positions
    folded = ["mu" if part in ("µ", "μ") else plain(part) for part in written]
    numeric = is_number(folded[0])
    if not mean_something(folded):
        rows = []
    if not all(map(is_number, folded)):
        first = sum(row[3] == 0 for row in rows)
        rows.insert(first, (_form_of(together([respell(part) for part in folded])), 0, len(word), 0))
    return _Spelling(tuple(rows), positions, numeric=numeric)


def _one_word(word: str, found: str | tuple[str, ...]) -> _Spelling:
    forms = (found,) if isinstance(found, str) else found
    return _Spelling(tuple((form, 0, len(word), 0) for form in forms if form), 1)


def _dose(word: str, number: str, unit: str) -> _Spelling:
    """A number with its unit, as if a space stood between them."""
    end = len(word) - len(word.lstrip(_DIGITS))
    name = unit_name(unit)
    rows = ((number, 0, end, 0), (number + name, 0, len(word), 0), (name, end, len(word), 1))
    return _Spelling(rows, 2, numeric=True)
