"""`healthsearch rollback`: make an earlier generation live again."""

from __future__ import annotations

from pathlib import Path

import click

from search_web.cli.commands import options


@click.command()
@click.argument("generation", required=False, type=click.IntRange(1), metavar="[N]")
@options.data
@options.as_json
@click.option("--hold", is_flag=True, help="Publish nothing else until --release, whatever changes.")
@click.option("--release", "end_hold", is_flag=True, help="End a rollback: the next reindex publishes again.")
def rollback(generation: int | None, data: Path, as_json: bool, hold: bool, end_hold: bool) -> None:
    """Make generation N live again, by default the one that was live before.

    The articles are not changed. The earlier generation stays live until something in the corpus changes;
    then a reindex publishes all of it. With --hold it stays live until --release.

    \b
    Example: healthsearch rollback --data var
    """
    from indexer.generations.rollback import release, roll_back
    from search_web.cli.output.rollback import release_json, release_text, rollback_json, rollback_text

    if end_hold:
        if generation or hold:
            raise click.UsageError("--release goes alone: it makes no other generation live.")
        released = release(data)
        click.echo(release_json(released) if as_json else release_text(released))
        return
    done = roll_back(data, generation, hold=hold)
    click.echo(rollback_json(done) if as_json else rollback_text(done))
