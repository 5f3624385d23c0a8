"""`healthsearch watch`: reindex whenever the corpus changes."""

from __future__ import annotations

import json
import signal
import sys
from datetime import datetime
from pathlib import Path
from threading import Event
from types import FrameType

import click

from corpus.stamps import stamps
from indexer.progress import silent
from indexer.publish.generations import Generations
from indexer.reindex import ReindexReport, reindex
from indexer.watch import watch as run_watch
from search_web.options import data_option, engine_option, keep_option
from search_web.progress import show_progress
from search_web.terminal import printable


@click.command()
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@data_option
@engine_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document a line.")
@click.option(
    "--debounce",
    type=click.FloatRange(0.05, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long the files have to be quiet first.",
)
@keep_option
@click.option("--workers", type=click.IntRange(1), help="Processes that clean pages; one a core by default.")
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

    A line for each time something was done. What fails is told and tried again; the live index serves on.

    \b
    Example: healthsearch watch articles/ --data var
    """
    lines = _Lines(data, as_json)

    def run() -> None:
        lines.before = Generations(data).live()
        show = show_progress if sys.stderr.isatty() else silent  # a log has a line for each run
        lines.ran(reindex(corpus, data, engine=engine, keep=keep, workers=workers, progress=show))

    signal.signal(signal.SIGTERM, _interrupt)
    try:
        run_watch(lambda: stamps(corpus), run, lines.failed, Event().wait, quiet=debounce)
    except KeyboardInterrupt:
        lines.say("stopped", "Stopped. What is live stays live.")


def _interrupt(signal_: int, frame: FrameType | None) -> None:
    """SIGTERM ends a reindex under way as Ctrl-C does."""
    raise KeyboardInterrupt


class _Lines:
    """A line for each event, dated."""

    def __init__(self, data: Path, as_json: bool) -> None:
        self.before: int | None = None  # the generation that was live before a run
        self._data = data
        self._as_json = as_json
        self._failing: dict[str, str] = {}

    def ran(self, report: ReindexReport) -> None:
        """What a reindex did, and the pages that began to fail."""
        intake = report.articles
        live = Generations(self._data).live()
        counts = {
            "added": intake.added,
            "changed": intake.changed,
            "removed": intake.removed,
            "failed": len(intake.failures),
        }
        seconds = round(sum(report.seconds.values()), 3)
        said = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing changed"
        new = live != self.before
        stays = f"generation {live} is live ({seconds:.1f} s)" if new else f"generation {live} stays live"
        failing = {failure.path: failure.reason for failure in intake.failures}
        failures = [{"path": p, "reason": why} for p, why in failing.items() if self._failing.get(p) != why]
        self._failing = failing
        event = "published" if new else "unchanged"
        facts = {"generation": live, "articles": counts, "seconds": seconds, "failures": failures}
        self.say(event, f"{said}: {stays}", **facts)
        if not self._as_json:
            for failure in failures:
                click.echo(printable(f"failed: {failure['path']}: {failure['reason']}"))

    def failed(self, error: Exception, retry: float | None) -> None:
        """What a reindex could not do, and when it is tried again."""
        when = f"Tried again in {retry:.0f} s." if retry else "Tried again when the corpus changes."
        said = str(error)
        if isinstance(error, OSError) and error.strerror:
            said = f"{error.filename or 'A file'} cannot be read or written ({error.strerror})."
        self.say("failed", f"failed: {said} {when}", reason=said, retry_seconds=retry)

    def say(self, event: str, text: str, **facts: object) -> None:
        """One line, at once also where it goes to a file."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        line = json.dumps({"time": now, "event": event, **facts}) if self._as_json else f"{now} {text}"
        click.echo(printable(line.replace("\n", " ")))
