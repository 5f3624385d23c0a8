"""A query and a text's tokens to the stretches of the text that the query matches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysed import JoinedTokens
from indexer.analysis import Token, fold
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
    """A stretch of text that the query matches."""

    start: int
    end: int
    clause: int  # which of the things asked for it is: the forms of an alternative share a number


@dataclass(frozen=True, slots=True)
class Sought:
    """What matches a query in one field: worked out once, then found in text after text."""

    words: Mapping[str, int]  # a token to the number of its clause
    others: tuple[tuple[Phrase | Prefix, int], ...]  # with their clauses
    names: frozenset[Phrase]  # of the phrases, those that are only another name for words beside them
    texts: frozenset[str]  # every token of the words and phrases

    @classmethod
    def by(cls, query: Query, field: FieldName = "body") -> Sought:
        """What the positive leaves of a query match in a field."""
        clauses = enumerate(_clauses(query))
        leaves = [(leaf, number) for number, clause in clauses for leaf in _leaves(clause, field)]
        words = {leaf.text: number for leaf, number in leaves if isinstance(leaf, Term)}
        others = tuple((leaf, number) for leaf, number in leaves if not isinstance(leaf, Term))
        phrased = (leaf.terms for leaf, _ in others if isinstance(leaf, Phrase))
        return cls(words, others, frozenset(_other_names(query)), frozenset(words).union(*phrased))

    def spans(self, text: str, tokens: JoinedTokens) -> list[Span]:
        """Where they stand in a text with these tokens, by start; a phrase is one span."""
        every = any(isinstance(leaf, Prefix) for leaf, _ in self.others)
        found = tokens.all() if every else tokens.among(self.texts)
        clauses = self.words
        words = [Span(start, end, clauses[word]) for word, start, end, _ in found if word in clauses]
        at = {(token.text, token.position): token for token in found}
        matched = {(span.start, span.end): span for span in words}
        for leaf, clause in self.others if found else ():
            if isinstance(leaf, Prefix):
                places = _prefixed(text, found, leaf.text)
            else:
                places = _phrased(at, leaf, words if leaf in self.names else ())
            matched.update((place, Span(*place, clause)) for place in places)
        return sorted(matched.values())


def _prefixed(text: str, found: Iterable[Token], prefix: str) -> Iterator[tuple[int, int]]:
    for word, start, end, _ in found:
        if word[0] == prefix[0] and (word.startswith(prefix) or fold(text[start:end]).startswith(prefix)):
            yield start, end


def _phrased(
    at: Mapping[tuple[str, int], Token], phrase: Phrase, words: Iterable[Span]
) -> Iterator[tuple[int, int]]:
    """Where a phrase stands apart from these words, of tokens by text and position."""
    for text, position in at:
        if text == phrase.terms[0]:
            places = zip(phrase.terms, phrase.offsets, strict=True)
            whole = [token for term, offset in places if (token := at.get((term, position + offset)))]
            if len(whole) == len(phrase.terms):
                start, end = min(token.start for token in whole), max(token.end for token in whole)
                if not any(word.start < end and start < word.end for word in words):
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
