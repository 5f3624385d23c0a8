"""A query tree evaluated over posting lists, one term at a time: section number to score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from time import monotonic

from indexer.engines.bm25 import BM25
from indexer.engines.postings import FIELD_SPAN, FIELDS, Postings, PostingSource
from indexer.packing import unpack
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

Scores = Mapping[int, float]


class _DeadlinePassed(Exception):
    """Raised between steps of work; what stands above decides what is still worth giving."""


class Evaluation:
    """One evaluation with one deadline; `partial` tells afterwards whether the deadline came first."""

    def __init__(self, source: PostingSource, bm25: BM25, seconds: float) -> None:
        self._source = source
        self._bm25 = bm25
        self._end = monotonic() + seconds
        self.partial = False

    def scores(self, query: Query) -> Scores:
        """The matching sections with their scores; empty and `partial` when nothing was done in time."""
        try:
            return self._match(query, None)
        except _DeadlinePassed:
            self.partial = True
            return {}

    def _match(self, query: Query, field: FieldName | None) -> Scores:
        self._check_time()
        match query:
            case Term(text):
                return self._source.term_scores(text) if field is None else self._words((text,), field)
            case Prefix(text):
                return self._words(self._source.expand(text), field)
            case Phrase():
                return self._phrase(query, field)
            case And(clauses):
                return self._all(clauses, field)
            case Or(clauses, at_least):
                return self._any(clauses, at_least, field)
            case Not(clause):
                return self._without(self._everything(), clause, field)
            case Boosted(clause, factor):
                return {number: score * factor for number, score in self._match(clause, field).items()}
            case Bonus(clause, bonus):
                return self._with_bonus(self._match(clause, field), bonus, field)
            case Constant(clause, score):
                return dict.fromkeys(self._match(clause, field), score)
            case InField(inner, clause):
                return self._match(clause, inner)
            case InKind(kind):
                return self._source.facts.by_kind.get(kind, {})
            case InSource(source):
                wanted = source.casefold()
                return self._where(self._source.facts.sources, lambda value: value.casefold() == wanted)
            case Everything():
                return self._everything()

    def _words(self, terms: Sequence[str], field: FieldName | None) -> Scores:
        """The scores of several words as if they were spellings of one."""
        frequencies: Counter[int] = Counter()
        for term in terms:
            postings = self._source.postings(term)
            self._check_time()
            frequencies.update(_frequencies(postings, field))
        return self._bm25.scores(frequencies.items(), self._bm25.idf(len(frequencies)))

    def _phrase(
        self, phrase: Phrase, field: FieldName | None, within: Container[int] | None = None
    ) -> Scores:
        holding = sorted((self._source.term_scores(term) for term in phrase.terms), key=len)
        shared = [number for number in holding[0] if within is None or number in within]
        for scores in holding[1:]:
            shared = [number for number in shared if number in scores]
        if not shared:
            return {}
        self._check_time()
        present = [self._source.postings(term) for term in phrase.terms]
        low = FIELDS[field] if field else 0
        high = low + FIELD_SPAN if field else 3 * FIELD_SPAN
        frequencies: dict[int, float] = {}
        for done, number in enumerate(sorted(shared)):
            if done % 500 == 0:
                self._check_time()
            starts = _starts(present, phrase.offsets, number)
            count = sum(low <= start < high for start in starts)
            if count:
                frequencies[number] = float(count)
        idf = sum(self._bm25.idf(len(postings.numbers)) for postings in present)
        return self._bm25.scores(frequencies.items(), idf)

    def _all(self, clauses: Sequence[Query], field: FieldName | None) -> Scores:
        wanted = [clause for clause in clauses if not isinstance(clause, Not)]
        matches = sorted((self._match(clause, field) for clause in wanted), key=len)
        if not matches:
            found = self._everything() if clauses else {}
        else:
            found = matches[0]
            for more in matches[1:]:
                found = {number: score + more[number] for number, score in found.items() if number in more}
        for clause in clauses:
            if isinstance(clause, Not) and found:
                found = self._without(found, clause.clause, field)
        return found

    def _any(self, clauses: Sequence[Query], at_least: int, field: FieldName | None) -> Scores:
        matches = []
        for clause in clauses:
            try:
                matches.append(self._match(clause, field))
            except _DeadlinePassed:
                self.partial = True
                break
        if not matches:
            return {}
        matches.sort(key=len, reverse=True)
        found = dict(matches[0])
        for match in matches[1:]:
            for number, score in match.items():
                found[number] = found.get(number, 0.0) + score
        if at_least > 1:
            matching: Counter[int] = Counter()
            for match in matches:
                matching.update(match.keys())
            found = {number: score for number, score in found.items() if matching[number] >= at_least}
        return found

    def _with_bonus(self, found: Scores, bonus: Query, field: FieldName | None) -> Scores:
        """The scores with those of the bonus on top; without them when there is no time left for it."""
        try:
            extra = self._extra(found, bonus, field) if found else {}
        except _DeadlinePassed:
            self.partial = True
            return found
        if len(extra) > len(found):
            return {number: score + extra.get(number, 0.0) for number, score in found.items()}
        sums = dict(found)
        for number, score in extra.items():
            if number in sums:
                sums[number] += score
        return sums

    def _extra(self, found: Scores, bonus: Query, field: FieldName | None) -> Scores:
        """What a bonus scores; phrases, which cost most, are only looked for where they can count."""
        match bonus:
            case Phrase():
                return self._phrase(bonus, field, within=found)
            case Boosted(Phrase() as phrase, factor):
                scores = self._phrase(phrase, field, within=found)
                return {number: score * factor for number, score in scores.items()}
        return self._match(bonus, field)

    def _without(self, found: Scores, clause: Query, field: FieldName | None) -> Scores:
        unwanted = self._match(clause, field)
        self._check_time()  # of an exclusion cut short, nothing may be believed
        return {number: score for number, score in found.items() if number not in unwanted}

    def _everything(self) -> Scores:
        return dict.fromkeys(self._source.facts.live, 0.0)

    def _where(self, values: Sequence[str], wanted: Callable[[str], bool]) -> Scores:
        accepted = {value for value in set(values) if wanted(value)}
        return {number: 0.0 for number in self._source.facts.live if values[number] in accepted}

    def _check_time(self) -> None:
        if monotonic() > self._end:
            raise _DeadlinePassed


def _frequencies(postings: Postings, field: FieldName | None) -> dict[int, float]:
    if field is None:
        return dict(zip(postings.numbers, postings.weights, strict=True))
    low = FIELDS[field]
    high = low + FIELD_SPAN
    counts = (
        (number, sum(low <= place < high for place in unpack(places)))
        for number, places in zip(postings.numbers, postings.places, strict=True)
    )
    return {number: float(count) for number, count in counts if count}


def _starts(lists: Sequence[Postings], offsets: Sequence[int], number: int) -> set[int]:
    """The places where a phrase begins in a section."""
    starts: set[int] | None = None
    for postings, offset in zip(lists, offsets, strict=True):
        places = {place - offset for place in postings.places_in(number)}
        starts = places if starts is None else starts & places
    return starts or set()
