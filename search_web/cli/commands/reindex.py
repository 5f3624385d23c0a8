"""`healthsearch reindex`: make the index hold what the corpora hold, or see what that would change."""

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
@click.option("--dry-run", is_flag=True, help="Do all but publish, and tell what readers would see change.")
@click.option(
    "--allow", "allowed", multiple=True, type=click.Choice(ALLOWABLE), help="Pass this gate; may repeat."
)
@click.option("--force", is_flag=True, help="Pass every gate but a damaged index.")
@options.keep
@click.option("--workers", type=click.IntRange(1), help="Processes that clean pages; one a core by default.")
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
    """Make the index hold what the CORPUS folders and files hold (the sample corpus by default).

    What was lost, what fails or what golden queries say may refuse a new index (exit code 3): the live one
    serves on, and what was built is left to be looked at.

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
