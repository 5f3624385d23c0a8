"""The reading view: one article, drawn from its cleaned blocks, with the query's words marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, abort, render_template, request
from markupsafe import Markup, escape

from corpus.model import Article
from indexer.search.params import SearchParams
from indexer.search.searcher import Searcher
from search_web.site.app_searcher import searcher
from search_web.site.blocks import NestedBlock, nested_blocks
from search_web.site.params import read_params

blueprint = Blueprint("article", __name__)


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section as the page shows it.

    `rank` is the level of its heading, 2 to 6, or 0 where the title of the page is its heading.
    """

    anchor: str
    heading: str
    kind: str
    rank: int
    blocks: list[NestedBlock]


@blueprint.get("/articles/<path:article_id>")
def show(article_id: str) -> str:
    """The article, or 404."""
    search = searcher()
    article = search.article(article_id)
    if article is None:
        abort(404)
    requested = read_params(request.args)
    params = SearchParams(requested.text, exact=requested.exact)
    return render_template(
        "article.html",
        params=params,
        article=article,
        sections=shown_sections(article),
        mark=marker(search, params),
    )


def shown_sections(article: Article) -> list[ShownSection]:
    """The article's sections with heading levels that never skip one, whatever the page's own levels were."""
    shown: list[ShownSection] = []
    above = 1  # the title is the page's h1
    for section in article.sections:
        rank = min(len(section.path) + 1, above + 1, 6) if section.path else 0
        above = rank or 1
        blocks = nested_blocks(section.blocks)
        shown.append(ShownSection(section.anchor, section.heading, section.kind, rank, blocks))
    return shown


def marker(search: Searcher, params: SearchParams) -> Callable[[str], Markup]:
    """A function that turns text into escaped HTML with the query's words marked."""
    if not params.text.strip():
        return escape
    return lambda text: Markup(search.highlight(text, params.text, params.exact))


def fragment(anchor: str) -> str:
    """An anchor as the part of an address after its `#`, whatever characters a page put into its id."""
    return quote(anchor, safe="")
