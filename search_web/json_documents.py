"""Results and articles as JSON documents, the same from the API and the command."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from corpus.model import Article, Section
from indexer.rewriting.rewritten_query import RewriteStep
from indexer.search.results import ArticleHit, Hit, ResultPage
from indexer.urgent.urgent import Urgent

if TYPE_CHECKING:  # they import numpy, which most commands do not need
    from indexer.answers.answer import Answer
    from indexer.snippets.text_blocks import TextBlock


def search_document(page: ResultPage) -> dict[str, object]:
    """The JSON document of a page of results: `/api/search` and `healthsearch search --json`."""
    return {
        "query": page.query,
        "reading": [_step(step) for step in page.steps],
        "urgent": _urgent(page.urgent) if page.urgent else None,
        "total_articles": page.total_articles,
        "total_sections": page.total_sections,
        "took_ms": page.took_ms,
        "partial": page.partial,
        "answer": _answer(page.answer) if page.answer else None,
        "articles": [_article_hit(hit) for hit in page.articles],
        "near": [_article_hit(hit) for hit in page.near],
        "facets": {name: dict(counts) for name, counts in page.facets.items()},
    }


def article_document(article: Article) -> dict[str, object]:
    """The JSON document of an article, its sections with their text."""
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "source": article.source,
        "language": article.language,
        "published": _day(article.published),
        "reviewed": _day(article.reviewed),
        "sections": [section_document(section) for section in article.sections],
    }


def section_document(section: Section) -> dict[str, object]:
    """The JSON document of a section with its text."""
    return {
        "id": section.id,
        "heading": section.heading,
        "level": section.level,
        "path": list(section.path),
        "anchor": section.anchor,
        "kind": section.kind,
        "text": section.text,
    }


def _urgent(urgent: Urgent) -> dict[str, object]:
    link = urgent.link
    return {
        "category": urgent.category,
        "title": urgent.title,
        "text": urgent.text,
        "number": urgent.number,
        "crisis_line": urgent.crisis_line,
        "link": link
        and {
            "article_id": link.article_id,
            "title": link.title,
            "heading": link.heading,
            "kind": link.kind,
            "anchor": link.anchor,
        },
    }


def _step(step: RewriteStep) -> dict[str, object]:
    return {"step": step.step, "from": step.before, "to": step.after, "undo": step.undo}


def _answer(answer: Answer) -> dict[str, object]:
    article, section = answer.article, answer.section
    return {
        "article": {
            "id": article.id,
            "title": article.title,
            "url": article.url,
        },
        "section": {
            "id": section.id,
            "heading": section.heading,
            "path": list(section.path),
            "kind": section.kind,
            "anchor": section.anchor,
        },
        "blocks": [_block(block) for block in answer.blocks],
        "words": answer.words,
        "source": article.source,
        "reviewed": _day(article.reviewed),
        "published": _day(article.published),
    }


def _block(block: TextBlock) -> dict[str, object]:
    texts = [one.text for one in block.texts]
    own: dict[str, object] = {"text": texts[0]} if block.kind == "paragraph" else {"items": texts}
    return {"kind": block.kind, **own, "gap": block.gap}


def _article_hit(hit: ArticleHit) -> dict[str, object]:
    return {
        "id": hit.id,
        "title": hit.title,
        "url": hit.url,
        "source": hit.source,
        "reviewed": _day(hit.reviewed),
        "sections": [_hit(section) for section in hit.sections],
    }


def _hit(hit: Hit) -> dict[str, object]:
    return {
        "id": hit.id,
        "heading": hit.heading,
        "path": list(hit.path),
        "kind": hit.kind,
        "anchor": hit.anchor,
        "snippet_html": hit.snippet_html,
        "score": hit.score,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
