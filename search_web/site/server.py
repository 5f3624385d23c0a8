"""The production server of the site, with limits on what a client may send."""

from __future__ import annotations

import socket

from flask import Flask
from waitress.server import BaseWSGIServer
from waitress.server import create_server as _create_server

#: Bytes of a request's head. An address with the longest query and every filter is under 20 kB.
MAX_HEADER_BYTES = 65_536

#: Searches at once in one process. They run Python code, so more threads than this wait for each other.
THREADS = 8


def create_server(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """A server bound to the address (port 0 takes a free one); `run()` serves, `close()` ends it.

    Raises `OSError` where the address is taken or is not one of this machine.
    """
    return _create_server(
        app,
        sockets=[_bound_socket(host, port)],
        threads=THREADS,
        ident="healthsearch",
        max_request_header_size=MAX_HEADER_BYTES,
        max_request_body_size=int(app.config["MAX_CONTENT_LENGTH"]),
    )


def _bound_socket(host: str, port: int) -> socket.socket:
    """A socket at the address; waitress would leave its own open where the address is taken."""
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except OSError:
        bound.close()
        raise
    return bound
