"""What `show` prints: an article as it was read."""

from __future__ import annotations

from corpus.model import Article
from search_web.cli.output.terminal import json_text, printable
from search_web.json_documents import article_document


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
    return json_text(document)


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
    return printable("\n".join(lines))
