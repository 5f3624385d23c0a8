"""Serves the site until it is stopped, after building an index if there is none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.sources.scan import SAMPLE
from indexer.errors import IndexDamaged, IndexMissing
from indexer.generations.generations import Generations
from indexer.generations.manifest import FINGERPRINT, read_manifest
from indexer.progress import Progress
from indexer.reindex import rebuild, reindex
from indexer.rewriting.synonyms.synonyms import Synonyms
from indexer.urgent.table import UrgentTable
from search_web import create_app
from search_web.errors import CannotListen
from search_web.site.app_searcher import app_searcher
from search_web.site.server import create_server


def serve_site(
    data_dir: Path,
    engine: str | None,
    synonyms: Path | None,
    urgent: Path | None,
    host: str,
    port: int,
    *,
    progress: Progress,
    echo: Callable[[str], None],
) -> None:
    """Bind the address, make sure that there is an index, then serve until interrupted.

    A missing index and one of another version are built from the library, or from the sample corpus when
    there is no library either. Raises `CannotListen`, `SynonymError` and `UrgentTableError` before any work
    is done, and what `reindex` raises.
    """
    Synonyms.load(synonyms)
    UrgentTable.load(urgent)
    app = create_app({"DATA": str(data_dir), "ENGINE": engine, "SYNONYMS": synonyms, "URGENT": urgent})
    try:
        server = create_server(app, host, port)
    except OSError as error:
        raise CannotListen(
            f"Cannot listen on {host}:{port} ({error.strerror}). Choose another port with --port, "
            "or stop the program that uses this one."
        ) from error
    try:
        _build_missing_index(data_dir, engine, progress, echo)
        app_searcher(app).open_in_background()
        echo(f"Serving http://{host}:{_port(server, port)} (stop with Ctrl-C)")
        server.run()  # until Ctrl-C, which waitress handles itself
    finally:
        server.close()
    echo("Stopped.")


def _build_missing_index(
    data_dir: Path, engine: str | None, progress: Progress, echo: Callable[[str], None]
) -> None:
    generations = Generations(data_dir)
    try:
        if read_manifest(generations.folder(generations.current())).fingerprint == FINGERPRINT:
            return
        echo(f"The index in {data_dir} was built by another version: rebuilding it.")
    except IndexMissing:
        echo(f"There is no index in {data_dir} yet: building one.")
    except IndexDamaged as error:
        echo(str(error))  # until it is fixed an earlier generation answers, or 503 where none is whole
        return
    if not rebuild(data_dir, engine=engine, progress=progress):
        reindex([SAMPLE], data_dir, engine=engine, progress=progress)


def _port(server: object, requested: int) -> int:
    return int(getattr(server, "effective_port", requested) or requested)
