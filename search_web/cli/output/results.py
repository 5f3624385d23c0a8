"""What `search` prints: a page of results."""

from __future__ import annotations

import html
import re
import textwrap
from typing import TYPE_CHECKING

from corpus.kinds import KIND_LABELS
from indexer.search.results import ArticleHit, Explanation, ResultPage
from indexer.urgent.urgent import Urgent
from search_web.cli.output.terminal import json_text, printable
from search_web.json_documents import search_document
from search_web.wording import day, step_text

if TYPE_CHECKING:  # it imports numpy, which most commands do not need
    from indexer.answers.answer import Answer

_TAG = re.compile(r"</?mark>")
_CELL = re.compile(r" *\t\s*")


def search_json(results: ResultPage, explanation: Explanation) -> str:
    """The JSON document of `search --json`; with an `explanation` by section id where there is one."""
    parts = {
        section_id: [{"what": what, "score": score} for what, score in scores]
        for section_id, scores in explanation.items()
    }
    return json_text(search_document(results) | ({"explanation": parts} if explanation else {}))


def search_text(results: ResultPage, explanation: Explanation) -> str:
    """A page of results for a terminal."""
    lines = [*_urgent_lines(results.urgent), ""] if results.urgent else []
    lines += [
        f"{results.total_articles:,} articles, {results.total_sections:,} sections, {results.took_ms:.0f} ms"
    ]
    lines += [step_text(step) for step in results.steps]
    if results.partial:
        lines.append("The search was stopped at its time limit, so there may be more results.")
    if results.answer:
        lines += ["", *_answer_lines(results.answer)]
    for number, article in enumerate(results.articles, start=1):
        lines += ["", *_article_lines(number, article, explanation)]
    if results.near:
        lines += ["", "The nearest articles, which are about something else:"]
        lines += [f"- {article.title}" for article in results.near]
    return printable("\n".join(lines))


def _urgent_lines(urgent: Urgent) -> list[str]:
    lines = [f"URGENT: {urgent.title}", *textwrap.wrap(urgent.text, 100)]
    if urgent.link:
        lines.append(f"Read: {urgent.link.title} › {urgent.link.heading}  ({urgent.link.article_id})")
    return lines


def _answer_lines(answer: Answer) -> list[str]:
    article, section = answer.article, answer.section
    dates = ((article.reviewed, "reviewed"), (article.published, "published"))
    about = [article.source, *(f"{what} {day(when)}" for when, what in dates if when)]
    lines = [f"{article.title} › {KIND_LABELS[section.kind]}  ({' · '.join(filter(None, about))})"]
    for block in answer.blocks:
        first, *others = (_CELL.sub(" · ", one.text) for one in block.texts)
        if block.kind == "list":
            lines += (f"   • {item}" for item in (first, *others))
        else:
            lines.append(f"   {first}")
    return lines


def _article_lines(number: int, article: ArticleHit, explanation: Explanation) -> list[str]:
    about = " · ".join(part for part in (article.source, str(article.reviewed or "")) if part)
    lines = [f"{number}. {article.title}" + (f"  ({about})" if about else "")]
    for section in article.sections:
        path = " › ".join(section.path) or section.heading
        lines.append(f"   {path}  [{KIND_LABELS[section.kind]}]")
        lines.append(f"      {_plain(section.snippet_html)}")
        if section.id in explanation:
            parts = " + ".join(f"{score:.2f} {what}" for what, score in explanation[section.id])
            lines.append(f"      {section.score:.2f} = {parts}")
    more = article.total_sections - len(article.sections)
    if more > 0:
        lines.append(f"   and {more} more sections of this article")
    return lines


def _plain(snippet_html: str) -> str:
    return html.unescape(_TAG.sub("", snippet_html))
