"""Engine hits to the articles that a page of results shows, with marked snippets of their sections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from indexer.documents.stored_fields import StoredSection
from indexer.engines.base import ArticleMatch, EngineHits, SearchEngine
from indexer.query.highlights import Highlight
from indexer.search.results import ArticleHit, Hit
from indexer.snippets.highlighter import Expand
from indexer.snippets.snippets import Snippet, snippets


def stored_sections(engine: SearchEngine, hits: EngineHits) -> Mapping[str, StoredSection]:
    """The stored fields of all sections of a stretch of the ranking, by id."""
    return engine.sections([section.section_id for match in hits.articles for section in match.sections])


def article_hits(
    stored: Mapping[str, StoredSection], hits: EngineHits, highlights: Sequence[Highlight], expand: Expand
) -> tuple[ArticleHit, ...]:
    """The articles of a stretch of the ranking, in its order; `expand` gives the tokens of a prefix."""
    texts = [section.analysis for section in stored.values()]
    shown = snippets(texts, highlights, expand, articles=[section.article.id for section in stored.values()])
    snippet = dict(zip(stored, shown, strict=True))
    return tuple(_article_hit(match, stored, snippet) for match in hits.articles)


def _article_hit(
    match: ArticleMatch, stored: Mapping[str, StoredSection], snippet: Mapping[str, Snippet]
) -> ArticleHit:
    article = stored[match.sections[0].section_id].article
    hits = []
    links_last = sorted(match.sections, key=lambda one: stored[one.section_id].analysis.passages.says_nothing)
    for found in links_last:
        section = stored[found.section_id]
        hits.append(
            Hit(
                id=section.id,
                heading=section.heading,
                path=section.path,
                kind=section.kind,
                anchor=section.anchor,
                snippet_html=snippet[section.id].html,
                score=round(found.score, 4),
                snippet=snippet[section.id],
            )
        )
    return ArticleHit(
        id=article.id,
        title=article.title,
        url=article.url,
        source=article.source,
        reviewed=article.reviewed,
        sections=tuple(hits),
        total_sections=match.total_sections,
    )
