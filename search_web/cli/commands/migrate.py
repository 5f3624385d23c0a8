"""`healthsearch migrate`: the same articles in another engine, compared before it goes live."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.engines import ENGINES
from search_web.cli.commands import options
from search_web.cli.commands.progress import show_progress


@click.command()
@click.argument("engine", type=click.Choice(ENGINES))
@options.data
@options.as_json
@click.option(
    "--queries",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Queries to compare: one a line or a TSV file with a query column; by default titles and headings.",
)
@options.keep
@click.option("--force", is_flag=True, help="Switch even if the answers differ.")
def migrate(engine: str, data: Path, as_json: bool, queries: Path | None, keep: int, force: bool) -> None:
    """Build the index with another engine, compare the answers of both, and switch if they agree.

    No page is read again. If the answers differ (exit code 3), the live index stays live. The new
    generation is kept unpublished for you to inspect.

    \b
    Example: healthsearch migrate tantivy --data var
    """
    from indexer.evaluation.comparison_queries import read_comparison_queries
    from indexer.migrate import migrate as run
    from search_web.cli.output.migration import migration_json, migration_text

    own_queries = read_comparison_queries(queries) if queries else None
    report = run(data, engine, queries=own_queries, force=force, keep=keep, progress=show_progress)
    click.echo(migration_json(report) if as_json else migration_text(report))
    if report.reasons and not report.published:
        sys.exit(options.REFUSED)
