"""Scored sections to ranked articles with totals and facet counts: what every embedded engine ends with."""

from __future__ import annotations

import numpy as np

from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest, SectionMatch
from indexer.engines.facts import SectionFacts
from indexer.engines.matches import NO_MATCHES, Matches
from indexer.engines.numbers import Floats

#: Added to the scores of preferred sections while ranking: above any sum of scores that a query can reach.
_PREFERRED = 1e6


def ranked(
    matches: Matches, preferred: Matches, facts: SectionFacts, request: SearchRequest, partial: bool
) -> EngineHits:
    """The request's stretch of articles, best first; equal scores stand in the order of article ids."""
    of_kind = of_source = kept = matches
    if request.kinds:
        of_kind = kept = matches.where(facts.kinds.among(request.kinds, matches.numbers))
    if request.sources:
        of_source = matches.where(facts.sources.among(request.sources, matches.numbers))
        kept = of_kind.where(facts.sources.among(request.sources, of_kind.numbers))
    ranks = kept.plus(preferred.scored(_PREFERRED) if len(preferred) else NO_MATCHES)
    articles = [
        _article(code, kept, ranks.scores, facts, request)
        for code in _top(ranks, facts, request.first + request.count)[request.first :]
    ]
    return EngineHits(
        articles=tuple(articles),
        total_articles=int(np.count_nonzero(np.bincount(facts.articles.codes[kept.numbers]))),
        total_sections=len(kept),
        kinds=facts.kinds.counts(of_source.numbers),
        sources=facts.sources.counts(of_kind.numbers),
        partial=partial,
    )


def _article(
    code: int, kept: Matches, ranks: Floats, facts: SectionFacts, request: SearchRequest
) -> ArticleMatch:
    name = facts.articles.texts[code]
    own = np.searchsorted(kept.numbers, facts.by_article[name])
    places = [
        place
        for place, number in zip(own.tolist(), facts.by_article[name], strict=True)
        if place < len(kept) and kept.numbers[place] == number
    ]
    places.sort(key=lambda place: (-ranks[place], facts.positions[kept.numbers[place]]))
    shown = places[: request.sections_per_article]
    found = tuple(SectionMatch(facts.ids[kept.numbers[p]], float(kept.scores[p])) for p in shown)
    return ArticleMatch(name, found[0].score, len(places), found)


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
        order = np.lexsort((codes, -best.scores))
        distinct, first = np.unique(codes[order], return_index=True)
        if len(distinct) >= depth or looked_at >= len(ranks):
            ordered: list[int] = distinct[np.argsort(first)][:depth].tolist()
            return ordered
        looked_at *= 8
    return []
