"""`healthsearch watch`: reindex whenever the corpus changes."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from threading import Event
from types import FrameType

import click

from search_web.cli.commands import options
from search_web.cli.commands.progress import show_progress


@click.command()
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.data
@options.engine
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document on each line.")
@click.option(
    "--debounce",
    type=click.FloatRange(0.05, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long no file may change before a reindex starts.",
)
@options.keep
@options.workers
def watch(
    corpus: tuple[Path, ...],
    data: Path,
    engine: str | None,
    as_json: bool,
    debounce: float,
    keep: int,
    workers: int | None,
) -> None:
    """Reindex now, and again whenever a file of the CORPUS changes, until Ctrl-C or SIGTERM.

    Each reindex is reported on a line. One that fails is tried again; the live index stays live.

    \b
    Example: healthsearch watch articles/ --data var
    """
    from corpus.sources.folders import stamps
    from indexer.progress import silent
    from indexer.reindex import reindex
    from indexer.watch import watch as run_watch
    from search_web.cli.output.watch import WatchOutput

    output = WatchOutput(as_json, echo=click.echo)

    def run() -> None:
        show = show_progress if sys.stderr.isatty() else silent  # a log has a line for each run
        output.reindexed(reindex(corpus, data, engine=engine, keep=keep, workers=workers, progress=show))

    signal.signal(signal.SIGTERM, _interrupt)
    try:
        run_watch(lambda: stamps(corpus), run, output.failed, Event().wait, quiet=debounce)
    except KeyboardInterrupt:
        output.event("stopped", "Stopped. The live index stays live.")


def _interrupt(signal_: int, frame: FrameType | None) -> None:
    """SIGTERM ends a reindex under way as Ctrl-C does."""
    raise KeyboardInterrupt
