"""`healthsearch verify`: whether everything in a data folder is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from search_web.cli.commands import options


@click.command()
@options.data
@options.as_json
def verify(data: Path, as_json: bool) -> None:
    """Read all that is in the data folder, and tell what is damaged (exit code 1 if it is live).

    Every generation is compared with what was written when it was built, the live one is also opened and
    asked, and the library is checked.

    \b
    Example: healthsearch verify --data var
    """
    from indexer.generations.verify import verify as run
    from search_web.cli.output.verification import verification_json, verification_text

    found = run(data)
    click.echo(verification_json(found) if as_json else verification_text(found))
    if not found.whole:
        sys.exit(1)
