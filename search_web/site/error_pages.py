"""Where errors become words: a page in the site's clothes, or `{"error": …}` under `/api/`."""

from __future__ import annotations

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import BadRequest, HTTPException, MethodNotAllowed

from indexer.errors import IndexDamaged, IndexerError, IndexMissing, IndexStale, QueryError
from search_web.site.params import Asked

#: Seconds after which a browser or a robot may try again.
RETRY_AFTER = 30

_SENTENCES = {
    400: "This request cannot be understood. Check the address, or start a new search.",
    404: "There is no such page. It may have moved, or the address has a slip in it.",
    405: "This page can be read, but nothing can be sent to it.",
    413: "That is more than this site takes in one request.",
    500: "Something went wrong on our side. It has been noted; please try again.",
}

_AWAY: tuple[tuple[type[IndexerError], str], ...] = (
    (IndexMissing, "The articles are not indexed yet. Please try again in a few minutes."),
    (
        IndexStale,
        "The index was made by another version of this site and has to be rebuilt. Please try again later.",
    ),
    (IndexDamaged, "The index is damaged and has to be rebuilt. Please try again later."),
    (IndexerError, "The search is away at the moment. Please try again in a few minutes."),
)


def install(app: Flask) -> None:
    """Let the app answer every error with a sentence and the right status."""
    app.register_error_handler(QueryError, _bad_query)
    app.register_error_handler(IndexerError, _away)
    app.register_error_handler(HTTPException, _http)


def _bad_query(error: QueryError) -> Response:
    return _answer(400, str(error))


def _away(error: IndexerError) -> Response:
    """The reader gets a sentence; the log gets the error's own, which may name files."""
    current_app.logger.warning("%s", error)
    response = _answer(503, next(sentence for kind, sentence in _AWAY if isinstance(error, kind)))
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _http(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < 400:
        return make_response(error.get_response())  # a redirect
    if isinstance(request.routing_exception, BadRequest):  # a host name that no address can be built for
        return _plain(400, "This site does not answer to that host name.")
    response = _answer(error.code, _SENTENCES.get(error.code, str(error.description)))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _answer(status: int, sentence: str) -> Response:
    if request.path.startswith("/api/"):
        response = jsonify(error=sentence)
    elif request.path == "/readyz":
        response = jsonify(ready=False, reason=sentence)
    else:
        asked = Asked(request.args.get("q", ""))  # the words stay in the box, to be changed
        response = make_response(render_template("error.html", status=status, sentence=sentence, asked=asked))
    response.status_code = status
    return response


def _plain(status: int, sentence: str) -> Response:
    return Response(f"{sentence}\n", status, content_type="text/plain; charset=utf-8")
