"""`healthsearch rollback`: an earlier generation made live again."""

from __future__ import annotations

from pathlib import Path

import click

from search_web.cli.commands import options


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
    from indexer.generations.rollback import release, roll_back
    from search_web.cli.output.rollback import release_json, release_text, rollback_json, rollback_text

    if let_go:
        if generation or hold:
            raise click.UsageError("--release goes alone: it makes no other generation live.")
        held = release(data)
        click.echo(release_json(held) if as_json else release_text(held))
        return
    done = roll_back(data, generation, hold=hold)
    click.echo(rollback_json(done) if as_json else rollback_text(done))
