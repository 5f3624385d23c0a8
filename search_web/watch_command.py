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
from indexer.reindex import ReindexReport, reindex
from indexer.watch import watch as run_watch
from search_web import options
from search_web.progress import show_progress
from search_web.refusals_printing import refusal_documents
from search_web.terminal import printable


@click.command()
@click.argument("corpus", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.data
@options.engine
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document a line.")
@click.option(
    "--debounce",
    type=click.FloatRange(0.05, 3600),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How long the files have to be quiet first.",
)
@options.keep
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
    lines = _Lines(as_json)

    def run() -> None:
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

    def __init__(self, as_json: bool) -> None:
        self._as_json = as_json
        self._failing: dict[str, str] = {}

    def ran(self, report: ReindexReport) -> None:
        """What a reindex did, why it was refused, and the pages that began to fail."""
        intake = report.articles
        counts = {
            "added": intake.added,
            "changed": intake.changed,
            "removed": intake.removed,
            "failed": len(intake.failures),
        }
        said = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count) or "nothing changed"
        event = "refused" if report.refusals else "unchanged" if report.unchanged else "published"
        failing = {failure.path: failure.reason for failure in intake.failures}
        began = [{"path": p, "reason": why} for p, why in failing.items() if self._failing.get(p) != why]
        self._failing = failing
        self.say(
            event,
            f"{said}: {_outcome(report)}",
            generation=report.generation,
            articles=counts,
            seconds=round(sum(report.seconds.values()), 3),
            refusals=refusal_documents(report.refusals),
            failures=began,
        )
        self._more([f"refused ({one.gate}): {one.reason}" for one in report.refusals])
        self._more([f"failed: {failure['path']}: {failure['reason']}" for failure in began])

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

    def _more(self, lines: list[str]) -> None:
        if not self._as_json:
            for line in lines:
                click.echo(printable(line))


def _outcome(report: ReindexReport) -> str:
    if report.refusals:
        return f"generation {report.generation} is refused, and what was live stays live"
    if report.unchanged:
        return f"generation {report.generation} stays live"
    return f"generation {report.generation} is live ({sum(report.seconds.values()):.1f} s)"
