"""What `golden` prints: how the golden queries fared."""

from __future__ import annotations

from indexer.golden.golden_queries import GoldenReport
from search_web.cli.output.terminal import json_text, printable

#: Results that are shown of a query that failed.
_SHOWN = 3


def golden_text(report: GoldenReport) -> str:
    """How the golden queries fared, the failed ones with why and with what stands there instead."""
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


def golden_json(report: GoldenReport) -> str:
    """The JSON document of `golden --json`."""
    queries = [
        {
            "line": result.golden.line,
            "query": result.golden.query,
            "passed": result.passed,
            "reasons": result.reasons,
            "notes": result.notes,
            "shown": result.shown,
        }
        for result in report.results
    ]
    return json_text({"queries": queries, "failed": len(report.failed)})
