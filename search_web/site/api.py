"""The same searches and articles as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, request

from search_web.json_documents import article_document, search_document
from search_web.site.live import searcher
from search_web.site.params import read_asked

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.get("/search")
def search() -> Response:
    """The document of `search_document` for the same parameters as the results page."""
    asked = read_asked(request.args)
    return jsonify(
        search_document(
            searcher().search(asked.text, asked.page, asked.kinds, asked.sources, exact=asked.exact)
        )
    )


@blueprint.get("/articles/<path:article_id>")
def article(article_id: str) -> Response:
    """An article with its sections in order."""
    found = searcher().article(article_id)
    if found is None:
        abort(404)
    return jsonify(article_document(found))
