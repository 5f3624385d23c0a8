"""Scored sections to ranked articles with totals and facet counts: what every embedded engine ends with."""

from __future__ import annotations

import numpy as np

from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest, SectionMatch
from indexer.engines.local.doc_values import SectionFacts
from indexer.engines.local.scored_docs import Matches

#: Added to the scores of preferred sections while ranking: above any sum of scores that a query can reach.
_PREFERRED = 1e6


def ranked(
    matches: Matches, preferred: Matches, facts: SectionFacts, request: SearchRequest, partial: bool
) -> EngineHits:
    """The request's stretch of articles of these matches, with the totals and counts of all."""
    of_kind = of_source = kept = matches
    if request.kinds:
        of_kind = kept = matches.where(facts.kinds.among(request.kinds, matches.numbers))
    if request.sources:
        of_source = matches.where(facts.sources.among(request.sources, matches.numbers))
        kept = of_kind.where(facts.sources.among(request.sources, of_kind.numbers))
    return EngineHits(
        articles=best_articles(kept, preferred, facts, request),
        total_articles=int(np.count_nonzero(np.bincount(facts.articles.codes[kept.numbers]))),
        total_sections=len(kept),
        kinds=facts.kinds.counts(of_source.numbers),
        sources=facts.sources.counts(of_kind.numbers),
        partial=partial,
    )


def best_articles(
    matches: Matches, preferred: Matches, facts: SectionFacts, request: SearchRequest
) -> tuple[ArticleMatch, ...]:
    """The request's stretch of the articles of these matches; equal scores stand in the order of ids."""
    ranks = matches.plus(preferred.scored(_PREFERRED)) if len(preferred) else matches
    wanted = _top(ranks, facts, request.first + request.count)[request.first :]
    places = np.full(len(facts.articles.texts), len(wanted), np.int32)
    places[wanted] = np.arange(len(wanted))
    place = places[facts.articles.codes[matches.numbers]]
    own = np.flatnonzero(place < len(wanted))
    numbers = matches.numbers[own]
    order = np.lexsort((facts.positions[numbers], -ranks.scores[own], place[own]))
    sizes = np.bincount(place[own], minlength=len(wanted)).tolist()
    shown = list(zip(numbers[order].tolist(), matches.scores[own[order]].tolist(), strict=True))
    found, start = [], 0
    for code, size in zip(wanted, sizes, strict=True):
        best = shown[start : start + min(size, request.sections_per_article)]
        sections = tuple(SectionMatch(facts.ids[number], score) for number, score in best)
        found.append(ArticleMatch(facts.articles.texts[code], sections[0].score, size, sections))
        start += size
    return tuple(found)


def _top(ranks: Matches, facts: SectionFacts, depth: int) -> list[int]:
    """The articles with the best sections by their codes, best first; equal ones in the order of their ids.

    Only the best few sections are looked at, and more when they are of too few articles.
    """
    looked_at = 8 * depth
    while depth:
        best = ranks
        if looked_at < len(ranks):
            least = np.partition(ranks.scores, len(ranks) - looked_at)[len(ranks) - looked_at]
            best = ranks.where(ranks.scores >= least)
        codes = facts.articles.codes[best.numbers]
        ordered = list(dict.fromkeys(codes[np.lexsort((codes, -best.scores))].tolist()))
        if len(ordered) >= depth or looked_at >= len(ranks):
            return ordered[:depth]
        looked_at *= 8
    return []
