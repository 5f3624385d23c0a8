"""Text to tokens: one analysis for articles and queries, and for every engine.

A word is folded (case, accents, apostrophes, Greek letters), respelled to one spelling for Britain and
America, and stemmed to one form for all its inflections; nothing else is taken off. Stop words are left out,
but their positions are counted.

Several tokens may share a position. The first is the word's normal form. It may be followed by the spelling
itself after `EXACT`, by which a word as it was typed ranks above its other forms, and by the joined word that
begins here ("followup", "hepatitis_b"). An acronym that is an ordinary word in small letters ("AIDS") has a
token in capitals before all these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from indexer.analysis.acronyms import is_acronym
from indexer.analysis.compounds import Joined, joined
from indexer.analysis.folding import fold
from indexer.analysis.word_forms import EXACT, WORD_FORMS, ComplexWord, joined_form, normal_form

__all__ = ["EXACT", "FINGERPRINT", "Token", "fold", "tokens"]

#: Changes whenever the same text gives other tokens; an index records it and is stale when it differs.
FINGERPRINT = "clinical-4"

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


class Token(NamedTuple):
    """A word as engines compare it, with its place in its text."""

    text: str
    start: int  # offsets into the text, in characters
    end: int
    position: int  # the number of the word in the text, stop words counted


def tokens(text: str) -> list[Token]:
    """The tokens of a text by their position, and at one position the normal form first."""
    found: list[Token] = []
    position = 0
    new = tuple.__new__  # a NamedTuple's own constructor takes twice as long, and this is the inner loop
    word_forms: dict[str, Any] = WORD_FORMS
    matches = _WORD.finditer(text)
    for match in matches:
        forms = word_forms[match[0]]
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
                position = _add_complex(found, text, match, forms, position, matches)
                continue
        position += 1
    return found


def _add_complex(
    found: list[Token],
    text: str,
    match: re.Match[str],
    word: ComplexWord,
    position: int,
    matches: Iterator[re.Match[str]],
) -> int:
    """Add the tokens of a complex word, and return the position after it."""
    rows, positions, following, folded, acronym, numeric = word
    start, end = match.span()
    if numeric and _is_pointed(text, start) and "." not in match[0]:
        start, word = start - 1, cast(ComplexWord, WORD_FORMS["." + match[0]])
        rows, positions, following, folded, acronym, numeric = word
    others: list[Joined] = []
    if following and (second := following.match(text, end)):
        others = list(joined(folded, second))
        if others and others[0].alone:
            found.append(Token(normal_form(others[0].text), start, others[0].end, position))
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
        found.append(Token(joined_form(other.text), start, other.end, position))
    return position + positions + _add_letter(found, text, end, position + positions, matches)


def _add_letter(
    found: list[Token], text: str, end: int, position: int, matches: Iterator[re.Match[str]]
) -> int:
    """Add the "A" of "vitamin A", which is no article after a name; return the number of positions."""
    letter = _WORD.match(text, end + 1)
    if not letter or letter.group() not in ("A", "a", "I", "i"):
        return 0
    next(matches)
    found.append(Token(letter.group().lower(), *letter.span(), position))
    return 1


def _is_pointed(text: str, start: int) -> bool:
    """Whether a dot stands before the digits that start here: ".5" must not become 5."""
    return _POINTED.fullmatch(text, max(0, start - 2), start) is not None
