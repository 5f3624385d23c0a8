"""What `reindex` prints: what was done or would change, what failed, and why a gate refused the new index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from indexer.library.library import Failure
from indexer.publish.gates import Refusal
from indexer.publish.review import Changes
from indexer.reindex import ReindexReport
from search_web.cli.output.changes import change_document, change_text
from search_web.cli.output.first_pages import first_page_document, first_page_text
from search_web.cli.output.golden import golden_changes_document, golden_changes_text
from search_web.cli.output.terminal import json_text, printable

#: Articles and first pages of a dry run to print; --json has them all.
_SHOWN = 30


def reindex_json(report: ReindexReport) -> str:
    """The JSON document of `reindex --json`, with `refused` and `changes` where there are such."""
    articles = report.articles
    document: dict[str, object] = {
        "articles": {
            "added": articles.added,
            "changed": articles.changed,
            "removed": articles.removed,
            "unchanged": articles.unchanged,
            "failed": len(articles.failures),
        },
        "sections": report.manifest.sections,
        "generation": report.generation,
        "engine": report.manifest.engine,
        "seconds": report.seconds,
        "failures": failure_documents(articles.failures),
    }
    if report.refusals:
        document["refused"] = refusal_documents(report.refusals)
    if report.changes:
        document["changes"] = _changes_document(report.changes)
    return json_text(document)


def reindex_text(report: ReindexReport) -> Text:
    """What a reindex did or would do, coloured on a terminal."""
    articles = report.articles
    text = Text(
        f"{articles.added:,} added, {articles.changed:,} changed, {articles.removed:,} removed, "
        f"{articles.unchanged:,} unchanged, {len(articles.failures):,} failed\n"
    )
    for before, now in articles.moved:
        text.append(printable(f"moved: {before} is now {now}\n"))
    if report.changes:
        text.append(_changes_text(report.changes))
    for failure in articles.failures:
        text.append(printable(f"failed: {failure.path}: {failure.reason}\n"))
    for note in report.notes:
        text.append(printable(f"note: {note}\n"))
    if report.refusals:
        text.append(refusals_text(report.refusals)).append("\n")
    return text.append(f"{_outcome(report)}\n")


def refusals_text(refusals: Sequence[Refusal]) -> Text:
    """The reasons of the gates, one on each line, and the options that publish in spite of them."""
    text = Text()
    for refusal in refusals:
        text.append(f"refused ({refusal.gate}): ", style="red").append(f"{printable(refusal.reason)}\n")
    overrides = list(dict.fromkeys(refusal.override for refusal in refusals))
    if overrides and None not in overrides:
        text.append(
            f"If this is what you want, publish with {' '.join(filter(None, overrides))}, or --force."
        )
    elif overrides:
        text.append("No option publishes an index that is not whole. Run the reindex again.")
    return text


def refusal_documents(refusals: Sequence[Refusal]) -> list[dict[str, object]]:
    """The JSON document of each refusal."""
    return [
        {"gate": refusal.gate, "reason": refusal.reason, "override": refusal.override} for refusal in refusals
    ]


def failure_documents(failures: Iterable[Failure]) -> list[dict[str, object]]:
    """The JSON document of each page that failed."""
    return [{"path": failure.path, "reason": failure.reason} for failure in failures]


def _outcome(report: ReindexReport) -> str:
    manifest = report.manifest
    counts = f"{manifest.articles:,} articles, {manifest.sections:,} sections"
    took = f"({manifest.engine}, {sum(report.seconds.values()):.1f} s)"
    if report.refusals:
        return f"Generation {report.generation} is kept unpublished {took}; the live index stays live."
    if report.unchanged:
        return f"Generation {report.generation} is live and up to date: {counts} {took}"
    if report.changes:
        return f"Nothing was published. There would be {counts} {took}"
    return f"Generation {report.generation} is live: {counts} {took}"


def _changes_text(changes: Changes) -> Text:
    text = Text()
    for article in changes.articles[:_SHOWN]:
        text.append(change_text(article)).append("\n")
    if len(changes.articles) > _SHOWN:
        text.append(f"… and {len(changes.articles) - _SHOWN:,} more articles; --json lists them all\n")
    for page in changes.first_pages[:_SHOWN]:
        text.append(first_page_text(page)).append("\n")
    if changes.golden:
        text.append(golden_changes_text(changes.golden)).append("\n")
    return text


def _changes_document(changes: Changes) -> dict[str, object]:
    return {
        "articles": [change_document(article) for article in changes.articles],
        "first_pages": [first_page_document(page) for page in changes.first_pages],
        "golden": golden_changes_document(changes.golden) if changes.golden else None,
    }
