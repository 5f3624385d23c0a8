"""The home page, the results, and the description with which a browser adds the site as a search engine."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, make_response, render_template, request

from indexer.search.params import SearchParams
from search_web.site.app_searcher import searcher
from search_web.site.links import Choice, browse_choices, filter_groups, paging
from search_web.site.params import read_params
from search_web.wording import step_messages

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> str:
    """A search box, the kinds of section to browse, and the newest articles."""
    newest = searcher().newest()
    return render_template("home.html", params=SearchParams(), browse=_browse(), newest=newest)


@blueprint.get("/search")
def results() -> str:
    """The articles that match, each with its best sections."""
    params = read_params(request.args)
    page = searcher().results(params)
    params = replace(params, text=page.query)
    if not params.text.strip() and not params.filtered:
        return render_template("empty_search.html", params=params, browse=_browse())
    return render_template(
        "results.html",
        params=params,
        page=page,
        filters=filter_groups(params, page.facets),
        paging=paging(params, page.pages),
        steps=step_messages(page.steps),
        browse=[] if page.articles else _browse(),
    )


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The OpenSearch description document of the site."""
    response = make_response(render_template("opensearch.xml"))
    response.content_type = "application/opensearchdescription+xml; charset=utf-8"
    return response


def _browse() -> list[Choice]:
    return browse_choices(searcher().kind_counts())
