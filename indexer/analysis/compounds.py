"""Words that belong together although a space or a hyphen stands between: "hepatitis B", "T cell", "10 mg".

Each is recognised by its first word and the text after it, and becomes one joined word beside its parts. So
"hepatitis B" can be told from "hepatitis C", and "x ray" is the same as "x-ray" and "xray".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

#: Names that are told apart by a letter or a number. After `_NUMBERED` a Roman number is a number.
_NUMBERED = frozenset({"type", "stage", "grade", "factor", "phase", "class", "group"})
_NAMES = _NUMBERED | frozenset(
    """hepatitis hep vitamin vit influenza hemophilia hemoglobin immunoglobulin protein coenzyme cytochrome
    complement chromosome trisomy fragile strep streptococcus coxsackievirus prostaglandin apolipoprotein
    interleukin il cd covid sars hiv hpv hsv omega glp mucolipidosis cystatin amphotericin botulinum pd
    genotype cluster parvovirus mps gsd""".split()  # noqa: SIM905
)
_ROMAN = {
    roman: str(number)
    for number, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii xiii".split(), start=1)  # noqa: SIM905
}
_SIGN = re.compile(r"[a-z]\d{0,2}|\d{1,3}[a-z]?")
_LETTER = r"[A-Za-z](?:-?\d{1,2})?"
_NUMBER = r"\d{1,3}[A-Za-z]?"
_END = r"(?![\w\u0300-\u036f]|[.,'’]\w)"
_GAP = r"[ \u00a0]"
_AND = rf"(?:,{_GAP}?(?:(?:and|or){_GAP})?|/|{_GAP}?&{_GAP}?|{_GAP}(?:and|or|to){_GAP})"
_DESIGNATED = re.compile(rf"{_GAP}({_NUMBER}|[IVXivx]{{2,4}}|{_LETTER}){_END}")
#: What may continue a series: letters after a letter, numbers after a number; "a" and "I" are words there.
_MORE_LETTERS = re.compile(rf"{_AND}((?![aIi]\b){_LETTER}){_END}")
_MORE_NUMBERS = re.compile(rf"{_AND}({_NUMBER}|[IVX]+){_END}")
#: Spellings of units of measure, each with its one name.
UNITS = {
    unit: name
    for name, units in {
        "mg": "mg mgs", "mcg": "mcg ug microg", "g": "g gm", "kg": "kg kgs", "ml": "ml mls", "dl": "dl",
        "l": "l", "mm": "mm", "cm": "cm", "iu": "iu", "mmol": "mmol", "mmhg": "mmhg", "kcal": "kcal",
    }.items()
    for unit in units.split()
}  # fmt: skip
_ANY_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_UNIT = re.compile(rf"[ \u00a0-]?(?=[A-Za-zµμ])((?i:{_ANY_UNIT})|[µμ](?:g|l|m))(?![\w\u0300-\u036f])")

#: Letters and short words with the words that follow them after a space, a hyphen or nothing.
_TOGETHER = {
    first: frozenset(seconds.split())
    for first, seconds in {
        "t": "cell cells lymphocyte lymphocytes", "b": "cell cells lymphocyte lymphocytes",
        "x": "ray rays linked", "c": "section sections", "g": "tube", "d": "dimer", "e": "coli",
        "h": "pylori",
        "follow": "up ups", "check": "up ups", "flare": "up ups",
        "head": "ache aches", "tooth": "ache aches", "stomach": "ache aches", "ear": "ache aches",
        "heart": "burn",
    }.items()
}  # fmt: skip
_PREFIXES = frozenset(
    {"non", "anti", "pre", "post", "semi", "multi", "alpha", "beta", "gamma", "delta", "hyper", "hypo"}
)
_DOT = rf"\.{_GAP}?|{_GAP}"
_NO_PART = rf"(?![-‐‑]\w){_END}"
_NOT_PREFIXED = frozenset({"and", "the", "for", "was"})

#: Words that mean something else after a letter: a T-cell is not just a cell.
HEADS = frozenset({"cell", "cells", "ray", "rays"})


class Joined(NamedTuple):
    """A joined word, the offset of its end in the text, and whether it replaces its parts."""

    text: str
    end: int
    alone: bool = False


def following_pattern(word: str) -> re.Pattern[str] | None:
    """The pattern of the text after a folded word that is the first of a compound; None for most words.

    Called once for each spelling: most words that could begin a compound do not, and must not cost more.
    """
    if is_number(word):
        return _UNIT
    if _name(word):
        return _DESIGNATED
    if word in _TOGETHER:
        return re.compile(
            rf"(?:{_DOT if len(word) == 1 else _GAP})((?i:{'|'.join(_TOGETHER[word])})){_NO_PART}"
        )
    return re.compile(rf"{_GAP}([^\W\d_]{{3,}}){_NO_PART}") if word in _PREFIXES else None


def is_number(word: str) -> bool:
    """Whether it is a number, such as "0.5" or, folded, "1,000"."""
    return word.replace(".", "").isdecimal()


def joined(word: str, found: re.Match[str]) -> Iterator[Joined]:
    """The joined words that begin with a folded word; `found` is the match of its `following_pattern`."""
    if found.re is _DESIGNATED:
        yield from _designated(_name(word), found)
    elif found.re is _UNIT:
        yield Joined(word + unit_name(found[1]), found.end())
    elif (second := found[1].lower()) not in _NOT_PREFIXED:
        yield Joined(word + second, found.end(), alone=len(word) == 1 and second in HEADS)


def designation(name: str, sign: str) -> str | None:
    """The joined word of a name and its letter or number; None where these do not belong to the name."""
    sign = sign.replace("-", "").lower()
    if name in _NUMBERED:
        sign = _ROMAN.get(sign, sign)
    if len(sign) == 1 and sign.isalpha():
        return f"{name}_{sign}"
    if name not in _NAMES or not _SIGN.fullmatch(sign):
        return None
    return f"{name}_{sign}" if sign[0].isalpha() else name + sign


def unit_name(unit: str) -> str:
    """The one name of a unit of measure, "mcg" for "µg"; another word is returned as it is."""
    unit = unit.lower().replace("µ", "micro").replace("μ", "micro")
    return UNITS.get(unit, unit)


def _name(word: str) -> str:
    """The name in the singular, where it is one that has letters or numbers; "" for another word."""
    return word if word in _NAMES else word[:-1] if word[:-1] in _NAMES and word[-1] == "s" else ""


def _designated(name: str, first: re.Match[str]) -> Iterator[Joined]:
    found: re.Match[str] | None = first
    while found:
        word = designation(name, found[1])
        if word is None:
            return
        yield Joined(word, found.end())
        more = _MORE_NUMBERS if word[-1].isdecimal() and "_" not in word else _MORE_LETTERS
        found = more.match(found.string, found.end())


def are_words(parts: Sequence[str]) -> bool:
    """Whether the parts of a hyphenated word are words: not those of 5-FU, B-12, T-cell and x-ray."""
    first, *others = parts
    if (len(first) > 1 or not first.isalpha()) and not is_number(first):
        return True
    return all(map(is_number, parts)) or any(
        part in UNITS or (len(part) > 2 and part not in HEADS and not is_number(part)) for part in others
    )


def joined_word(parts: Sequence[str]) -> str:
    """The parts of a hyphenated word joined to one word."""
    if len(parts) == 2 and (named := designation(*parts)):
        return named
    if len(parts) == 2 and is_number(parts[0]) and parts[1] in UNITS:
        return parts[0] + unit_name(parts[1])
    word = parts[0]
    for part in parts[1:]:  # "2-3-ethyl" must not become "23ethyl"
        word += f"-{part}" if word[-1:].isdecimal() and part[:1].isdecimal() else part
    return word
