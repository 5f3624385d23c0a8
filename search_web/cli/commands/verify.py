"""`healthsearch verify`: check a data folder for damage."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from search_web.cli.commands import options


@click.command()
@options.data
@options.as_json
def verify(data: Path, as_json: bool) -> None:
    """Check the data folder for damage (exit code 1 if what is live is damaged).

    The files of every generation are compared with their checksums, the live one is also opened and
    searched, and the library is checked.

    \b
    Example: healthsearch verify --data var
    """
    from indexer.generations.verify import verify as run
    from search_web.cli.output.verification import verification_json, verification_text

    verification = run(data)
    click.echo(verification_json(verification) if as_json else verification_text(verification))
    if not verification.whole:
        sys.exit(1)
