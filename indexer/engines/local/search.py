"""A search over posting lists: the query evaluated, or its fallback, and the matches collected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer import limits
from indexer.engines.base import EngineHits, SearchRequest
from indexer.engines.local.collector import collect
from indexer.engines.local.evaluator import Deadline, Evaluator
from indexer.engines.local.posting_sets import IndexReader, PostingSets
from indexer.engines.local.scored_docs import EMPTY, ScoredDocs
from indexer.query.tree import Query


def search(reader: IndexReader, request: SearchRequest) -> EngineHits:
    """The request's stretch of the ranking (`SearchEngine.search`)."""
    evaluator = _evaluator(reader, request.seconds)
    strict = evaluator.matches(request.query)
    hits = collect(strict, EMPTY, reader.doc_values, request, evaluator.partial)
    if request.fallback is None or hits.total_articles >= request.min_articles or hits.partial:
        return hits
    docs = evaluator.matches(request.fallback)
    if evaluator.partial and len(docs) < len(strict):
        return replace(hits, partial=True)
    relaxed = collect(docs, strict, reader.doc_values, request, evaluator.partial)
    return replace(relaxed, strict_articles=hits.total_articles)


def explain(reader: IndexReader, queries: Sequence[Query], ids: Sequence[str]) -> list[Mapping[str, float]]:
    """The scores of sections by query (`SearchEngine.explain`)."""
    evaluator = _evaluator(reader, limits.DEADLINE_SECONDS)
    numbers = {one: reader.doc_values.number[one] for one in ids if one in reader.doc_values.number}
    found: list[Mapping[str, float]] = []
    for docs in map(evaluator.matches, queries):
        scores = dict(zip(docs.numbers.tolist(), docs.scores.tolist(), strict=True))
        found.append({one: scores[number] for one, number in numbers.items() if number in scores})
    return found


def _evaluator(reader: IndexReader, seconds: float) -> Evaluator[ScoredDocs]:
    deadline = Deadline(seconds)
    return Evaluator(PostingSets(reader, deadline), deadline)
