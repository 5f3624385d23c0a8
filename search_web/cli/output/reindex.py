"""What `healthsearch reindex` prints: what was done, what would change, why it was refused."""

from __future__ import annotations

from rich.text import Text

from indexer.publish.review import Changes
from indexer.reindex import ReindexReport
from search_web.cli.output.changes import change_document, change_text
from search_web.cli.output.first_pages import first_page_document, first_page_text
from search_web.cli.output.golden_changes import golden_changes_document, golden_changes_text
from search_web.cli.output.refusals import refusal_documents, refusals_text
from search_web.cli.output.terminal import json_text, printable

#: Articles and first pages of a dry run that are printed; --json has them all.
_SHOWN = 30


def reindex_json(report: ReindexReport) -> str:
    """The JSON document of `reindex --json`, with `refused` and `changes` where there are such."""
    intake = report.articles
    failures = [{"path": failure.path, "reason": failure.reason} for failure in intake.failures]
    document: dict[str, object] = {
        "articles": {
            "added": intake.added,
            "changed": intake.changed,
            "removed": intake.removed,
            "unchanged": intake.unchanged,
            "failed": len(failures),
        },
        "sections": report.manifest.sections,
        "generation": report.generation,
        "engine": report.manifest.engine,
        "seconds": report.seconds,
        "failures": failures,
    }
    if report.refusals:
        document["refused"] = refusal_documents(report.refusals)
    if report.changes:
        document["changes"] = _changes_document(report.changes)
    return json_text(document)


def reindex_text(report: ReindexReport) -> Text:
    """What a reindex did or would do, for a terminal."""
    intake, manifest = report.articles, report.manifest
    text = Text(
        f"{intake.added:,} added, {intake.changed:,} changed, {intake.removed:,} removed, "
        f"{intake.unchanged:,} unchanged, {len(intake.failures):,} failed\n"
    )
    for before, now in intake.moved:
        text.append(printable(f"moved: {before} is now {now}\n"))
    if report.changes:
        text.append(_changes_text(report.changes))
    for failure in intake.failures:
        text.append(printable(f"failed: {failure.path}: {failure.reason}\n"))
    for note in report.notes:
        text.append(printable(f"note: {note}\n"))
    held = f"{manifest.articles:,} articles, {manifest.sections:,} sections"
    took = f"({manifest.engine}, {sum(report.seconds.values()):.1f} s)"
    if report.refusals:
        text.append(refusals_text(report.refusals))
        text.append(f"\nGeneration {report.generation} is left unpublished {took}; what was live is live.\n")
    elif report.unchanged:
        text.append(f"Generation {report.generation} is live and up to date: {held} {took}\n")
    elif report.changes:
        text.append(f"Nothing was published. There would be {held} {took}\n")
    else:
        text.append(f"Generation {report.generation} is live: {held} {took}\n")
    return text


def _changes_text(changes: Changes) -> Text:
    text = Text()
    for article in changes.articles[:_SHOWN]:
        text.append(change_text(article)).append("\n")
    if len(changes.articles) > _SHOWN:
        text.append(f"… and {len(changes.articles) - _SHOWN:,} more articles; --json tells of them all\n")
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
