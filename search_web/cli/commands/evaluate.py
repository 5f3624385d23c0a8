"""`healthsearch evaluate`: how well the search answers judged queries."""

from __future__ import annotations

from pathlib import Path

import click

from indexer.engines import ENGINES
from search_web.cli.commands import options
from search_web.cli.commands.progress import show_progress


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--split", default="test", show_default=True, help="Judgements to use: qrels/SPLIT.tsv.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the index of the set; your cache folder by default.",
)
@click.option(
    "--engine", type=click.Choice(ENGINES), default=ENGINES[0], show_default=True, help="Search engine."
)
@options.synonyms
@options.as_json
def evaluate(
    folder: Path, split: str, cache: Path | None, engine: str | None, own: Path | None, as_json: bool
) -> None:
    """Measure the quality of the search on a judged set in BEIR layout.

    FOLDER has the documents, the queries and the relevance judgements of the set.

    \b
    Example: healthsearch evaluate judged/nfcorpus --split dev
    """
    from indexer.evaluate import evaluate as run
    from search_web.cli.output.evaluation import evaluation_json, evaluation_text

    evaluation = run(folder, split=split, engine=engine, synonyms=own, cache=cache, progress=show_progress)
    click.echo(evaluation_json(evaluation) if as_json else evaluation_text(evaluation))
