"""Names as sequences of tokens that can be compared as sets: titles, synonyms, the subject of a query."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from indexer.analysis.analyzer import Token, tokens

#: What stands in the parentheses of a title is a name of its own: "Amyotrophic lateral sclerosis (ALS)".
_PARENTHESES = re.compile(r"\((?:also (?:known as|called) |formerly |aka |or )?([^()]*)\)", re.IGNORECASE)

#: What parts a title: "Scabies | National Skin Institute", "Parasites - Scabies".
_SEPARATOR = re.compile(r": | [-|\u2013\u2014\u00b7] ")

#: Titles with the same first or last part: it names the site or a series, and not what an article is about.
_SHARED = 10

_NUMERALS = {
    "i": "1",
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "ix": "9",
}


def name_tokens(found: Iterable[Token]) -> tuple[str, ...]:
    """The normal form of each word, Roman numerals as digits; of an acronym its form in small letters."""
    names: list[str] = []
    last = -1
    for token in found:
        if token.position != last:
            last = token.position
            names.append(token.text)
        elif names[-1].isupper():
            names[-1] = token.text
    return tuple([_NUMERALS.get(name, name) for name in names])


def title_names(title: str) -> list[tuple[str, ...]]:
    """The names that a title gives: the whole, then without its parentheses, then what stands in each."""
    whole = name_tokens(tokens(title))
    if "(" not in title:
        return [whole] if whole else []
    parts = [_PARENTHESES.sub(" ", title), *_PARENTHESES.findall(title)]
    names = [whole, *(name_tokens(tokens(part)) for part in parts)]
    return list(dict.fromkeys(filter(None, names)))


class SharedParts:
    """The first and last parts that many of some titles share."""

    def __init__(self, titles: Iterable[str]) -> None:
        ends = [end for title in titles if (end := _ends(title))]
        firsts, lasts = (Counter(part) for part in zip(*ends, strict=True)) if ends else (Counter[str](),) * 2
        self._firsts = {text for text, count in firsts.items() if count >= _SHARED}
        self._lasts = {text for text, count in lasts.items() if count >= _SHARED}

    def without(self, title: str) -> str:
        """The title without such a part."""
        end = _ends(title)
        if end and end[1] in self._lasts:
            title = title[: -len(end[1])]
        if end and end[0] in self._firsts and len(end[0]) < len(title):
            title = title[len(end[0]) :]
        return title


def _ends(title: str) -> tuple[str, str] | None:
    """The first and last part of a title, with what separates them from the rest; None for a whole one."""
    separators = list(_SEPARATOR.finditer(title))
    return (title[: separators[0].end()], title[separators[-1].start() :]) if separators else None
