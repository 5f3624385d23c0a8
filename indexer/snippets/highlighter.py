"""A query and analysis texts to the stretches of the texts that the query matches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from indexer.arrays import Numbers
from indexer.documents.token_hashes import HashedTokens
from indexer.documents.token_table import SPAN, Occurrences, TokenTable, occurrences
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

#: Where a match starts and ends in its text, and the number of the query's clause.
Match: TypeAlias = tuple[int, int, int]

#: The tokens that a prefix stands for.
Expand: TypeAlias = Callable[[str], Sequence[str]]

#: The clause of tokens that are sought for phrases alone.
_NONE = -1


class Span(NamedTuple):
    """A stretch of text that the query matches; a phrase is one."""

    start: int
    end: int
    clause: int  # which of the things asked for it is: the forms of an alternative share a number


@dataclass(frozen=True, slots=True, eq=False)
class Sought:
    """What matches a query in one field: worked out once, then found in texts and more texts."""

    tokens: HashedTokens  # all of the words and phrases
    clauses: Numbers  # of each token that is a word
    phrases: tuple[tuple[Phrase, int], ...]  # with their clauses
    names: frozenset[Phrase]  # of the phrases, those that are only another name for words beside them

    @classmethod
    def by(cls, query: Query, expand: Expand, field: FieldName = "body") -> Sought:
        """What the positive leaves of a query match in a field; a prefix the tokens that it stands for."""
        clauses = enumerate(_clauses(query))
        leaves = [(leaf, number) for number, clause in clauses for leaf in _leaves(clause, field)]
        words = {leaf.text: number for leaf, number in leaves if isinstance(leaf, Term)}
        for leaf, number in leaves:
            if isinstance(leaf, Prefix):
                words.update(dict.fromkeys(expand(leaf.text), number))
        phrases = tuple((leaf, number) for leaf, number in leaves if isinstance(leaf, Phrase))
        phrased = (phrase.terms for phrase, _ in phrases)
        texts = tuple(dict.fromkeys(chain(words, *phrased)))
        of_each = np.array([words.get(text, _NONE) for text in texts], np.int64)
        return cls(HashedTokens(texts), of_each, phrases, frozenset(_other_names(query)))

    def spans(self, tables: Sequence[TokenTable]) -> list[list[Match]]:
        """The start, end and clause of each `Span` in each of the texts with these tokens, by start."""
        found = occurrences(self.tokens, tables)
        clauses = self.clauses[found.which]
        words = np.array((found.starts, found.ends, clauses))[:, clauses != _NONE]
        matched = [words]
        for phrase, clause in self.phrases:
            apart = words if phrase in self.names else words[:, :0]
            if spans := [(start, end, clause) for start, end in self._phrased(found, phrase, apart)]:
                matched.append(np.array(spans).T)
        return _by_text(np.concatenate(matched, axis=1), len(tables))

    def _phrased(self, found: Occurrences, phrase: Phrase, words: Numbers) -> Iterator[tuple[int, int]]:
        """Where a phrase stands apart from these words."""
        at = []
        for term in phrase.terms:
            own = np.flatnonzero(found.which == self.tokens.number[term])
            if not len(own):
                return
            at.append(dict(zip(found.positions[own].tolist(), own.tolist(), strict=True)))
        for position in at[0]:
            parts = zip(at, phrase.offsets, strict=True)
            whole = [numbers.get(position + offset, -1) for numbers, offset in parts]
            if -1 not in whole:
                start, end = int(found.starts[whole].min()), int(found.ends[whole].max())
                if not ((words[0] < end) & (start < words[1])).any():
                    yield start, end


def _by_text(spans: Numbers, texts: int) -> list[list[Match]]:
    """Spans in texts laid end to end as those of each; of what is found twice the clause named last."""
    ordered = spans[:, np.lexsort((spans[1], spans[0]))]
    again = (ordered[:2, 1:] == ordered[:2, :-1]).all(axis=0)
    starts, ends, clauses = ordered[:, np.append(~again, True)[: ordered.shape[1]]]
    bounds = np.searchsorted(starts, np.arange(texts + 1) * SPAN).tolist()
    before = starts // SPAN * SPAN
    columns = (starts - before).tolist(), (ends - before).tolist(), clauses.tolist()
    rows = list(zip(*columns, strict=True))
    return [rows[first:last] for first, last in pairwise(bounds)]


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
