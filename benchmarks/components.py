"""The scores of a query split by weight, so that another weight needs a sum and no search.

A section's score is a sum: the score of what must match, and for each of `LINEAR` a share that is
proportional to the weight. K1, B, TITLE and HEADING change the score of every word, and not in proportion, so
each of their values needs a search.
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
from indexer.engines.local.evaluator import Deadline, Evaluator
from indexer.engines.local.posting_sets import PostingSets
from indexer.engines.local.scored_docs import EMPTY, ScoredDocs
from indexer.query.tree import Query
from indexer.rewriting.rewriter import QueryRewriter
from indexer.rewriting.rewritten_query import RewrittenQuery
from indexer.rewriting.synonyms.synonyms import Synonyms

LINEAR = ("ABBREVIATION", "SYNONYM", "INTENT", "SUBJECT", "CARRIER", "PHRASE")
NONLINEAR = ("TITLE", "HEADING", "K1", "B")

#: Above any sum of scores: sections with all the words come before the others.
_STRICT = 1e6
_DEPTH = 10  # nDCG@10 needs no more
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
    """A query rewritten with all linear weights at 0, and for each the score parts that differ at 1."""

    base: RewrittenQuery
    parts: tuple[tuple[int, tuple[Pair, ...]], ...]


@cache
def _trials(sets: tuple[Source, ...]) -> list[Trial]:
    opened: dict[Path, OpenIndex] = {}
    return [Trial.of(source, opened) for source in sets]


@cache
def _probes(sets: tuple[Source, ...], queries: frozenset[str]) -> list[dict[str, _Probe]]:
    """By set, the wanted queries rewritten: that does not depend on K1, B, TITLE and HEADING."""
    return [
        {
            query: _probe(trial, text)
            for query, text in trial.judged.queries.items()
            if f"{at}/{query}" in queries
        }
        for at, trial in enumerate(_trials(sets))
    ]


def _probe(trial: Trial, text: str) -> _Probe:
    def rewritten(*at_one: str) -> RewrittenQuery:
        with changed(weights, **{name: float(name in at_one) for name in LINEAR}):
            return QueryRewriter(trial.index.engine, Synonyms.load()).rewrite(text)

    base = rewritten()
    parts = ((at, _differing(base, rewritten(name))) for at, name in enumerate(LINEAR, start=1))
    return _Probe(base, tuple((at, differing) for at, differing in parts if differing))


def _differing(base: RewrittenQuery, other: RewrittenQuery) -> tuple[Pair, ...]:
    pairs = zip(base.score_parts, other.score_parts, strict=True)
    return tuple(dict.fromkeys((a.query, b.query) for a, b in pairs if a.query != b.query))


def split_scores(
    sets: tuple[Source, ...], queries: frozenset[str], nonlinear: Mapping[str, float], bounds: Bounds
) -> list[dict[str, Shares]]:
    """By set, the shares of the queries wanted ("set's number/query id"), exact for weights in `bounds`."""
    found = []
    probes = _probes(sets, queries)
    chosen = IndexWeights(title=nonlinear["TITLE"], heading=nonlinear["HEADING"])
    with changed(weights, K1=nonlinear["K1"], B=nonlinear["B"]):
        sources: dict[Path, Reweighted] = {}  # sets of the same documents share one
        for trial, wanted in zip(_trials(sets), probes, strict=True):
            folder = trial.index.folder
            source = sources.get(folder) or sources.setdefault(folder, Reweighted(trial.index, chosen))
            found.append({query: _shares(source, probe, bounds) for query, probe in wanted.items()})
    return found


def _shares(source: Reweighted, probe: _Probe, bounds: Bounds) -> Shares:
    rewritten = probe.base
    found = _matches(source, rewritten.query) if rewritten.query else EMPTY
    strict = EMPTY
    if rewritten.fallback and len(found) < limits.PAGE_SIZE:
        strict, found = found.constant(_STRICT), _matches(source, rewritten.fallback)
    rows = np.zeros((len(found), 1 + len(LINEAR)))
    rows[:, 0] = found.plus(strict).scores
    for at, parts in probe.parts:
        for without, having in parts:
            more, less = _matches(source, having), _matches(source, without)
            inside, places = among(found.numbers, more.numbers)
            rows[inside, at] += (more.scores - less.scores)[places[inside]]
    return _pruned(source, found, rows, bounds)


def _matches(source: Reweighted, query: Query) -> ScoredDocs:
    deadline = Deadline(_SECONDS)
    return Evaluator(PostingSets(source, deadline), deadline).matches(query)


def _pruned(source: Reweighted, found: ScoredDocs, rows: Floats, bounds: Bounds) -> Shares:
    """The shares without sections that ten others surpass even at the weights most favourable to them."""
    least, most = ([1.0, *(bound[end] for bound in bounds)] for end in (0, 1))
    floor = np.sort(rows @ least)[-_DEPTH:].min(initial=np.inf)
    remaining = np.flatnonzero(rows @ most >= floor)
    codes = source.doc_values.articles.codes[found.numbers[remaining]]
    order = np.argsort(codes, kind="stable")
    texts = source.doc_values.articles.texts
    return Shares(tuple(texts[code] for code in codes[order].tolist()), rows[remaining[order]])
