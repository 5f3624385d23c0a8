"""What `watch` prints: a dated line for each reindex, each error, and the end."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from indexer.reindex import ReindexReport
from search_web.cli.output.reindex import failure_documents, refusal_documents
from search_web.cli.output.terminal import printable


class WatchOutput:
    """Prints a line for each event, as text or as JSON."""

    def __init__(self, as_json: bool, echo: Callable[[str], None]) -> None:
        self._as_json = as_json
        self._echo = echo
        self._failing: dict[str, str] = {}  # reasons by path, of the reindex before

    def reindexed(self, report: ReindexReport) -> None:
        """Print what a reindex did, why it was refused, and the pages that failed for the first time."""
        articles = report.articles
        counts = {
            "added": articles.added,
            "changed": articles.changed,
            "removed": articles.removed,
            "failed": len(articles.failures),
        }
        changes = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
        event = "refused" if report.refusals else "unchanged" if report.unchanged else "published"
        new_failures = [one for one in articles.failures if self._failing.get(one.path) != one.reason]
        self._failing = {failure.path: failure.reason for failure in articles.failures}
        self.event(
            event,
            f"{changes or 'nothing changed'}: {_outcome(report)}",
            generation=report.generation,
            articles=counts,
            seconds=round(sum(report.seconds.values()), 3),
            refusals=refusal_documents(report.refusals),
            failures=failure_documents(new_failures),
        )
        self._more([f"refused ({refusal.gate}): {refusal.reason}" for refusal in report.refusals])
        self._more([f"failed: {failure.path}: {failure.reason}" for failure in new_failures])

    def failed(self, error: Exception, retry: float | None) -> None:
        """Print why a reindex failed, and in how many seconds it is tried again."""
        when = f"Tried again in {retry:.0f} s." if retry else "Tried again when the corpus changes."
        reason = str(error)
        if isinstance(error, OSError) and error.strerror:
            reason = f"{error.filename or 'A file'} cannot be read or written ({error.strerror})."
        self.event("failed", f"failed: {reason} {when}", reason=reason, retry_seconds=retry)

    def event(self, event: str, text: str, **values: object) -> None:
        """Print one line, as soon as it happens also where the output goes to a file."""
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        line = json.dumps({"time": now, "event": event, **values}) if self._as_json else f"{now} {text}"
        self._echo(printable(line.replace("\n", " ")))

    def _more(self, lines: list[str]) -> None:
        if not self._as_json:
            for line in lines:
                self._echo(printable(line))


def _outcome(report: ReindexReport) -> str:
    if report.refusals:
        return f"generation {report.generation} is refused, and the live index stays live"
    if report.unchanged:
        return f"generation {report.generation} stays live"
    return f"generation {report.generation} is live ({sum(report.seconds.values()):.1f} s)"
