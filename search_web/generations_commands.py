"""`healthsearch verify`, `generations` and `rollback`: what is there, whether it is whole, and back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.publish.listing import list_generations
from indexer.publish.rollback import release, roll_back
from indexer.publish.verify import verify as run_verify
from search_web import generations_printing as printing
from search_web import options


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
    found = run_verify(data)
    click.echo(printing.verification_json(found) if as_json else printing.verification_text(found))
    if not found.whole:
        sys.exit(1)


@click.command()
@options.data
@options.as_json
def generations(data: Path, as_json: bool) -> None:
    """List the generations that are kept (exit code 1 if none is live).

    \b
    Example: healthsearch generations --data var
    """
    found = list_generations(data)
    click.echo(printing.listing_json(found) if as_json else printing.listing_text(found))
    if found.problem:
        sys.exit(1)


@click.command()
@click.argument("generation", required=False, type=click.IntRange(1), metavar="[N]")
@options.data
@options.as_json
@click.option("--hold", is_flag=True, help="Publish nothing else either, until --release.")
@click.option(
    "--release", "let_go", is_flag=True, help="Let the next reindex publish again, whatever it finds."
)
def rollback(generation: int | None, data: Path, as_json: bool, hold: bool, let_go: bool) -> None:
    """Make generation N live again, or the one that was live before.

    The articles are not touched. A reindex leaves the earlier generation live as long as the corpus holds
    what was rolled back; once anything in it changes, it is published, unless you --hold.

    \b
    Example: healthsearch rollback --data var
    """
    if let_go:
        if generation or hold:
            raise click.UsageError("--release goes alone: it makes no other generation live.")
        held = release(data)
        click.echo(printing.release_json(held) if as_json else printing.release_text(held))
        return
    done = roll_back(data, generation, hold=hold)
    click.echo(printing.rollback_json(done) if as_json else printing.rollback_text(done))
