"""Scored sections to ranked articles with totals and facet counts: what every embedded engine ends with."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Mapping, Sequence

from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest, SectionMatch
from indexer.engines.postings import SectionFacts

#: Added to the scores of preferred sections while ranking: above any sum of scores that a query can reach.
_PREFERRED = 1e6


def ranked(
    scores: Mapping[int, float],
    preferred: Mapping[int, float],
    facts: SectionFacts,
    numbers_by_article: Mapping[str, Sequence[int]],
    request: SearchRequest,
    partial: bool,
) -> EngineHits:
    """The request's stretch of articles, best first; equal scores stand in the order of article ids."""
    of_kind = _keep(scores, facts.kinds, set(request.kinds))
    of_source = _keep(scores, facts.sources, {source.casefold() for source in request.sources})
    kept = _keep(of_kind, facts.sources, {source.casefold() for source in request.sources})
    rank = dict(kept)
    for number in preferred:
        if number in rank:
            rank[number] += _PREFERRED
    articles = []
    for article in _top(rank, facts.articles, request.first + request.count)[request.first :]:
        numbers = [number for number in numbers_by_article[article] if number in rank]
        numbers.sort(key=lambda number: (-rank[number], facts.positions[number]))
        shown = numbers[: request.sections_per_article]
        matches = tuple(SectionMatch(facts.section_ids[number], kept[number]) for number in shown)
        articles.append(ArticleMatch(article, matches[0].score, len(numbers), matches))
    return EngineHits(
        articles=tuple(articles),
        total_articles=len(set(map(facts.articles.__getitem__, kept))),
        total_sections=len(kept),
        kinds=Counter(map(facts.kinds.__getitem__, of_source)),
        sources=Counter(map(facts.sources.__getitem__, of_kind)),
        partial=partial,
    )


def _top(rank: Mapping[int, float], articles: Sequence[str], depth: int) -> list[str]:
    """The articles with the best sections, best first; equal ones in the order of their ids.

    Only the best few sections are looked at, and more when they are of too few articles.
    """
    looked_at = 8 * depth
    while True:
        least = min(heapq.nlargest(looked_at, rank.values()), default=0.0)
        best: dict[str, float] = {}
        for number in [number for number, score in rank.items() if score >= least]:
            best[articles[number]] = max(best.get(articles[number], 0.0), rank[number])
        if len(best) >= depth or looked_at >= len(rank):
            ordered = sorted((-score, article) for article, score in best.items())
            return [article for _, article in ordered[:depth]]
        looked_at *= 8


def _keep(scores: Mapping[int, float], values: Sequence[str], wanted: set[str]) -> Mapping[int, float]:
    """The scores of the sections whose value is wanted, without regard to case; all where none is named."""
    if not wanted:
        return scores
    accepted = {value for value in set(values) if value.casefold() in wanted}
    return {number: score for number, score in scores.items() if values[number] in accepted}
