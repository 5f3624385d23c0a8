"""Names as sequences of tokens that can be compared as sets: titles, synonyms, the subject of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable

from indexer.analysis.analyzer import Token, tokens

#: What stands in the parentheses of a title is a name of its own: "Amyotrophic lateral sclerosis (ALS)".
_PARENTHESES = re.compile(r"\(([^()]*)\)")

_NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}


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
