"""A query tree as Tantivy's own query objects; nothing a reader typed meets its query syntax."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import islice, product

import tantivy
from tantivy import Occur, Schema, Searcher

from indexer.engines.local.doc_values import DocValues, Ordinals
from indexer.engines.tantivy.schema import FIELDS, WORDS, facet_field, slots, token
from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    FieldName,
    Filter,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    leaves,
)

#: Ways to place the words of one phrase: all of them up to six words that are second anywhere. Each is a
#: search for the phrase, and of 2,554 phrases of real questions none had more than one such word.
_MOST_PLACINGS = 64

_NONE = tantivy.Query.empty_query()
_ALL = tantivy.Query.const_score_query(tantivy.Query.all_query(), 0.0)


class Compiler:
    """Compiles for one open index: prefixes stand for its tokens, facet values for its ordinals."""

    def __init__(self, searcher: Searcher, schema: Schema, values: DocValues, lexicon: Lexicon) -> None:
        self._searcher = searcher
        self._schema = schema
        self._lexicon = lexicon
        self._ordinals = {name: _ordinals(ordinals) for name, ordinals in values.facets.items()}

    def compiled(self, query: Query, field: FieldName | None = None) -> tantivy.Query:
        """The query object that matches what the tree says; its scores are nearly the tree's."""
        match query:
            case Term(text):
                return self._term(text, field)
            case Prefix(text):
                return self._prefix(text, field)
            case Phrase(terms, offsets):
                return self._phrase(terms, offsets, field)
            case And(clauses):
                return self._all(clauses, field)
            case Or(clauses, at_least):
                return _any([self.compiled(clause, field) for clause in clauses], at_least)
            case Not(clause):
                return both(_ALL, without=[self.compiled(clause, field)])
            case Boosted(clause, factor):
                return tantivy.Query.boost_query(self.compiled(clause, field), factor)
            case Bonus(clause, bonus):
                return self._with_bonus(clause, bonus, field)
            case Constant(clause, score):
                return tantivy.Query.const_score_query(self.compiled(clause, field), score)
            case InField(inner, clause):
                return self.compiled(clause, inner)
            case Filter(name, value):
                return self._of_value(name, value)
            case Everything():
                return _ALL

    def _with_bonus(self, clause: Query, bonus: Query, field: FieldName | None) -> tantivy.Query:
        """Without phrases of words that the query requires anyway: half the time went into these.

        What holds the words is found, and exact scores add what the phrase is worth.
        """
        parts = bonus.clauses if isinstance(bonus, Or) and bonus.at_least <= 1 else (bonus,)
        words = frozenset(leaf.text for leaf in leaves(clause) if isinstance(leaf, Term))
        more = [self.compiled(part, field) for part in parts if not _is_phrase_of(words, part)]
        clauses = [(Occur.Must, self.compiled(clause, field)), *((Occur.Should, one) for one in more)]
        return tantivy.Query.boolean_query(clauses)

    def any_of(self, terms: Sequence[str], field: FieldName | None) -> tantivy.Query:
        """Matches what holds one of these tokens."""
        return _any([self._term(term, field) for term in terms], 1)

    def _of_value(self, facet: str, wanted: str) -> tantivy.Query:
        """Sections with a value of a facet, whatever its case; adds nothing to their scores."""
        field, ordinals = facet_field(facet), self._ordinals[facet].get(wanted.casefold(), ())
        matching = [tantivy.Query.term_query(self._schema, field, ordinal) for ordinal in ordinals]
        return tantivy.Query.const_score_query(_any(matching, 1), 0.0)

    def _term(self, text: str, field: FieldName | None) -> tantivy.Query:
        indexed = token(text)
        return self._indexed(indexed, field) if indexed else _NONE

    def _indexed(self, text: str, field: FieldName | None) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field or WORDS, text)

    def _prefix(self, prefix: str, field: FieldName | None) -> tantivy.Query:
        """The tokens with this prefix as if they were spellings of one."""
        found = [indexed for indexed in map(token, self._lexicon.expand_prefix(prefix)) if indexed]
        doc_freqs = [self._searcher.doc_freq(field or WORDS, text) for text in found]
        together = self._idf(sum(doc_freqs))
        spellings = [
            tantivy.Query.boost_query(self._indexed(text, field), together / self._idf(doc_freq))
            for text, doc_freq in zip(found, doc_freqs, strict=True)
        ]
        return tantivy.Query.disjunction_max_query(spellings) if spellings else _NONE

    def _phrase(self, terms: Sequence[str], offsets: Sequence[int], field: FieldName | None) -> tantivy.Query:
        indexed = [found for found in map(token, terms) if found]
        if len(indexed) < len(terms):
            return _NONE
        placings = list(islice(product(*map(self._slots, indexed, offsets)), _MOST_PLACINGS))
        names = (field,) if field else FIELDS
        placed = [self._placed(name, indexed, slots) for name in names for slots in placings]
        return tantivy.Query.disjunction_max_query(placed)

    def _slots(self, term: str, offset: int) -> list[int]:
        """The slots that a token can have: one, unless it is second at a position anywhere."""
        found = slots(term, offset)
        return found if self._searcher.doc_freq("second", term) else found[:1]

    def _placed(self, field: FieldName, terms: Sequence[str], slots: Sequence[int]) -> tantivy.Query:
        if len(terms) == 1:
            return self._indexed(terms[0], field)
        words: list[str | tuple[int, str]] = list(zip(slots, terms, strict=True))
        return tantivy.Query.phrase_query(self._schema, field, words)

    def _all(self, clauses: Sequence[Query], field: FieldName | None) -> tantivy.Query:
        unwanted = [self.compiled(clause.clause, field) for clause in clauses if isinstance(clause, Not)]
        wanted = [self.compiled(clause, field) for clause in clauses if not isinstance(clause, Not)]
        if not wanted:
            return both(_ALL, without=unwanted) if unwanted else _NONE
        return both(*wanted, without=unwanted)

    def _idf(self, sections: int) -> float:
        """The idf as Tantivy has it: of so many sections of all."""
        everything = self._searcher.num_docs
        sections = min(sections, everything)
        return math.log(1.0 + (everything - sections + 0.5) / (sections + 0.5))


def both(*wanted: tantivy.Query, without: Sequence[tantivy.Query] = ()) -> tantivy.Query:
    """Matches what all of these match, and none of those."""
    clauses = [(Occur.Must, query) for query in wanted]
    return tantivy.Query.boolean_query([*clauses, *((Occur.MustNot, query) for query in without)])


def _is_phrase_of(words: frozenset[str], query: Query) -> bool:
    phrase = query.clause if isinstance(query, Boosted) else query
    return isinstance(phrase, Phrase) and words.issuperset(phrase.terms)


def _any(queries: Sequence[tantivy.Query], at_least: int) -> tantivy.Query:
    if at_least > len(queries) or not queries:
        return _NONE
    clauses = [(Occur.Should, query) for query in queries]
    return tantivy.Query.boolean_query(clauses, minimum_number_should_match=max(1, at_least))


def _ordinals(ordinals: Ordinals) -> Mapping[str, Sequence[int]]:
    """The ordinals of texts in the index, by text whatever its case."""
    found: dict[str, list[int]] = {}
    for number, text in enumerate(ordinals.by_first_use()):
        found.setdefault(text.casefold(), []).append(number)
    return found
