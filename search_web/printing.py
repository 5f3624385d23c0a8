"""What the command prints: values as JSON documents for scripts, and as text for people."""

from __future__ import annotations

import html
import re

from corpus.kinds import KIND_LABELS
from corpus.model import Article
from indexer.evaluate import Evaluation
from indexer.results import ArticleHit, Explanation, ResultPage
from search_web.documents import article_document, search_document
from search_web.terminal import json_text as _json
from search_web.terminal import printable
from search_web.words import reading_sentence

_TAG = re.compile(r"</?mark>")


def search_json(results: ResultPage, why: Explanation) -> str:
    """The JSON document of `search --json`; with an `explanation` by section id where one was asked for."""
    explanation = {
        id_: [{"what": what, "score": score} for what, score in parts] for id_, parts in why.items()
    }
    return _json(search_document(results) | ({"explanation": explanation} if why else {}))


def search_text(results: ResultPage, why: Explanation) -> str:
    """A page of results for a terminal."""
    lines = [
        f"{results.total_articles:,} articles, {results.total_sections:,} sections, {results.took_ms:.0f} ms"
    ]
    lines += [reading_sentence(step) for step in results.reading]
    if results.partial:
        lines.append("The time was up before all was searched: there may be more.")
    for number, article in enumerate(results.articles, start=1):
        lines += ["", *_article_lines(number, article, why)]
    return _text(lines)


def article_json(article: Article) -> str:
    """The JSON document of `show --json`."""
    document = article_document(article) | {
        "sections": [
            {
                "heading": section.heading,
                "level": section.level,
                "path": section.path,
                "anchor": section.anchor,
                "kind": section.kind,
                "text": section.text,
            }
            for section in article.sections
        ],
        "dropped": [{"rule": piece.rule, "text": piece.text} for piece in article.dropped],
    }
    del document["id"]
    return _json(document)


def article_text(article: Article, dropped: bool) -> str:
    """An article as it was read, for a terminal."""
    dates = [
        f"{name} {day.isoformat()}"
        for name, day in (("published", article.published), ("reviewed", article.reviewed))
        if day
    ]
    about = [part for part in (article.source, article.language, *dates, article.url or "") if part]
    lines = [article.title, " · ".join(about)]
    for section in article.sections:
        heading = f"{'#' * section.level} {section.heading}"
        lines += ["", f"{heading}  [{section.kind}]  #{section.anchor}", section.text]
    if dropped:
        lines += ["", f"Dropped ({len(article.dropped)}):"]
        lines += [f"  {piece.rule}: {piece.text}" for piece in article.dropped]
    return _text(lines)


def evaluation_json(found: Evaluation) -> str:
    """The JSON document of `evaluate --json`."""
    return _json(
        {
            "queries": found.queries,
            "documents": found.documents,
            "engine": found.engine,
            "measures": found.measures,
            "ms_per_query": {"p50": found.p50_ms, "p95": found.p95_ms},
        }
    )


def evaluation_text(found: Evaluation) -> str:
    """The measures in a line each."""
    lines = [f"{found.queries:,} queries over {found.documents:,} documents, engine {found.engine}"]
    lines += [f"{name:8} {value:.4f}" for name, value in found.measures.items()]
    lines.append(f"{found.p50_ms:.1f} ms a query at the median, {found.p95_ms:.1f} ms at the 95th percentile")
    if found.refused:
        lines.append(
            f"{len(found.refused)} queries over a limit counted as unanswered: {', '.join(found.refused)}"
        )
    return _text(lines)


def _article_lines(number: int, article: ArticleHit, why: Explanation) -> list[str]:
    about = " · ".join(part for part in (article.source, str(article.reviewed or "")) if part)
    lines = [f"{number}. {article.title}" + (f"  ({about})" if about else "")]
    for section in article.sections:
        path = " › ".join(section.path) or section.heading
        lines.append(f"   {path}  [{KIND_LABELS[section.kind]}]")
        lines.append(f"      {_plain(section.snippet_html)}")
        if section.id in why:
            parts = " + ".join(f"{score:.2f} {what}" for what, score in why[section.id])
            lines.append(f"      {section.score:.2f} = {parts}")
    more = article.total_sections - len(article.sections)
    if more > 0:
        lines.append(f"   and {more} more sections of this article")
    return lines


def _plain(snippet_html: str) -> str:
    return html.unescape(_TAG.sub("", snippet_html))


def _text(lines: list[str]) -> str:
    return printable("\n".join(lines))
