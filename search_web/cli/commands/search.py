"""`healthsearch search`: the same search as on the site."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from search_web.cli.commands import options
from search_web.wording import FACET_WORDING


def _filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with an option for each facet, whose values it gets under the name of the facet."""
    for name, facet in reversed(list(FACET_WORDING.items())):
        metavar = facet.noun.upper()
        option = click.option(f"--{facet.parameter}", name, multiple=True, metavar=metavar, help=facet.help)
        command = option(command)
    return command


@click.command()
@click.argument("text")
@options.data
@options.engine
@options.synonyms
@options.urgent
@options.as_json
@click.option("--page", default=1, show_default=True, help="Page of results.")
@_filters
@click.option(
    "--exact",
    multiple=True,
    metavar="WORD",
    help="Search for this word just as it is, without synonyms; may repeat.",
)
@click.option("--explain", is_flag=True, help="Also show what every score is the sum of.")
def search(
    text: str,
    data: Path,
    engine: str | None,
    own: Path | None,
    urgent: Path | None,
    as_json: bool,
    page: int,
    exact: tuple[str, ...],
    explain: bool,
    **filters: tuple[str, ...],
) -> None:
    """Search the articles, as the site does.

    \b
    Example: healthsearch search "immunoglobulin therapy" --in treatment
    """
    from indexer.search.params import SearchParams
    from indexer.search.searcher import Searcher
    from search_web.cli.output.results import search_json, search_text
    from search_web.settings import settings, urgent_options

    searcher = Searcher.open(
        data, engine, own, urgent=urgent_options(settings(os.environ) | {"URGENT": urgent})
    )
    results = searcher.results(SearchParams(text, filters, page, exact=exact))
    explanation = searcher.explain(results, exact) if explain else {}
    if searcher.problem:  # an earlier index answers
        click.echo(f"healthsearch: {searcher.problem}", err=True)
    click.echo(search_json(results, explanation) if as_json else search_text(results, explanation))
