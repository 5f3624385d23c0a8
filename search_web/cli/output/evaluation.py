"""What `evaluate` prints: the measures of a judged set."""

from __future__ import annotations

from indexer.evaluate import EvaluationReport
from search_web.cli.output.terminal import json_text, printable


def evaluation_json(found: EvaluationReport) -> str:
    """The JSON document of `evaluate --json`."""
    return json_text(
        {
            "queries": found.queries,
            "documents": found.documents,
            "engine": found.engine,
            "measures": found.measures,
            "ms_per_query": {"p50": found.p50_ms, "p95": found.p95_ms},
        }
    )


def evaluation_text(found: EvaluationReport) -> str:
    """The measures in a line each."""
    lines = [f"{found.queries:,} queries over {found.documents:,} documents, engine {found.engine}"]
    lines += [f"{name:8} {value:.4f}" for name, value in found.measures.items()]
    lines.append(f"{found.p50_ms:.1f} ms a query at the median, {found.p95_ms:.1f} ms at the 95th percentile")
    if found.refused:
        lines.append(
            f"{len(found.refused)} queries over a limit counted as unanswered: {', '.join(found.refused)}"
        )
    return printable("\n".join(lines))
