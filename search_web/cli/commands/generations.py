"""`healthsearch generations`: the generations of the index."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from search_web.cli.commands import options


@click.command()
@options.data
@options.as_json
def generations(data: Path, as_json: bool) -> None:
    """List the generations of the index, newest first (exit code 1 if none is live).

    \b
    Example: healthsearch generations --data var
    """
    from indexer.generations.listing import list_generations
    from search_web.cli.output.generations import generations_json, generations_text

    listing = list_generations(data)
    click.echo(generations_json(listing) if as_json else generations_text(listing))
    if listing.problem:
        sys.exit(1)
