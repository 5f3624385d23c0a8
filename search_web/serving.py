"""Serves the site until it is stopped, building an index first where there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.read import SAMPLE
from indexer.errors import IndexMissing
from indexer.publish.generations import Generations
from indexer.reindex import Progress, reindex
from search_web import create_app
from search_web.errors import CannotListen
from search_web.server import create_server


def serve_site(
    data_dir: Path,
    engine: str | None,
    host: str,
    port: int,
    *,
    progress: Progress,
    say: Callable[[str], None],
) -> None:
    """Listen, index the sample corpus when nothing was published yet, then answer until interrupted.

    Raises `CannotListen` before any work is done, and what `reindex` raises.
    """
    app = create_app({"DATA": str(data_dir), "ENGINE": engine})
    try:
        server = create_server(app, host, port)
    except OSError as error:
        raise CannotListen(
            f"Cannot listen on {host}:{port} ({error.strerror}). Choose another port with --port, "
            "or stop what uses this one."
        ) from error
    try:
        try:
            Generations(data_dir).current()
        except IndexMissing:
            say(f"There is no index in {data_dir} yet: indexing the sample corpus.")
            reindex([SAMPLE], data_dir, engine=engine, progress=progress)
        say(f"Serving http://{host}:{_port(server, port)} (stop with Ctrl-C)")
        server.run()  # until Ctrl-C, which waitress keeps to itself
    finally:
        server.close()
    say("Stopped.")


def _port(server: object, asked: int) -> int:
    return int(getattr(server, "effective_port", asked) or asked)
