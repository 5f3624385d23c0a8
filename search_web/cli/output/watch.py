"""What `watch` prints: a line for each time something was done, could not be, or ended."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime

from indexer.reindex import ReindexReport
from search_web.cli.output.refusals import refusal_documents
from search_web.cli.output.terminal import printable


class WatchLines:
    """A line for each event, dated."""

    def __init__(self, as_json: bool, say: Callable[[str], None]) -> None:
        self._as_json = as_json
        self._say = say
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
        self._say(printable(line.replace("\n", " ")))

    def _more(self, lines: list[str]) -> None:
        if not self._as_json:
            for line in lines:
                self._say(printable(line))


def _outcome(report: ReindexReport) -> str:
    if report.refusals:
        return f"generation {report.generation} is refused, and what was live stays live"
    if report.unchanged:
        return f"generation {report.generation} stays live"
    return f"generation {report.generation} is live ({sum(report.seconds.values()):.1f} s)"
