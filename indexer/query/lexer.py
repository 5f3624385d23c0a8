"""A reader's text to lexemes: words, phrases, operators, brackets and field names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

LexemeKind = Literal["word", "phrase", "field", "open", "close", "and", "or", "not"]

_QUOTES = '"“”„«»'
_LEXEME = re.compile(
    rf"""
    (?P<open>\()
    | (?P<close>\))
    | (?P<not>(?<![^\s(\-])-(?=[^\s)]))
    | (?P<field>(?:title|heading|in|source):(?=[\w({_QUOTES}]))
    | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]?
    | (?P<word>[^\s(){_QUOTES}]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
#: A character that may look like a plain one, unless it stands beside a dot.
_NOT_ASCII = re.compile(r"(?<!\.)[^\x00-\x7f](?!\.)")

_OPERATORS: dict[str, LexemeKind] = {"AND": "and", "OR": "or", "NOT": "not"}


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A part of a query: its kind, its text without quotes or colon, and what was written at which offset."""

    kind: LexemeKind
    text: str
    written: str
    start: int


def clean(text: str) -> str:
    """The text on one line with single spaces, without control, bidi and zero-width characters.

    Look-alikes of a single letter or digit (full-width "ＩＶ") become plain. NFKC is not applied to the whole
    text: it would make "Gamunex™" one word "GamunexTM", where the analysis of articles finds "Gamunex".
    Beside a dot look-alikes stay: the analysis takes "I.V" as one word and "Ｉ.Ｖ" as two.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    visible = (c if c.isalnum() else " " if c.isspace() else _visible(c) for c in text)
    plain = "".join(visible)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _NOT_ASCII.sub(_plain, plain))
    return " ".join(plain.split())


def lex(text: str) -> list[Lexeme]:
    """The lexemes of a cleaned text. Empty brackets are left out."""
    found: list[Lexeme] = []
    for match in _LEXEME.finditer(text):
        kind, written = match.lastgroup, match.group()
        if kind == "close" and found and found[-1].kind == "open":
            found.pop()
        else:
            found.append(_lexeme(kind, match[kind] if kind else "", written, match.start()))
    while found and found[-1].kind == "open":
        found.pop()
    return found


def _lexeme(kind: str | None, text: str, written: str, start: int) -> Lexeme:
    if kind == "word":
        return Lexeme(_OPERATORS.get(text, "word"), text, written, start)
    if kind == "field":
        return Lexeme("field", text[:-1].lower(), written, start)
    names: dict[str | None, LexemeKind] = {"open": "open", "close": "close", "not": "not", "phrase": "phrase"}
    return Lexeme(names[kind], text, written, start)


def _visible(character: str) -> str:
    """The character, or "" for a control, format (bidi, zero-width) or surrogate character."""
    return "" if unicodedata.category(character) in ("Cc", "Cf", "Cs") else character


def _plain(found: re.Match[str]) -> str:
    character = found.group()
    plain = unicodedata.normalize("NFKC", character)
    alike = len(plain) == 1 and plain.isalnum() and (character.isalpha() or character.isdecimal())
    return plain if alike else character
