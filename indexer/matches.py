"""A query and a text's tokens to the stretches of the text that the query matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from indexer.analysed import TokenIndex
from indexer.analysis import fold
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    FieldName,
    InField,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)


class Span(NamedTuple):
    """A stretch of text that the query matches; a phrase is one."""

    start: int
    end: int
    clause: int  # which of the things asked for it is: the forms of an alternative share a number


@dataclass(frozen=True, slots=True)
class Sought:
    """What matches a query in one field: worked out once, then found in text after text."""

    words: Mapping[str, int]  # a token to the number of its clause
    others: tuple[tuple[Phrase | Prefix, int], ...]  # with their clauses
    names: frozenset[Phrase]  # of the phrases, those that are only another name for words beside them
    tokens: tuple[str, ...]  # all of the words and phrases, each once

    @classmethod
    def by(cls, query: Query, field: FieldName = "body") -> Sought:
        """What the positive leaves of a query match in a field."""
        clauses = enumerate(_clauses(query))
        leaves = [(leaf, number) for number, clause in clauses for leaf in _leaves(clause, field)]
        words = {leaf.text: number for leaf, number in leaves if isinstance(leaf, Term)}
        others = tuple((leaf, number) for leaf, number in leaves if not isinstance(leaf, Term))
        phrased = (leaf.terms for leaf, _ in others if isinstance(leaf, Phrase))
        return cls(
            words, others, frozenset(_other_names(query)), tuple(dict.fromkeys(chain(words, *phrased)))
        )

    def spans(self, text: str, tokens: TokenIndex) -> list[tuple[int, int, int]]:
        """The start, end and clause of each `Span` in a text with these tokens, by start."""
        places = tokens.occurrences(self.tokens)
        starts, lengths = tokens.starts, tokens.lengths
        matched: dict[tuple[int, int], int] = {}
        for word, numbers in places.items():
            clause = self.words.get(word)
            if clause is not None:
                for number in numbers:
                    start = starts[number]
                    matched[start, start + lengths[number]] = clause
        words = tuple(matched)
        for leaf, clause in self.others:
            if isinstance(leaf, Prefix):
                found = _prefixed(text, tokens, leaf.text)
            else:
                found = _phrased(tokens, places, leaf, words if leaf in self.names else ())
            matched.update(dict.fromkeys(found, clause))
        return [(start, end, clause) for (start, end), clause in sorted(matched.items())]


def _prefixed(text: str, tokens: TokenIndex, prefix: str) -> Iterator[tuple[int, int]]:
    for word, numbers in tokens.occurrences(tokens.beginning(prefix[0])).items():
        for number in numbers:
            start = tokens.starts[number]
            end = start + tokens.lengths[number]
            if word.startswith(prefix) or fold(text[start:end]).startswith(prefix):
                yield start, end


def _phrased(
    tokens: TokenIndex, places: Mapping[str, range], phrase: Phrase, words: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Where a phrase stands apart from these words."""
    if not all(term in places for term in phrase.terms):
        return
    positions = tokens.positions
    at = [{positions[number]: number for number in places[term]} for term in phrase.terms]
    for position in at[0]:
        parts = zip(at, phrase.offsets, strict=True)
        whole = [numbers.get(position + offset, -1) for numbers, offset in parts]
        if -1 not in whole:
            start = min(tokens.starts[number] for number in whole)
            end = max(tokens.starts[number] + tokens.lengths[number] for number in whole)
            if not any(first < end and start < last for first, last in words):
                yield start, end


def _clauses(query: Query) -> Iterator[Query]:
    """The things a query asks for: each word is one, and each set of alternatives beside others."""
    if isinstance(query, (Bonus, Constant)):
        yield from _clauses(query.clause)
        if isinstance(query, Bonus):  # of what only ranks, the words that carry the question
            ranking = query.bonus.clauses if isinstance(query.bonus, Or) else (query.bonus,)
            yield from (
                b.clause for b in ranking if isinstance(b, Boosted) and not isinstance(b.clause, Phrase)
            )
    elif isinstance(query, (And, Or)):
        for clause in query.clauses:
            if isinstance(clause, (And, Bonus, Constant)):
                yield from _clauses(clause)
            else:
                yield clause
    else:
        yield query


def _other_names(query: Query) -> Iterator[Phrase]:
    """The phrases that are only another name for words beside them."""
    if isinstance(query, Boosted) and isinstance(query.clause, Phrase):
        yield query.clause
    elif isinstance(query, (And, Or)):
        for clause in query.clauses:
            yield from _other_names(clause)
    elif isinstance(query, (Bonus, Boosted, Constant)):
        yield from _other_names(query.clause)


def _leaves(query: Query, field: FieldName) -> Iterator[Term | Phrase | Prefix]:
    """The leaves that a match in this field may come from."""
    if isinstance(query, (Term, Phrase, Prefix)):
        yield query
    elif isinstance(query, (And, Or)):
        for clause in query.clauses:
            yield from _leaves(clause, field)
    elif isinstance(query, (Bonus, Boosted, Constant)) or (
        isinstance(query, InField) and query.field == field
    ):
        yield from _leaves(query.clause, field)
