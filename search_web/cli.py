"""The `healthsearch` command: each subcommand reads its arguments, makes one call and prints."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from corpus import CorpusError
from corpus.kinds import KINDS
from indexer.errors import IndexerError
from search_web import options, printing, status_printing
from search_web.errors import SiteError
from search_web.generations_commands import generations, rollback, verify
from search_web.golden_command import golden
from search_web.migrate_command import migrate
from search_web.progress import show_progress
from search_web.reindex_command import reindex
from search_web.synonyms_command import synonyms
from search_web.watch_command import watch


class _Sentences(click.Group):
    """Turns every error that we raise on purpose into one sentence on standard error and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (CorpusError, IndexerError, SiteError, OSError) as error:
            if ctx.params.get("debug") or isinstance(error, BrokenPipeError):
                raise  # click ends quietly when what reads our output has gone
            click.echo(f"healthsearch: {_in_words(error)}", err=True)
            ctx.exit(1)


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        what = error.filename or "A file"
        return f"{what} cannot be read or written ({error.strerror}). See whether the disk is full."
    return str(error)


@click.group(cls=_Sentences)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(package_name="healthsearch", prog_name="healthsearch")
def main(debug: bool) -> None:
    """Full-text search over health articles that lands on the section which answers.

    \b
    Exit codes: 0 done, or nothing to do; 1 an error, or damage was found;
    2 wrong usage; 3 refused by a gate, or a golden query failed.
    """


@main.command()
@options.data
@options.engine
@options.synonyms
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 takes a free one."
)
def serve(data: Path, engine: str | None, own: Path | None, host: str, port: int) -> None:
    """Serve the site, indexing the sample corpus first if there is no index.

    \b
    Example: healthsearch serve --data var --port 8000
    """
    from search_web.serving import serve_site

    serve_site(data, engine, own, host, port, progress=show_progress, say=click.echo)


@main.command()
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
    from indexer.search import Searcher

    searcher = Searcher.open(data, engine, own)
    results = searcher.search(text, page, kinds, sources, exact=exact)
    why = searcher.explain(results, exact) if explain else {}
    if searcher.problem:  # an earlier index answers
        click.echo(f"healthsearch: {searcher.problem}", err=True)
    click.echo(printing.search_json(results, why) if as_json else printing.search_text(results, why))


@main.command()
@click.argument("file_or_article")
@options.data
@options.as_json
@click.option("--dropped", is_flag=True, help="Also what is in no section, and the rule that dropped it.")
def show(file_or_article: str, data: Path, as_json: bool, dropped: bool) -> None:
    """Show how a page was read: its sections, their kinds, and what was dropped.

    \b
    Example: healthsearch show page.html --dropped
    """
    from search_web.showing import find_article

    article = find_article(file_or_article, data)
    click.echo(printing.article_json(article) if as_json else printing.article_text(article, dropped))


@main.command()
@options.data
@options.synonyms
@options.as_json
def status(data: Path, own: Path | None, as_json: bool) -> None:
    """Tell what is live, whether it is whole, which synonym lists are in force, and which pages failed.

    \b
    Example: healthsearch status --data var
    """
    from indexer.status import read_status

    found = read_status(data, own)
    click.echo(status_printing.status_json(found) if as_json else status_printing.status_text(found))
    if found.problem or any(synonyms.problem for synonyms in found.lists):
        sys.exit(1)


@main.command()
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

    found = run(folder, split=split, engine=engine, synonyms=own, cache=cache, walk=show_progress)
    click.echo(printing.evaluation_json(found) if as_json else printing.evaluation_text(found))


for _command in (generations, golden, migrate, reindex, rollback, synonyms, verify, watch):
    main.add_command(_command)
