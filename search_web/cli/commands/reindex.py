"""`healthsearch reindex`: bring the index up to date with the corpus, or show what that would change."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from corpus import SAMPLE
from indexer.publish.gates import ALLOWABLE
from search_web.cli.commands import options
from search_web.cli.commands.progress import show_progress
from search_web.cli.output.terminal import print_styled


@click.command()
@click.argument("corpus", nargs=-1, type=click.Path(path_type=Path))
@options.data
@options.engine
@options.as_json
@click.option("--full", is_flag=True, help="Clean every page again, changed or not.")
@click.option("--dry-run", is_flag=True, help="Publish nothing, and show what would change for readers.")
@click.option(
    "--allow",
    "allowed",
    multiple=True,
    type=click.Choice(ALLOWABLE),
    help="Ignore this gate; may repeat.",
)
@click.option("--force", is_flag=True, help="Ignore every gate, unless the new index is damaged.")
@options.keep
@options.workers
def reindex(
    corpus: tuple[Path, ...],
    data: Path,
    engine: str | None,
    as_json: bool,
    full: bool,
    dry_run: bool,
    allowed: tuple[str, ...],
    force: bool,
    keep: int,
    workers: int | None,
) -> None:
    """Bring the index up to date with the folders and files of CORPUS (the sample corpus by default).

    A gate refuses a new index (exit code 3) that loses too much, has too many failed pages or fails golden
    queries. The live index then stays live. The new generation is kept unpublished for you to inspect.

    \b
    Example: healthsearch reindex articles/ --data var
    """
    from indexer.reindex import reindex as run
    from search_web.cli.output.reindex import reindex_json, reindex_text

    report = run(
        corpus or [SAMPLE],
        data,
        engine=engine,
        full=full,
        dry_run=dry_run,
        allowed=ALLOWABLE if force else allowed,
        workers=workers,
        keep=keep,
        progress=show_progress,
    )
    if as_json:
        click.echo(reindex_json(report))
    else:
        print_styled(reindex_text(report))
    if report.refusals:
        sys.exit(options.REFUSED)
