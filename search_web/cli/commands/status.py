"""`healthsearch status`: the live index, and its problems."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from search_web.cli.commands import options


@click.command()
@options.data
@options.synonyms
@options.as_json
def status(data: Path, own: Path | None, as_json: bool) -> None:
    """Show what is live, whether it is whole, which synonym lists are in force, and which pages failed.

    The exit code is 1 if there is a problem.

    \b
    Example: healthsearch status --data var
    """
    from indexer.status import read_status
    from search_web.cli.output.status import status_json, status_text

    status_report = read_status(data, own)
    click.echo(status_json(status_report) if as_json else status_text(status_report))
    if status_report.problem or any(synonyms.problem for synonyms in status_report.lists):
        sys.exit(1)
