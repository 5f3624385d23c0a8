"""Every error as a response: an HTML page, or `{"error": …}` under `/api/`."""

from __future__ import annotations

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import BadRequest, HTTPException, MethodNotAllowed

from indexer.errors import IndexDamaged, IndexerError, IndexMissing, IndexStale, QueryError
from indexer.search.params import SearchParams

#: Seconds after which a browser or a robot may try again.
RETRY_AFTER = 30

_MESSAGES = {
    400: "This request cannot be understood. Check the address, or start a new search.",
    404: "There is no such page. It may have moved, or the address has a slip in it.",
    405: "This page can be read, but nothing can be sent to it.",
    413: "That is more than this site takes in one request.",
    500: "Something went wrong on our side. It has been noted; please try again.",
}

_UNAVAILABLE: tuple[tuple[type[IndexerError], str], ...] = (
    (IndexMissing, "The articles are not indexed yet. Please try again in a few minutes."),
    (
        IndexStale,
        "The index was made by another version of this site and has to be rebuilt. Please try again later.",
    ),
    (IndexDamaged, "The index is damaged and has to be rebuilt. Please try again later."),
    (IndexerError, "The search is away at the moment. Please try again in a few minutes."),
)


def install_error_pages(app: Flask) -> None:
    """Make the app answer every error with a message and the right status."""
    app.register_error_handler(QueryError, _bad_query)
    app.register_error_handler(IndexerError, _unavailable)
    app.register_error_handler(HTTPException, _http_error)


def _bad_query(error: QueryError) -> Response:
    return _error_response(400, str(error))


def _unavailable(error: IndexerError) -> Response:
    """The reader gets a general message; the error's own, which may name files, goes to the log."""
    current_app.logger.warning("%s", error)
    response = _error_response(503, next(text for kind, text in _UNAVAILABLE if isinstance(error, kind)))
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _http_error(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())  # a redirect
    if isinstance(request.routing_exception, BadRequest):  # no address can be built for the host name
        return _plain_text(400, "This site does not answer to that host name.")
    response = _error_response(error.code, _MESSAGES.get(error.code, str(error.description)))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _error_response(status: int, message: str) -> Response:
    if request.path.startswith("/api/"):
        response = jsonify(error=message)
    elif request.path == "/readyz":
        response = jsonify(ready=False, reason=message)
    else:
        params = SearchParams(request.args.get("q", ""))  # the words stay in the search box, to be changed
        response = make_response(render_template("error.html", status=status, message=message, params=params))
    response.status_code = status
    return response


def _plain_text(status: int, message: str) -> Response:
    return Response(f"{message}\n", status, content_type="text/plain; charset=utf-8")
