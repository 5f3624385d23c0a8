"""What `show` prints: an article as it was read."""

from __future__ import annotations

from corpus.model import Article
from search_web.cli.output.terminal import json_text, printable
from search_web.json_documents import article_document, section_document


def article_json(article: Article) -> str:
    """The JSON document of `show --json`: without ids, for a page that is in no library has none."""
    document = article_document(article)
    del document["id"]
    sections = [section_document(section) for section in article.sections]
    for section in sections:
        del section["id"]
    dropped = [{"rule": dropped.rule, "text": dropped.text} for dropped in article.dropped]
    return json_text(document | {"sections": sections, "dropped": dropped})


def article_text(article: Article, dropped: bool) -> str:
    """An article as it was read, for a terminal; the text that was dropped only on request."""
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
        lines += [f"  {text.rule}: {text.text}" for text in article.dropped]
    return printable("\n".join(lines))
