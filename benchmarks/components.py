"""A query's scores taken apart by weight, so that another weight needs a sum and no search.

A section's score is a sum: what a match must have, and for each of `LINEAR` a share that grows in proportion
to the weight. K1, B, TITLE and HEADING bend every word's score, so each of their values needs a search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from reweighted import IndexWeights, OpenIndex, Reweighted
from trial import Source, Trial, changed

from indexer import limits, weights
from indexer.arrays import Floats, among
from indexer.engines.local.evaluator import Evaluation
from indexer.engines.local.scored_docs import NO_MATCHES, Matches
from indexer.query.tree import Query
from indexer.rewriting.rewriter import Reader, Reading
from indexer.rewriting.synonyms.synonyms import Synonyms

LINEAR = ("ABBREVIATION", "SYNONYM", "INTENT", "SUBJECT", "CARRIER", "PHRASE")
BENDING = ("TITLE", "HEADING", "K1", "B")

#: Above any sum of scores: sections with all the words come before the others.
_PREFERRED = 1e6
_DEPTH = 10  # nDCG@10 asks for no more
_SECONDS = 60.0

Bounds = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Shares:
    """The documents that can be among the first ten of a query, in the order of their ids.

    `rows` has a row for each: what does not depend on `LINEAR`, then a share for each of it.
    """

    ids: tuple[str, ...]
    rows: Floats

    def best(self, linear: Sequence[float]) -> list[str]:
        """The ten best ids with these weights, best first; equal ones in the order of ids."""
        order = np.argsort(-(self.rows @ (1.0, *linear)), kind="stable")
        return [self.ids[at] for at in order[:_DEPTH].tolist()]


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
    chosen = IndexWeights(title=bending["TITLE"], heading=bending["HEADING"])
    with changed(weights, K1=bending["K1"], B=bending["B"]):
        sources: dict[Path, Reweighted] = {}  # sets of the same documents share one
        for trial, wanted in zip(_trials(sets), probes, strict=True):
            folder = trial.index.folder
            source = sources.get(folder) or sources.setdefault(folder, Reweighted(trial.index, chosen))
            found.append({query: _shares(source, probe, bounds) for query, probe in wanted.items()})
    return found


def _shares(source: Reweighted, probe: _Probe, bounds: Bounds) -> Shares:
    reading = probe.base
    found = _matches(source, reading.query) if reading.query else NO_MATCHES
    preferred = NO_MATCHES
    if reading.relaxed and len(found) < limits.PAGE_SIZE:
        preferred, found = found.scored(_PREFERRED), _matches(source, reading.relaxed)
    rows = np.zeros((len(found), 1 + len(LINEAR)))
    rows[:, 0] = found.plus(preferred).scores
    for at, parts in probe.parts:
        for without, having in parts:
            more, less = _matches(source, having), _matches(source, without)
            inside, places = among(found.numbers, more.numbers)
            rows[inside, at] += (more.scores - less.scores)[places[inside]]
    return _pruned(source, found, rows, bounds)


def _matches(source: Reweighted, query: Query) -> Matches:
    return Evaluation(source, _SECONDS).matches(query)


def _pruned(source: Reweighted, found: Matches, rows: Floats, bounds: Bounds) -> Shares:
    """Without the sections that ten others surpass at the weights that favour them most."""
    least, most = ([1.0, *(bound[end] for bound in bounds)] for end in (0, 1))
    floor = np.sort(rows @ least)[-_DEPTH:].min(initial=np.inf)
    kept = np.flatnonzero(rows @ most >= floor)
    codes = source.facts.articles.codes[found.numbers[kept]]
    order = np.argsort(codes, kind="stable")
    texts = source.facts.articles.texts
    return Shares(tuple(texts[code] for code in codes[order].tolist()), rows[kept[order]])
