"""Tokens to the things that a reader asks for: a word with its forms, a hyphenated word, "hepatitis B"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from indexer.analysis.analyzer import EXACT, Token, tokens
from indexer.query.tree import Boosted, Or, Phrase, Query, Term

Place: TypeAlias = "tuple[int, str]"  # position in the text, token

#: What the very spelling of the query adds to a word that has other forms: enough to come before them.
EXACT_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for: where it stands in the text, what it searches, and its terms in a phrase."""

    text: str
    start: int
    end: int
    clause: Query
    places: tuple[Place, ...]


def units(text: str) -> list[Unit]:
    """What a text asks for, in order."""
    return [unit for group in _groups(tokens(text)) for unit in _units(text, group)]


def phrase(found: list[Unit]) -> Query:
    """These side by side, as they stand; of a single one, what it searches by itself."""
    places = sorted({place for unit in found for place in unit.places})
    if len(places) == 1 and len(found) == 1:
        return Term(places[0][1])
    if len(found) == 1:
        return found[0].clause
    return _sequence(places)


def _groups(found: list[Token]) -> Iterator[list[Token]]:
    """Tokens that overlap."""
    group: list[Token] = []
    reach = 0
    for token in found:
        if group and token.start >= reach:
            yield group
            group = []
        group.append(token)
        reach = max(reach, token.end)
    if group:
        yield group


def _units(text: str, group: list[Token]) -> list[Unit]:
    first = [token for token in group if token.position == group[0].position]
    inner = next((t.start for t in group if t.position > group[0].position), min(t.end for t in first))
    wide = [token for token in first if token.end > inner]
    places = _places(token for token in group if token not in wide)
    if not wide:
        return [_unit(text, group[0].start, group[0].end, _forms(group), places)]
    if any(map(str.isspace, text[wide[0].start : wide[0].end])):
        return [*_named(text, wide, group), *_rest(text, [t for t in group if t.start >= wide[-1].end])]
    whole = wide[0]
    if len(places) > 1:  # an article may write it with a space or a hyphen, or as one word
        return [_unit(text, whole.start, whole.end, Or((Term(whole.text), _sequence(places))), places)]
    return [_unit(text, whole.start, whole.end, Term(whole.text), _places([whole]))]


def _named(text: str, wide: list[Token], group: list[Token]) -> Iterator[Unit]:
    """Each of "hepatitis B and C": the articles have its joined word however they write it."""
    start = group[0].start
    for number, token in enumerate(wide):
        if number:
            start = max((t.start for t in group if t.end <= token.end and t not in wide), default=start)
        yield _unit(text, start, token.end, Term(token.text), _places([token]))


def _rest(text: str, found: list[Token]) -> Iterator[Unit]:
    """The "rich" of "vitamin D-rich"."""
    for token in found:
        if not token.text.startswith(EXACT):
            yield _unit(text, token.start, token.end, Term(token.text), _places([token]))


def _unit(text: str, start: int, end: int, clause: Query, places: list[Place]) -> Unit:
    return Unit(text[start:end], start, end, clause, tuple(places))


def _places(found: Iterable[Token]) -> list[Place]:
    """The first form at each position."""
    places: dict[int, str] = {}
    for token in found:
        places.setdefault(token.position, token.text)
    return sorted(places.items())


def _forms(found: list[Token]) -> Query:
    """A word in all its forms, its own first; of an acronym in capitals only that."""
    first, *others = (Term(token.text) for token in found)
    exact = [Boosted(term, EXACT_WEIGHT) for term in others if term.text.startswith(EXACT)]
    return Or((first, *exact)) if exact and first.text == first.text.lower() else first


def _sequence(places: list[Place]) -> Query:
    if len(places) == 1:
        return Term(places[0][1])
    first = places[0][0]
    return Phrase(tuple(text for _, text in places), tuple(position - first for position, _ in places))
