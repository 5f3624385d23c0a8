"""What `evaluate` prints: the measures on a judged set."""

from __future__ import annotations

from indexer.evaluate import EvaluationReport
from search_web.cli.output.terminal import json_text, printable


def evaluation_json(evaluation: EvaluationReport) -> str:
    """The JSON document of `evaluate --json`."""
    return json_text(
        {
            "queries": evaluation.queries,
            "documents": evaluation.documents,
            "engine": evaluation.engine,
            "measures": evaluation.measures,
            "ms_per_query": {"p50": evaluation.p50_ms, "p95": evaluation.p95_ms},
        }
    )


def evaluation_text(evaluation: EvaluationReport) -> str:
    """The measures, one on each line."""
    queries, documents = f"{evaluation.queries:,} queries", f"{evaluation.documents:,} documents"
    lines = [f"{queries} over {documents}, engine {evaluation.engine}"]
    lines += [f"{name:8} {value:.4f}" for name, value in evaluation.measures.items()]
    p50, p95 = (f"{ms:.1f} ms" for ms in (evaluation.p50_ms, evaluation.p95_ms))
    lines.append(f"{p50} a query at the median, {p95} at the 95th percentile")
    if refused := evaluation.refused:
        lines.append(f"{len(refused)} queries over a limit counted as unanswered: {', '.join(refused)}")
    return printable("\n".join(lines))
