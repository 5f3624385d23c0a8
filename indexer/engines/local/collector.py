"""Scored sections to ranked articles with totals and facet counts: the last step of every embedded engine."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest, SectionMatch
from indexer.engines.local.doc_values import DocValues
from indexer.engines.local.scored_docs import ScoredDocs

#: Added to the scores of strict matches while ranking: above any sum of scores that a query can reach.
_STRICT = 1e6


def collect(
    docs: ScoredDocs, strict: ScoredDocs, values: DocValues, request: SearchRequest, partial: bool
) -> EngineHits:
    """The request's stretch of the articles of these sections, with the totals and facet counts of all.

    Articles of a section in `strict` come before all others.
    """
    matching = _filtered(docs, values, request, leave_out=None)
    facets: dict[str, Mapping[str, int]] = {}
    for name, ordinals in values.facets.items():
        counted = _filtered(docs, values, request, name) if request.filters.get(name) else matching
        facets[name] = ordinals.counts(counted.numbers)
    return EngineHits(
        articles=best_articles(matching, strict, values, request),
        total_articles=int(np.count_nonzero(np.bincount(values.articles.codes[matching.numbers]))),
        total_sections=len(matching),
        facets=facets,
        partial=partial,
    )


def _filtered(
    docs: ScoredDocs, values: DocValues, request: SearchRequest, leave_out: str | None
) -> ScoredDocs:
    """The sections that every filter of the request keeps, but for the filter of one facet."""
    for name, wanted in request.filters.items():
        if wanted and name != leave_out:
            docs = docs.where(values.facets[name].among(wanted, docs.numbers))
    return docs


def best_articles(
    docs: ScoredDocs, strict: ScoredDocs, values: DocValues, request: SearchRequest
) -> tuple[ArticleMatch, ...]:
    """The request's stretch of the articles of these sections; equal scores are in the order of ids."""
    ranks = docs.plus(strict.constant(_STRICT)) if len(strict) else docs
    wanted = _top(ranks, values, request.offset + request.limit)[request.offset :]
    places = np.full(len(values.articles.texts), len(wanted), np.int32)
    places[wanted] = np.arange(len(wanted))
    place = places[values.articles.codes[docs.numbers]]
    own = np.flatnonzero(place < len(wanted))
    numbers = docs.numbers[own]
    order = np.lexsort((values.positions[numbers], -ranks.scores[own], place[own]))
    sizes = np.bincount(place[own], minlength=len(wanted)).tolist()
    shown = list(zip(numbers[order].tolist(), docs.scores[own[order]].tolist(), strict=True))
    found, start = [], 0
    for code, size in zip(wanted, sizes, strict=True):
        best = shown[start : start + min(size, request.sections_per_article)]
        sections = tuple(SectionMatch(values.ids[number], score) for number, score in best)
        found.append(ArticleMatch(values.articles.texts[code], sections[0].score, size, sections))
        start += size
    return tuple(found)


def _top(ranks: ScoredDocs, values: DocValues, depth: int) -> list[int]:
    """The ordinals of the articles with the best sections, best first; equal ones in the order of their ids.

    Only the best few sections are looked at, and more when they are of too few articles.
    """
    looked_at = 8 * depth
    while depth:
        best = ranks
        if looked_at < len(ranks):
            least = np.partition(ranks.scores, len(ranks) - looked_at)[len(ranks) - looked_at]
            best = ranks.where(ranks.scores >= least)
        codes = values.articles.codes[best.numbers]
        ordered = list(dict.fromkeys(codes[np.lexsort((codes, -best.scores))].tolist()))
        if len(ordered) >= depth or looked_at >= len(ranks):
            return ordered[:depth]
        looked_at *= 8
    return []
