"""The production server for the site, with its limits on what a client may send."""

from __future__ import annotations

from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer
from waitress.server import create_server as _create_server

#: Bytes of a request's head. An address with the longest query and every filter is under 20 kB.
MAX_HEADER_BYTES = 65_536

#: Searches at once in one process; the work is Python's, so more threads than this only wait for each other.
THREADS = 8


def create_server(app: Flask, host: str, port: int) -> BaseWSGIServer | MultiSocketServer:
    """A server bound to the address (port 0 takes a free one); `run()` serves, `close()` ends it.

    Raises `OSError` where the address is taken or not ours.
    """
    return _create_server(
        app,
        host=host,
        port=port,
        threads=THREADS,
        ident="healthsearch",
        max_request_header_size=MAX_HEADER_BYTES,
        max_request_body_size=int(app.config["MAX_CONTENT_LENGTH"]),
    )
