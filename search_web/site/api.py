"""The same searches and articles as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, abort, jsonify, request

from search_web.json_documents import article_document, search_document
from search_web.site.app_searcher import searcher
from search_web.site.params import read_params

blueprint = Blueprint("api", __name__, url_prefix="/api")


@blueprint.get("/search")
def search() -> Response:
    """The JSON document of a page of results, for the same parameters as the results page."""
    params = read_params(request.args)
    return jsonify(search_document(searcher().results(params)))


@blueprint.get("/articles/<path:article_id>")
def article(article_id: str) -> Response:
    """The JSON document of an article with its sections in order, or 404."""
    found = searcher().article(article_id)
    if found is None:
        abort(404)
    return jsonify(article_document(found))
