"""`healthsearch evaluate`: how well judged queries are answered."""

from __future__ import annotations

from pathlib import Path

import click

from search_web.cli.commands import options
from search_web.cli.commands.progress import show_progress


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--split", default="test", show_default=True, help="Which qrels to judge by: qrels/SPLIT.tsv.")
@click.option("--cache", type=click.Path(path_type=Path, file_okay=False), help="Where its index is kept.")
@options.engine
@options.synonyms
@options.as_json
def evaluate(
    folder: Path, split: str, cache: Path | None, engine: str | None, own: Path | None, as_json: bool
) -> None:
    """Measure the search on a judged set in BEIR layout.

    \b
    Example: healthsearch evaluate judged/nfcorpus --split dev
    """
    from indexer.evaluate import evaluate as run
    from search_web.cli.output.evaluation import evaluation_json, evaluation_text

    found = run(folder, split=split, engine=engine, synonyms=own, cache=cache, progress=show_progress)
    click.echo(evaluation_json(found) if as_json else evaluation_text(found))
