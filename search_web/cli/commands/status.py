"""`healthsearch status`: the live index, and its problems."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from search_web.cli.commands import options


@click.command()
@options.data
@options.synonyms
@options.urgent
@options.as_json
def status(data: Path, own: Path | None, urgent: Path | None, as_json: bool) -> None:
    """Show what is live and whether it is whole, the lists and the table in force, and which pages failed.

    The exit code is 1 if there is a problem.

    \b
    Example: healthsearch status --data var
    """
    from indexer.status import read_status
    from search_web.cli.output.status import status_json, status_text

    status_report = read_status(data, own, urgent)
    click.echo(status_json(status_report) if as_json else status_text(status_report))
    lists = (*status_report.lists, status_report.urgent)
    if status_report.problem or any(listed.problem for listed in lists):
        sys.exit(1)
