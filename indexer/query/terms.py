"""Tokens to the terms of a query: a word with its forms, a hyphenated word, "hepatitis B"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from indexer.analysis.analyzer import EXACT, Token, tokens
from indexer.query.tree import Boosted, Or, Phrase, Query, Term

PositionedToken: TypeAlias = "tuple[int, str]"  # a position in the text, and the token there

#: What the exact spelling of the query adds to a word that has other forms: enough to rank it before them.
EXACT_WEIGHT = 0.1


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One term of a query: its place in the text, the clause that finds it, and its tokens in a phrase."""

    text: str
    start: int
    end: int
    clause: Query
    tokens: tuple[PositionedToken, ...]


def query_terms(text: str) -> list[QueryTerm]:
    """The terms of a text, in order."""
    return [term for group in _groups(tokens(text)) for term in _terms(text, group)]


def phrase(found: list[QueryTerm]) -> Query:
    """The phrase of these terms as they stand; the clause of a single one."""
    positioned = sorted({token for term in found for token in term.tokens})
    if len(positioned) == 1 and len(found) == 1:
        return Term(positioned[0][1])
    if len(found) == 1:
        return found[0].clause
    return _sequence(positioned)


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


def _terms(text: str, group: list[Token]) -> list[QueryTerm]:
    first = [token for token in group if token.position == group[0].position]
    inner = next((t.start for t in group if t.position > group[0].position), min(t.end for t in first))
    wide = [token for token in first if token.end > inner]
    positioned = _positioned(token for token in group if token not in wide)
    if not wide:
        return [_term(text, group[0].start, group[0].end, _forms(group), positioned)]
    if any(map(str.isspace, text[wide[0].start : wide[0].end])):
        return [*_joined(text, wide, group), *_rest(text, [t for t in group if t.start >= wide[-1].end])]
    whole = wide[0]
    if len(positioned) > 1:  # an article may write it with a space or a hyphen, or as one word
        clause = Or((Term(whole.text), _sequence(positioned)))
        return [_term(text, whole.start, whole.end, clause, positioned)]
    return [_term(text, whole.start, whole.end, Term(whole.text), _positioned([whole]))]


def _joined(text: str, wide: list[Token], group: list[Token]) -> Iterator[QueryTerm]:
    """Each of "hepatitis B and C": articles have its joined token however they write it."""
    start = group[0].start
    for number, token in enumerate(wide):
        if number:
            start = max((t.start for t in group if t.end <= token.end and t not in wide), default=start)
        yield _term(text, start, token.end, Term(token.text), _positioned([token]))


def _rest(text: str, found: list[Token]) -> Iterator[QueryTerm]:
    """The "rich" of "vitamin D-rich"."""
    for token in found:
        if not token.text.startswith(EXACT):
            yield _term(text, token.start, token.end, Term(token.text), _positioned([token]))


def _term(text: str, start: int, end: int, clause: Query, positioned: list[PositionedToken]) -> QueryTerm:
    return QueryTerm(text[start:end], start, end, clause, tuple(positioned))


def _positioned(found: Iterable[Token]) -> list[PositionedToken]:
    """The first token at each position."""
    first: dict[int, str] = {}
    for token in found:
        first.setdefault(token.position, token.text)
    return sorted(first.items())


def _forms(found: list[Token]) -> Query:
    """A word in all its forms, its normal form first; of an acronym in capitals only that."""
    first, *others = (Term(token.text) for token in found)
    exact = [Boosted(term, EXACT_WEIGHT) for term in others if term.text.startswith(EXACT)]
    return Or((first, *exact)) if exact and first.text == first.text.lower() else first


def _sequence(positioned: list[PositionedToken]) -> Query:
    if len(positioned) == 1:
        return Term(positioned[0][1])
    first = positioned[0][0]
    return Phrase(
        tuple(text for _, text in positioned), tuple(position - first for position, _ in positioned)
    )
