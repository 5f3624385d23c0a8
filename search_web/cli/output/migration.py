"""What `migrate` prints: the two engines side by side, and whether the new one is live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from indexer.evaluation.parity import QueryComparison
from indexer.migrate import IndexComparison, Migration
from search_web.cli.output.golden import golden_changes_document, golden_changes_text
from search_web.cli.output.terminal import json_text, printable

#: Differing queries to print; --json has them all.
_SHOWN = 10


def migration_json(report: Migration) -> str:
    """The JSON document of `migrate --json`; without `comparison` where the engine is the live one's."""
    document: dict[str, object] = {
        "engine": report.engine,
        "before": report.before,
        "generation": report.generation,
        "published": report.published,
        "seconds": dict(zip(("index", "compare"), report.seconds, strict=True)),
        "refused": report.reasons,
    }
    if report.comparison:
        document["comparison"] = _comparison_document(report, report.comparison)
    return json_text(document)


def migration_text(report: Migration) -> str:
    """The comparison as a table, the queries that differ, and what is live now."""
    compared = _compared(report, report.comparison) if report.comparison else ()
    return printable("\n".join([*compared, *_outcome(report)]))


def _compared(report: Migration, comparison: IndexComparison) -> Iterator[str]:
    yield from _table(report, comparison)
    differing = [one for one in comparison.parity.queries if one.difference]
    yield from (f"differs: {one.difference}" for one in differing[:_SHOWN])
    if len(differing) > _SHOWN:
        yield f"… and {len(differing) - _SHOWN:,} more; --json lists them all"
    if golden := golden_changes_text(replace(comparison.golden, still_failing=())).plain:
        yield golden


def _table(report: Migration, comparison: IndexComparison) -> Iterator[str]:
    parity = comparison.parity
    compared = len(parity.compared)
    unsure = len(parity.queries) - compared
    yield f"{len(parity.queries):,} queries" + (f", {unsure:,} not answered in time before" if unsure else "")
    yield f"  same first article      {parity.same_top:>8,} of {compared:,}"
    yield f"  same totals and counts  {parity.same_totals:>8,} of {compared:,}"
    yield f"  overlap of the first 10 {parity.overlap:>8.1%}"
    yield f"                          {report.before:>8} {report.engine:>8}"
    golden = comparison.golden
    before, after = (len(golden.still_failing) + len(other) for other in (golden.fixed, golden.regressed))
    yield f"  golden queries failing  {before:>8,} {after:>8,}"
    (median, high), (new_median, new_high) = parity.ms
    yield f"  milliseconds, p50       {median:>8.1f} {new_median:>8.1f}"
    yield f"  milliseconds, p95       {high:>8.1f} {new_high:>8.1f}"


def _outcome(report: Migration) -> Iterator[str]:
    yield from (f"refused: {reason}" for reason in report.reasons)
    build, compare = report.seconds
    took = f"({build:.1f} s to build, {compare:.1f} s to compare)"
    if report.published:
        yield f"Generation {report.generation} is live, built with {report.engine} {took}."
        yield "A running site switches to it by itself. To go back, run `healthsearch rollback`."
    elif report.comparison:
        yield f"Generation {report.generation} is kept unpublished {took}; the live index stays live."
    elif not report.reasons:
        yield f"Generation {report.generation} is live and built with {report.engine} already."
    if report.reasons and not report.published:
        yield "If this is what you want, switch with --force."


def _comparison_document(report: Migration, comparison: IndexComparison) -> dict[str, object]:
    parity = comparison.parity
    names = (report.before, report.engine)
    return {
        "queries": len(parity.queries),
        "compared": len(parity.compared),
        "same_top": parity.same_top,
        "same_totals": parity.same_totals,
        "overlap@10": round(parity.overlap, 4),
        "ms": {
            name: {"p50": round(median, 2), "p95": round(high, 2)}
            for name, (median, high) in zip(names, parity.ms, strict=True)
        },
        "differing": [_query_document(one) for one in parity.queries if one.difference or one.overlap < 1],
        "golden": golden_changes_document(comparison.golden),
    }


def _query_document(one: QueryComparison) -> dict[str, object]:
    return {
        "query": one.query,
        "overlap@10": round(one.overlap, 4),
        "same_top": one.same_top,
        "same_totals": one.same_totals,
        "partial": {"before": one.before.partial, "after": one.after.partial},
        "difference": one.difference,
    }
