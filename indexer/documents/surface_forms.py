"""The distinct words of a section as it writes them: what completion and spelling are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.analysis.analyzer import Token

UNSAID = "~"  # before a word of which a section does not tell whether it has capitals
_LONGEST_ACRONYM = 5  # longer words in capitals are shouted
_OPENING = 20  # characters before a word in which its sentence may open


class WrittenField(NamedTuple):
    """A field's text with its tokens."""

    text: str
    tokens: Sequence[Token]
    heads: bool  # a title or heading, whose capitals tell nothing


def surface_forms(fields: Iterable[WrittenField]) -> tuple[str, ...]:
    """The words without those that the analysis leaves out, in alphabetical order.

    Each is given once: of "Pain" and "pain" the one in small letters. Where its capitals only begin a
    sentence, a title or a heading, it is given in small letters behind `~`: nobody knows how it is written.
    """
    found: dict[str, str] = {}
    for text, tokens, heads in fields:
        for form in {_form(text, start, end, heads) for _, start, end, _ in tokens}:
            word = form.removeprefix(UNSAID).lower()
            known = found.get(word)
            found[word] = form if known is None else min(form, known, key=_evidence)
    return tuple(sorted(form for form in found.values() if len(form.split()) == 1))


def _form(text: str, start: int, end: int, heads: bool) -> str:
    form = text[start:end]
    if form.islower() or (form.isupper() and 1 < len(form) <= _LONGEST_ACRONYM):
        return form
    before = text[max(0, start - _OPENING) : start].rstrip(" \t\"'“‘(")
    if heads or not before[-1:].isalnum():
        return UNSAID + form.lower()
    return form


def _evidence(form: str) -> tuple[bool, bool, str]:
    return form.startswith(UNSAID), not form.islower(), form
