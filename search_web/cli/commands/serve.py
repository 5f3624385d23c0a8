"""`healthsearch serve`: serve the site until it is stopped."""

from __future__ import annotations

from pathlib import Path

import click

from search_web.cli.commands import options
from search_web.cli.commands.progress import show_progress


@click.command()
@options.data
@options.engine
@options.synonyms
@options.urgent
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
def serve(
    data: Path, engine: str | None, own: Path | None, urgent: Path | None, host: str, port: int
) -> None:
    """Serve the site until Ctrl-C.

    If there is no index, one is built first: of the articles in the library, or of the sample corpus.

    \b
    Example: healthsearch serve --data var --port 8000
    """
    from search_web.cli.serving import serve_site

    serve_site(data, engine, own, urgent, host, port, progress=show_progress, echo=click.echo)
