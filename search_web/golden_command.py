"""`healthsearch golden`: ask the golden queries of the live index."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from indexer.errors import GoldenError
from indexer.golden import GoldenReport, GoldenResult, check
from indexer.golden_file import FILE, SAMPLE_GOLDEN, golden_path, read_golden
from search_web import options
from search_web.terminal import json_text, printable

#: Results that are shown of a query that failed.
_SHOWN = 3


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@options.data
@options.as_json
def golden(file: Path | None, data: Path, as_json: bool) -> None:
    """Ask the golden queries in FILE, and tell which do not get what they should (exit code 3).

    FILE is golden.csv in the data folder by default, or that of the sample corpus where there is none.

    \b
    Example: healthsearch golden our-golden.csv --data var
    """
    from indexer.search import Searcher

    path = file or golden_path(data)
    found = read_golden(path)
    for problem in found.problems:
        click.echo(printable(problem), err=True)
    if found.problems:
        raise GoldenError(f"{path} cannot be used before these lines are mended: {len(found.problems)}.")
    report = check(Searcher.open(data), found.queries)
    if path == SAMPLE_GOLDEN and not file and all(result.reasons for result in _demanding(report)):
        raise GoldenError(f"There are no golden queries for this index. Write some in {data / FILE}.")
    click.echo(golden_json(report) if as_json else golden_text(report))
    if report.failed:
        sys.exit(options.REFUSED)


def _demanding(report: GoldenReport) -> list[GoldenResult]:
    return [result for result in report.results if result.golden.must_have]


def golden_text(report: GoldenReport) -> str:
    """How the golden queries fared, the failed ones with why and with what stands there instead."""
    lines: list[str] = []
    for result in report.results:
        if result.reasons or result.notes:
            lines.append(f"line {result.golden.line}: {result.golden.query}")
            lines += [f"   failed: {reason}" for reason in result.reasons]
            lines += [f"   note: {note}" for note in result.notes]
        if result.reasons:
            lines += [f"   {place}. {shown}" for place, shown in enumerate(result.shown[:_SHOWN], start=1)]
    passed = len(report.results) - len(report.failed)
    lines.append(f"{passed:,} of {len(report.results):,} golden queries passed")
    return printable("\n".join(lines))


def golden_json(report: GoldenReport) -> str:
    """The JSON document of `golden --json`."""
    queries = [
        {
            "line": result.golden.line,
            "query": result.golden.query,
            "passed": result.passed,
            "reasons": result.reasons,
            "notes": result.notes,
            "shown": result.shown,
        }
        for result in report.results
    ]
    return json_text({"queries": queries, "failed": len(report.failed)})
