"""What `golden` prints, and what `reindex` and `migrate` print of golden queries in a new index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from indexer.golden.golden_queries import GoldenChanges, GoldenReport, GoldenResult
from search_web.cli.output.terminal import json_text, printable

if TYPE_CHECKING:
    from rich.text import Text

#: Results to show of a query that failed.
_SHOWN = 3


def golden_json(report: GoldenReport) -> str:
    """The JSON document of `golden --json`."""
    queries = [
        _result_document(result) | {"passed": result.passed, "notes": result.notes, "shown": result.shown}
        for result in report.results
    ]
    return json_text({"queries": queries, "failed": len(report.failed)})


def golden_text(report: GoldenReport) -> str:
    """The golden queries that failed, why, and their first results; then how many passed."""
    lines: list[str] = []
    for result in report.results:
        if result.reasons or result.notes:
            lines.append(f"line {result.golden.line}: {result.golden.query}")
            lines += [f"   failed: {reason}" for reason in result.reasons]
            lines += [f"   note: {note}" for note in result.notes]
        if result.reasons:
            lines += [f"   {place}. {shown}" for place, shown in enumerate(result.shown[:_SHOWN], start=1)]
    passed = len(report.results) - len(report.failed)
    lines.append(f"{passed:,} of {len(report.results):,} golden queries passed")
    return printable("\n".join(lines))


def golden_changes_text(changes: GoldenChanges) -> Text:
    """The golden queries that fail in the new index, or failed in the one before; coloured on a terminal."""
    from rich.text import Text

    lines = Text()
    for change, results, style in (
        ("regressed", changes.regressed, "red"),
        ("fixed", changes.fixed, "green"),
        ("still failing", changes.still_failing, "yellow"),
    ):
        for result in results:
            lines.append("\n" if lines.plain else "").append(f"{change}: ", style=style)
            lines.append(printable(f"“{result.golden.query}” (line {result.golden.line})"))
            for reason in result.reasons:
                lines.append(f"\n   {printable(reason)}")
    return lines


def golden_changes_document(changes: GoldenChanges) -> dict[str, object]:
    """The JSON document of the same."""
    return {
        "regressed": _result_documents(changes.regressed),
        "mended": _result_documents(changes.fixed),
        "still_failing": _result_documents(changes.still_failing),
    }


def _result_documents(results: Sequence[GoldenResult]) -> list[dict[str, object]]:
    return [_result_document(result) for result in results]


def _result_document(result: GoldenResult) -> dict[str, object]:
    return {"line": result.golden.line, "query": result.golden.query, "reasons": result.reasons}
