"""The exact scores of a few sections: BM25F as every embedded engine has it (`indexer.engines.bm25`).

Tantivy finds the sections that are worth a look, by BM25 with weights of its own and lengths rounded to one
byte; for 12 of 100 questions that put another article first. Which of them come first is reckoned here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import tantivy
from tantivy import DocAddress

from indexer import weights
from indexer.engines.tantivy_document import SCALE
from indexer.engines.tantivy_fields import FIELDS, WORDS, token
from indexer.engines.tantivy_frequencies import Frequencies
from indexer.engines.tantivy_query import Compiler, both
from indexer.engines.tantivy_reading import Key, count, keys, matching, values
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    FieldName,
    InField,
    InKind,
    InSource,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)

Scores = Mapping[Key, float]

#: Spellings of a prefix whose frequencies are read, the most used first; any other counts once.
_READ_SPELLINGS = 8

#: A frequency so high that its score is 1 in single precision.
_MANY = 10_000.0


class ExactScores:
    """Reckons the scores of one open index."""

    def __init__(
        self, searcher: tantivy.Searcher, compiler: Compiler, frequencies: Frequencies, length: int
    ) -> None:
        self.searcher = searcher
        self.compiler = compiler
        self.frequencies = frequencies
        self._sections = searcher.num_docs
        self._mean = length / SCALE / (self._sections or 1) or 1.0
        self.holding = lru_cache(10_000)(self._count)

    def of(self, addresses: Sequence[DocAddress], among: tantivy.Query, most: int) -> Reckoning:
        """A reckoning over these sections; `among` matches them, and so many at most."""
        return Reckoning(self, list(addresses), among, most)

    def norms(self, lengths: Sequence[float]) -> Sequence[float]:
        """What the lengths of sections add to a frequency."""
        flat, steep = weights.K1 * (1.0 - weights.B), weights.K1 * weights.B / self._mean
        return [flat + steep * length for length in lengths]

    def idf(self, holding: int) -> float:
        """What a word held by so many sections is worth."""
        return math.log(1.0 + (self._sections - holding + 0.5) / (holding + 0.5))

    def _count(self, query: Query, field: FieldName | None) -> int:
        """How many sections match a leaf."""
        return count(self.searcher, self.compiler.compiled(query, field))


class Reckoning:
    """The scores of a few sections, whatever is asked of them."""

    def __init__(
        self, scores: ExactScores, addresses: list[DocAddress], among: tantivy.Query, most: int
    ) -> None:
        self._all = scores
        self._addresses = addresses
        self._among = among
        self._keys = keys(addresses)
        lengths = [length / SCALE for length in self._values("length")]
        self._norms = dict(zip(self._keys, scores.norms(lengths), strict=True))
        self._field_norms: dict[str, Mapping[Key, float]] = {}  # as Tantivy has them
        self._most = most
        self._read: dict[tuple[Sequence[str], Sequence[int], str], Mapping[Key, float]] = {}

    def scores(self, query: Query, field: FieldName | None = None) -> Scores:
        """The sections that match, with their scores."""
        match query:
            case Term(text):
                found = self._frequencies(_held(text), (0,), field or WORDS)
                return self._scored(found, self._idf(query, field))
            case Prefix():
                return self._prefix(query, field)
            case Phrase(terms, offsets):
                counts: Counter[Key] = Counter()
                for name in (field,) if field else FIELDS:
                    counts.update(self._frequencies(_held(*terms), offsets, name))
                return self._scored(counts, sum(self._idf(Term(term), None) for term in terms))
            case And(clauses):
                return self._and(clauses, field)
            case Or(clauses, at_least):
                return _or([self.scores(clause, field) for clause in clauses], at_least)
            case Not(clause):
                return _without(self._everything(), self.scores(clause, field))
            case Boosted(clause, factor):
                return {at: score * factor for at, score in self.scores(clause, field).items()}
            case Bonus(clause, bonus):
                extra = self.scores(bonus, field)
                return {at: score + extra.get(at, 0.0) for at, score in self.scores(clause, field).items()}
            case Constant(clause, score):
                return dict.fromkeys(self.scores(clause, field), score)
            case InField(inner, clause):
                return self.scores(clause, inner)
            case InKind(kind):
                return self._where("kind", self._all.compiler.kind_numbers((kind,)))
            case InSource(source):
                return self._where("source", self._all.compiler.source_numbers((source,)))
            case Everything():
                return self._everything()

    def _prefix(self, prefix: Prefix, field: FieldName | None) -> Scores:
        """The tokens with this beginning as if they were spellings of one."""
        spellings = self._all.compiler.expanded(prefix.text, field)
        found: Counter[Key] = Counter()
        for spelling in spellings[:_READ_SPELLINGS]:
            found.update(self._frequencies((spelling,), (0,), field or WORDS))
        if len(spellings) > _READ_SPELLINGS:
            any_spelling = both(self._among, self._all.compiler.compiled(prefix, field))
            for at in keys(matching(self._all.searcher, any_spelling, self._most)):
                found.setdefault(at, 1)
        return self._scored(found, self._idf(prefix, field))

    def _and(self, clauses: Sequence[Query], field: FieldName | None) -> Scores:
        wanted = [self.scores(clause, field) for clause in clauses if not isinstance(clause, Not)]
        found = dict(wanted[0] if wanted else self._everything() if clauses else {})
        for more in wanted[1:]:
            found = {at: score + more[at] for at, score in found.items() if at in more}
        for clause in clauses:
            if isinstance(clause, Not) and found:
                found = _without(found, self.scores(clause.clause, field))
        return found

    def _frequencies(self, terms: Sequence[str], offsets: Sequence[int], field: str) -> Mapping[Key, float]:
        known = self._read.get((terms, offsets, field))
        if known is None:
            reading = self._all.frequencies.found
            found = reading(field, terms, offsets, self._among, self._most) if terms else {}
            norms = self._norms_of(field) if found else {}
            scale = SCALE if field == WORDS else 1
            known = {
                at: (round(norms[at] * score / (1.0 - score)) or 1) / scale if score < 1.0 else _MANY
                for at, score in found.items()
                if at in norms
            }
            self._read[terms, offsets, field] = known
        return known

    def _norms_of(self, field: str) -> Mapping[Key, float]:
        if field not in self._field_norms:
            norms = self._all.frequencies.norms(field, self._addresses)
            self._field_norms[field] = dict(zip(self._keys, norms, strict=True))
        return self._field_norms[field]

    def _scored(self, frequencies: Mapping[Key, float], idf: float) -> Scores:
        gain, norms = idf * (weights.K1 + 1.0), self._norms
        return {
            key: gain * often / (often + norms[key]) for key, often in frequencies.items() if key in norms
        }

    def _idf(self, leaf: Query, field: FieldName | None) -> float:
        return self._all.idf(self._all.holding(leaf, field))

    def _everything(self) -> Scores:
        return dict.fromkeys(self._keys, 0.0)

    def _where(self, field: str, numbers: Sequence[int]) -> Scores:
        values = self._values(field)
        return {at: 0.0 for at, value in zip(self._keys, values, strict=True) if value in numbers}

    def _values(self, field: str) -> Sequence[int]:
        return values(self._all.searcher, field, self._addresses)


def _held(*terms: str) -> tuple[str, ...]:
    """The tokens as the index holds them; none where it can hold one of them in no section."""
    held = tuple(filter(None, map(token, terms)))
    return held if len(held) == len(terms) else ()


def _or(found: Sequence[Scores], at_least: int) -> Scores:
    scores: Counter[Key] = Counter()
    holding: Counter[Key] = Counter()
    for one in found:
        holding.update(one.keys())
        for at, score in one.items():
            scores[at] += score  # type: ignore[assignment]
    return {at: score for at, score in scores.items() if holding[at] >= at_least}


def _without(found: Scores, unwanted: Scores) -> dict[Key, float]:
    return {at: score for at, score in found.items() if at not in unwanted}
