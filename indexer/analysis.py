"""Text to tokens: one analysis for articles and queries, and for every engine.

A word is folded (case, accents, apostrophes), words that carry no meaning of their own are left out
but keep their position, and the rest is stemmed. Digits stay, and a hyphen stays where a part beside
it is too short or too numeric to mean anything alone: "IL-6", "T-cell", "x-ray", "0.5".
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import snowballstemmer

#: Changes whenever the same text gives other tokens; an index records it and is stale when it differs.
FINGERPRINT = "plain-2"

#: Combining marks belong to the letter before them, or a decomposed "é" would end its word.
#: A dot joins digits ("0.5") and single letters ("U.S"); elsewhere it ends a sentence whose space is missing.
_WORD = re.compile(
    r"""[^\W_][\w\u0300-\u036f]*
    (?:[-‐‑.'’ʼ](?:(?<!\.)|(?<=\d\.)(?=\d)|(?<=[A-Za-z]\.)(?<![\w\u0300-\u036f][A-Za-z]\.)(?=[A-Za-z](?![\w\u0300-\u036f])))
    [^\W_][\w\u0300-\u036f]*)*""",
    re.VERBOSE,
)
_HYPHENS = str.maketrans("‐‑", "--")
_APOSTROPHES = str.maketrans("’ʼ", "''")

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


class _Stemmer(threading.local):
    """A stemmer for each thread: it keeps its word in itself, and threads that share one mix words up."""

    def __init__(self) -> None:
        self.stem = snowballstemmer.stemmer("english").stemWord


_stemmer = _Stemmer()


class _Memo(dict[str, "str | tuple[str, ...]"]):
    """What each spelling gives: its token, "" for one that is left out, or the tokens of its parts."""

    def __missing__(self, word: str) -> str | tuple[str, ...]:
        if len(self) >= _MEMO_SIZE:
            self.clear()
        forms = tuple(_form(part) for part in _split(fold(word)))
        self[word] = found = forms[0] if len(forms) == 1 else forms
        return found


_memo = _Memo()


def tokens(text: str) -> list[Token]:
    """The tokens of a text, in order. A hyphenated word may give several, each at its own position."""
    found: list[Token] = []
    position = 0
    new = tuple.__new__  # a NamedTuple's own constructor takes twice as long, and this is the inner loop
    memo = _memo
    for match in _WORD.finditer(text):
        form = memo[match.group()]
        if form.__class__ is str:
            if form:
                found.append(new(Token, (form, match.start(), match.end(), position)))
            position += 1
        else:
            for part, start, end in _parts(match.group(), form):
                if part:
                    found.append(Token(part, match.start() + start, match.start() + end, position))
                position += 1
    return found


def fold(text: str) -> str:
    """The text in lower case without accents, with plain apostrophes and hyphens."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_HYPHENS).translate(_APOSTROPHES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def _split(word: str) -> list[str]:
    if "-" not in word:
        return [word]
    parts = word.split("-")
    if any(len(part) < 3 or any(c.isdigit() for c in part) for part in parts):
        return [word]
    return parts


def _form(word: str) -> str:
    if word.endswith("'s"):
        word = word[:-2]
    word = word.replace("'", "")
    if word in STOP_WORDS:
        return ""
    return str(_stemmer.stem(word)) if word.isalpha() else word


def _parts(word: str, forms: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    start = 0
    for form, part in zip(forms, re.split("[-‐‑]", word), strict=True):
        yield form, start, start + len(part)
        start += len(part) + 1
