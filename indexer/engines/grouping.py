"""Scored sections to ranked articles with totals and facet counts: what every embedded engine ends with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container

from indexer.engines.base import ArticleMatch, EngineHits, SearchRequest, SectionMatch
from indexer.engines.evaluation import Scores
from indexer.engines.postings import SectionFacts


def ranked(
    scores: Scores, preferred: Container[int], facts: SectionFacts, request: SearchRequest, partial: bool
) -> EngineHits:
    """The request's stretch of articles, best first; equal scores stand in the order of article ids."""
    kinds, sources = set(request.kinds), {source.casefold() for source in request.sources}
    of_kind = {n for n in scores if not kinds or facts.kinds[n] in kinds}
    of_source = {n for n in scores if not sources or facts.sources[n].casefold() in sources}
    members: defaultdict[str, list[int]] = defaultdict(list)
    for number in of_kind & of_source:
        members[facts.articles[number]].append(number)

    def rank(number: int) -> tuple[bool, float, int]:
        return number not in preferred, -scores[number], facts.positions[number]

    best = sorted((*rank(min(numbers, key=rank))[:2], article) for article, numbers in members.items())
    articles = []
    for _, score, article in best[request.first : request.first + request.count]:
        numbers = sorted(members[article], key=rank)
        articles.append(
            ArticleMatch(
                article_id=article,
                score=-score,
                total_sections=len(numbers),
                sections=tuple(
                    SectionMatch(facts.section_ids[n], scores[n])
                    for n in numbers[: request.sections_per_article]
                ),
            )
        )
    return EngineHits(
        articles=tuple(articles),
        total_articles=len(members),
        total_sections=sum(map(len, members.values())),
        kinds=Counter(facts.kinds[number] for number in of_source),
        sources=Counter(facts.sources[number] for number in of_kind),
        partial=partial,
    )
