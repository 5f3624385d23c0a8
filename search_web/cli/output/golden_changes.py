"""What became of golden queries in the index that a reindex or a migration made."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from indexer.golden.golden_queries import GoldenChanges, GoldenResult
from search_web.cli.output.terminal import printable


def golden_changes_text(changes: GoldenChanges) -> Text:
    """What became of the golden queries that fail now, or failed before."""
    lines = Text()
    for word, results, style in (
        ("regressed", changes.regressed, "red"),
        ("mended", changes.fixed, "green"),
        ("still failing", changes.still_failing, "yellow"),
    ):
        for result in results:
            lines.append("\n" if lines.plain else "").append(f"{word}: ", style=style)
            lines.append(printable(f"“{result.golden.query}” (line {result.golden.line})"))
            for reason in result.reasons:
                lines.append(f"\n   {printable(reason)}")
    return lines


def golden_changes_document(changes: GoldenChanges) -> dict[str, object]:
    """The same for scripts."""
    return {
        "regressed": _result_documents(changes.regressed),
        "mended": _result_documents(changes.fixed),
        "still_failing": _result_documents(changes.still_failing),
    }


def _result_documents(results: Sequence[GoldenResult]) -> list[dict[str, object]]:
    return [
        {"line": result.golden.line, "query": result.golden.query, "reasons": result.reasons}
        for result in results
    ]
