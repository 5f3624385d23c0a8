"""`healthsearch search`: the same search as the site's."""

from __future__ import annotations

from pathlib import Path

import click

from corpus.kinds import KINDS
from search_web.cli.commands import options


@click.command()
@click.argument("text")
@options.data
@options.engine
@options.synonyms
@options.as_json
@click.option("--page", default=1, show_default=True, help="Page of results.")
@click.option(
    "--in", "kinds", multiple=True, metavar="KIND", help=f"Only sections of this kind: {', '.join(KINDS)}."
)
@click.option("--exact", multiple=True, metavar="WORD", help="Search this word just as it is; may repeat.")
@click.option("--explain", is_flag=True, help="Also what every score is put together from.")
@click.option("--source", "sources", multiple=True, help="Only articles from this source.")
def search(
    text: str,
    data: Path,
    engine: str | None,
    own: Path | None,
    as_json: bool,
    page: int,
    kinds: tuple[str, ...],
    sources: tuple[str, ...],
    exact: tuple[str, ...],
    explain: bool,
) -> None:
    """Search as the site does.

    \b
    Example: healthsearch search "immunoglobulin therapy" --in treatment
    """
    from indexer.search.searcher import Searcher
    from search_web.cli.output.results import search_json, search_text

    searcher = Searcher.open(data, engine, own)
    results = searcher.search(text, page, kinds, sources, exact=exact)
    why = searcher.explain(results, exact) if explain else {}
    if searcher.problem:  # an earlier index answers
        click.echo(f"healthsearch: {searcher.problem}", err=True)
    click.echo(search_json(results, why) if as_json else search_text(results, why))
