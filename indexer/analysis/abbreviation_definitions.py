"""Abbreviations as a text defines them: "multifocal motor neuropathy (MMN)", "MMN (multifocal motor …)".

After A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text", Pacific Symposium on Biocomputing 8 (2003), 451-462: the letters of a short form occur in
order in the words before it. One rule is stricter here and one looser: every word gives its initial, and the
longest such run of words is taken, because the shortest match of the letters cuts "thrombotic
thrombocytopenic purpura (TTP)" at its second word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """A short form and the long form that a text gives for it, both as written there."""

    short: str
    long: str


_BRACKETED = re.compile(r"\(([^()\n\t]{2,120})\)")
#: What a long form never spans: cells, lines, brackets, and the ends of sentences and clauses.
_BREAK = re.compile(r'[\n\t()\[\]{}<>"“”=]|[.;:?!](?=\s|$)|\s[-–—]+\s')
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SHORT = re.compile(r"[A-Za-z0-9α-ωΑ-Ω]+(?:[-/&.][A-Za-z0-9α-ωΑ-Ω]+)*")
#: Words around a short form in brackets: "(also called MMN)", "(MMN, for short)", "(or MMN)".
_LEAD = re.compile(
    r"(?:or|also|abbreviated|called|known|referred to|sometimes|commonly|simply|as|the|an?)\s+", re.IGNORECASE
)
_REST = re.compile(r"\s*[,;:]\s.*| for short$")
#: What brackets contain where it is a long form and no remark.
_LONG = re.compile(r"[^\W_][\w\s\-‐‑–'’,/&+.α-ω]*[^\W_]")

#: Words that may give no letter, anywhere and at the end: "Charcot-Marie-Tooth disease (CMT)".
_UNSPOKEN = frozenset(("type",))
_UNSPOKEN_LAST = frozenset(("disease", "syndrome"))

#: Short forms that readers always mean as countries.
_COUNTRIES = frozenset(("US", "USA", "UK", "EU"))

_REACH = 160  # characters before a bracket that are examined
_MAX_SHORT = 10
_MAX_LONG = 120

#: Words that a short form may skip, and that begin no long form.
_SMALL = frozenset(
    """a an the of in on at to for from by with without and or as than is are was were be its this that
    these those which also called some such plus their your his her other""".split()  # noqa: SIM905
)


def definitions(text: str) -> Iterator[Definition]:
    """Every definition in a text, in order; none spans lines or table cells."""
    if "(" not in text:
        return
    for bracket in _BRACKETED.finditer(text):
        inside = bracket.group(1).strip()
        short = _short_form(inside)
        if short:
            long = _long_form(short, _clause_before(text, bracket.start()))
        else:
            short, long = _reversed(text, bracket.start(), inside)
        if long:
            yield Definition(_singular(short), " ".join(long.split()))


def _clause_before(text: str, end: int) -> str:
    before = text[max(0, end - _REACH) : end]
    breaks = [found.end() for found in _BREAK.finditer(before)]
    return before[breaks[-1] if breaks else 0 :].rstrip()


def _short_form(inside: str) -> str:
    """The short form in a bracket without the words around it, or ""."""
    if inside.islower():
        return ""
    while lead := _LEAD.match(inside):
        inside = inside[lead.end() :]
    found = _REST.sub("", inside).strip("'‘’")
    return found if _is_short(found) else ""


def _is_short(word: str) -> bool:
    """Whether it is written as an abbreviation: two capitals or more, and half of its letters."""
    if not 2 <= len(word) <= _MAX_SHORT or not _SHORT.fullmatch(word) or word in _COUNTRIES:
        return False
    capitals = sum(map(str.isupper, word))
    return capitals >= 2 and 2 * capitals >= sum(map(str.isalpha, word))


def _singular(short: str) -> str:
    return short[:-1] if short.endswith("s") and _is_short(short[:-1]) else short


def _reversed(text: str, end: int, inside: str) -> tuple[str, str]:
    """The short form before a bracket and the long form inside, which must be all of it; else "" and ""."""
    last = text[max(0, end - _MAX_SHORT - 2) : end].split()
    short = last[-1] if last else ""
    if not _is_short(short):
        return "", ""
    return short, inside if _long_form(short, inside) == inside else ""


def _long_form(short: str, before: str) -> str:
    """The end of `before` that the short form stands for, or ""."""
    letters = [letter for letter in _singular(short).lower() if letter.isalnum()]
    words = list(_WORD.finditer(before))[-min(len(letters) + 5, 2 * len(letters)) :]
    if not words or words[-1].end() != len(before):
        return ""
    start = _start(letters, before, words)
    return before[start:] if start is not None and _is_long(before[start:], short) else ""


def _start(letters: list[str], before: str, words: list[re.Match[str]]) -> int | None:
    """The start of the longest run of words that gives these letters, matched from the right."""
    start = None
    left = {len(letters)}  # the numbers of letters that may be left to match
    for word in reversed(words):
        text, inner = word.group().lower(), _mid_word(before, word.start())
        given = {rest for number in left for rest in _after(letters, number, text)}
        if 0 in given and not inner and text not in _SMALL:
            start = word.start()
        last = word is words[-1] and text in _UNSPOKEN_LAST
        left = given | left if inner or last or text in _SMALL or text in _UNSPOKEN else given
        if not left:
            break
    return start


def _after(letters: list[str], number: int, word: str) -> Iterator[int]:
    """The numbers of letters that may be left of the first `number` once a word gave its initial or more."""
    for rest in range(number - 1, -1, -1):
        if letters[rest] == word[0] or word.isdigit():
            inside = iter(word)
            if all(letter in inside for letter in letters[rest:number]):
                yield rest


def _mid_word(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in "-‐‑/'’")


def _is_long(text: str, short: str) -> bool:
    words = _WORD.findall(text)
    return (
        len(short) < len(text) <= _MAX_LONG
        and _LONG.fullmatch(text) is not None
        and words[0].lower() not in _SMALL
        and short not in words
    )
