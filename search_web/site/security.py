"""Security headers and caching of every response, and the limit on what a client sends."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, request

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",  # an address has the query in it, and a query is health data
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

A_YEAR = 31_536_000  # seconds


def install_security(app: Flask) -> None:
    """Give every response of the app its headers, and reject bodies over `MAX_CONTENT_LENGTH`."""
    app.before_request(_reject_large_body)
    app.after_request(_add_headers)


def _reject_large_body() -> None:
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    if request.content_length is not None and request.content_length > limit:
        abort(413)


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers[name] = value
    if _shows_a_query():
        response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = _cache_control(response)
    return response


def _shows_a_query() -> bool:
    return request.path == "/search" or request.path.startswith("/api/") or "q" in request.args


def _cache_control(response: Response) -> str:
    if response.status_code >= 400 or _shows_a_query():
        return "no-store"  # not on the disk of a shared computer
    if request.endpoint == "static" and "v" in request.args:
        return f"public, max-age={A_YEAR}, immutable"  # the address has the content's hash in it
    return "no-cache"
