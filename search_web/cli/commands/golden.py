"""`healthsearch golden`: run the golden queries on the live index."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.errors import GoldenError
from search_web.cli.commands import options
from search_web.cli.output.terminal import printable


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.data
@options.as_json
def golden(file: Path | None, data: Path, as_json: bool) -> None:
    """Run the golden queries in FILE and report those that fail (exit code 3).

    The default FILE is golden.csv in the data folder or, if there is none, that of the sample corpus.

    \b
    Example: healthsearch golden our-golden.csv --data var
    """
    from indexer.golden.golden_file import GOLDEN_FILE, SAMPLE_GOLDEN, golden_path, read_golden
    from indexer.golden.golden_queries import check_golden
    from indexer.search.searcher import Searcher
    from search_web.cli.output.golden import golden_json, golden_text

    path = file or golden_path(data)
    golden_file = read_golden(path)
    for problem in golden_file.problems:
        click.echo(printable(problem), err=True)
    if golden_file.problems:
        raise GoldenError(f"{path} cannot be used until these lines are fixed: {len(golden_file.problems)}.")
    report = check_golden(Searcher.open(data), golden_file.queries)
    demanding = [result for result in report.results if result.golden.must_have]
    if path == SAMPLE_GOLDEN and not file and all(result.reasons for result in demanding):
        raise GoldenError(f"There are no golden queries for this index. Write some in {data / GOLDEN_FILE}.")
    click.echo(golden_json(report) if as_json else golden_text(report))
    if report.failed:
        sys.exit(options.REFUSED)
