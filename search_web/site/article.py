"""The reading view: one article, drawn from its cleaned blocks, with the query's words marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, abort, render_template, request
from markupsafe import Markup, escape

from corpus.model import Article
from indexer.search.searcher import Searcher
from search_web.site.blocks import Passage, pieces
from search_web.site.live import searcher
from search_web.site.params import Asked, read_asked

blueprint = Blueprint("article", __name__)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section as the page shows it: `rank` is its heading's, 2 to 6, or 0 where the title is it."""

    anchor: str
    heading: str
    kind: str
    rank: int
    pieces: list[Passage]


@blueprint.get("/articles/<path:article_id>")
def show(article_id: str) -> str:
    """The article, or 404."""
    search = searcher()
    found = search.article(article_id)
    if found is None:
        abort(404)
    given = read_asked(request.args)
    asked = Asked(given.text, exact=given.exact)
    sections = shown_sections(found)
    return render_template(
        "article.html", asked=asked, article=found, sections=sections, mark=marker(search, asked)
    )


def shown_sections(article: Article) -> list[ShownSection]:
    """The article's sections with heading ranks that never skip one, whatever the page's own levels were."""
    shown: list[ShownSection] = []
    above = 1  # the title is the page's h1
    for section in article.sections:
        rank = min(len(section.path) + 1, above + 1, 6) if section.path else 0
        above = rank or 1
        shown.append(
            ShownSection(section.anchor, section.heading, section.kind, rank, pieces(section.blocks))
        )
    return shown


def marker(search: Searcher, asked: Asked) -> Callable[[str], Markup]:
    """What turns a text into escaped HTML, the words of the query marked."""
    if not asked.text.strip():
        return escape
    return lambda part: Markup(search.highlight(part, asked.text, asked.exact))


def fragment(anchor: str) -> str:
    """An anchor as the part of an address after its `#`, whatever characters a page put into its id."""
    return quote(anchor, safe="")
