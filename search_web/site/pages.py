"""The home page, the results, and what lets a browser search here by itself."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, make_response, render_template, request

from corpus.kinds import KIND_LABELS, KINDS
from indexer.limits import PAGE_SIZE
from search_web.site.choices import Choice, kind_choices, paging, source_choices
from search_web.site.live import searcher
from search_web.site.params import Asked, read_asked
from search_web.wording import reading_lines

blueprint = Blueprint("pages", __name__)

#: Nobody comes to read these by themselves.
_NOT_BROWSED = frozenset({"references", "other"})


@blueprint.get("/")
def home() -> str:
    """A search box, the kinds of section to browse, and the newest articles."""
    search = searcher()
    return render_template("home.html", asked=Asked(), kinds=_browse(), newest=search.newest())


@blueprint.get("/search")
def results() -> str:
    """The articles that answer, each with its best sections."""
    asked = read_asked(request.args)
    found = searcher().search(asked.text, asked.page, asked.kinds, asked.sources, exact=asked.exact)
    asked = replace(asked, text=found.query)
    if asked.empty:
        return render_template("nothing_asked.html", asked=asked, kinds=_browse())
    return render_template(
        "results.html",
        asked=asked,
        found=found,
        kinds=kind_choices(asked, found.facets["kind"]),
        sources=source_choices(asked, found.facets["source"]),
        paging=paging(asked, found.pages),
        first_number=(found.page - 1) * PAGE_SIZE + 1,
        first_page=replace(asked, page=1).address,
        without_filters=Asked(asked.text).address,
        reading=reading_lines(found.steps),
        address_of=lambda undo: asked.instead(undo).address,
        browse=_browse() if not found.articles else [],
    )


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The description with which a browser offers this site as a search engine."""
    response = make_response(render_template("opensearch.xml"))
    response.content_type = "application/opensearchdescription+xml; charset=utf-8"
    return response


def _browse() -> list[Choice]:
    counts = searcher().kind_counts()
    return [
        Choice(KIND_LABELS[kind], counts[kind], Asked(kinds=(kind,)).address, False)
        for kind in KINDS
        if counts.get(kind) and kind not in _NOT_BROWSED
    ]
