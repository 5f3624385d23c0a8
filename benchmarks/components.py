"""A query's scores taken apart by weight, so that another weight needs a sum and no search.

A section's score is a sum: what a match must have, and for each of `LINEAR` a share that grows in proportion
to the weight. K1, B, TITLE and HEADING bend every word's score, so each of their values needs a search.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import starmap
from operator import mul
from pathlib import Path

from reweighted import OpenIndex, Reweighted
from trial import Source, Trial, changed

from indexer import limits, weights
from indexer.engines.evaluation import Evaluation, Scores
from indexer.query.reading import Reader, Reading
from indexer.query.synonyms import Synonyms
from indexer.query.tree import Query

LINEAR = ("ABBREVIATION", "SYNONYM", "INTENT", "CARRIER", "PHRASE")
BENDING = ("TITLE", "HEADING", "K1", "B")

#: Above any sum of scores: sections with all the words come before the others.
_PREFERRED = 1e6
_DEPTH = 10  # nDCG@10 asks for no more
_SECONDS = 60.0

Bounds = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shares:
    """The sections that can be among the first ten of a query: ids, rising, and each one's shares."""

    ids: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]  # what does not depend on `LINEAR`, then a share for each of it

    def best(self, linear: Sequence[float]) -> list[str]:
        """The ten best ids with these weights, best first."""
        factors = (1.0, *linear)
        scored = ((-sum(starmap(mul, zip(row, factors))), at) for at, row in enumerate(self.rows))  # noqa: B905
        return [self.ids[at] for _, at in heapq.nsmallest(_DEPTH, scored)]


Pair = tuple[Query, Query]  # a part of a query with a weight at 0, and at 1


@dataclass(frozen=True, slots=True)
class _Probe:
    """A query read with all linear weights at 0, and for each of them the parts that differ at 1."""

    base: Reading
    parts: tuple[tuple[int, tuple[Pair, ...]], ...]


@cache
def _trials(sets: tuple[Source, ...]) -> list[Trial]:
    opened: dict[Path, OpenIndex] = {}
    return [Trial.of(source, opened) for source in sets]


@cache
def _probes(sets: tuple[Source, ...], queries: frozenset[str]) -> list[dict[str, _Probe]]:
    """By set, the wanted queries' readings: they are the same whatever K1, B, TITLE and HEADING are."""
    return [
        {
            query: _probe(trial, text)
            for query, text in trial.judged.queries.items()
            if f"{at}/{query}" in queries
        }
        for at, trial in enumerate(_trials(sets))
    ]


def _probe(trial: Trial, text: str) -> _Probe:
    def read(*at_one: str) -> Reading:
        with changed(weights, **{name: float(name in at_one) for name in LINEAR}):
            return Reader(trial.index.engine, Synonyms.load()).read(text)

    base = read()
    parts = ((at, _differing(base, read(name))) for at, name in enumerate(LINEAR, start=1))
    return _Probe(base, tuple((at, differing) for at, differing in parts if differing))


def _differing(base: Reading, other: Reading) -> tuple[Pair, ...]:
    pairs = zip(base.parts, other.parts, strict=True)
    return tuple(dict.fromkeys((a, b) for (_, a), (_, b) in pairs if a != b))


def taken_apart(
    sets: tuple[Source, ...], queries: frozenset[str], bending: Mapping[str, float], bounds: Bounds
) -> list[dict[str, Shares]]:
    """By set, the shares of the queries wanted ("set's number/query id"), exact for weights in `bounds`."""
    found = []
    probes = _probes(sets, queries)
    with changed(weights, K1=bending["K1"], B=bending["B"]):
        sources: dict[int, Reweighted] = {}
        for trial, wanted in zip(_trials(sets), probes, strict=True):
            key = id(trial.index)
            source = sources.get(key)
            if source is None:
                source = sources[key] = Reweighted(trial.index, bending["TITLE"], bending["HEADING"])
            found.append({query: _shares(source, probe, bounds) for query, probe in wanted.items()})
    return found


def _shares(source: Reweighted, probe: _Probe, bounds: Bounds) -> Shares:
    if probe.base.query is None:
        return Shares((), ())
    base = _scores(source, probe.base.query)
    preferred: Scores = {}
    if probe.base.relaxed and len(base) < limits.PAGE_SIZE:
        preferred, base = base, _scores(source, probe.base.relaxed)
    rows = {number: [score, *[0.0] * len(LINEAR)] for number, score in base.items()}
    for number in preferred:
        rows[number][0] += _PREFERRED
    for at, parts in probe.parts:
        for without, having in parts:
            less = _scores(source, without)
            for number, score in _scores(source, having).items():
                if number in rows:
                    rows[number][at] += score - less[number]
    return _pruned(source, rows, bounds)


def _scores(source: Reweighted, query: Query) -> Scores:
    return Evaluation(source, source.bm25, _SECONDS).scores(query)


def _pruned(source: Reweighted, rows: Mapping[int, Sequence[float]], bounds: Bounds) -> Shares:
    """Without the sections that ten others surpass at the weights that favour them most."""
    least, most = ([1.0, *(bound[end] for bound in bounds)] for end in (0, 1))
    floors = (sum(starmap(mul, zip(row, least, strict=True))) for row in rows.values())
    floor = min(heapq.nlargest(_DEPTH, floors), default=0.0)
    articles = source.facts.articles
    kept = sorted(
        (articles[number], tuple(row))
        for number, row in rows.items()
        if sum(starmap(mul, zip(row, most, strict=True))) >= floor
    )
    return Shares(tuple(article for article, _ in kept), tuple(row for _, row in kept))
