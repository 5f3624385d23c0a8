"""What `synonyms` prints: what each line of a list changes, or that a list was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from indexer.rewriting.synonyms.list_changes import Change
from search_web.cli.output.terminal import json_text


def changes_json(changes: Sequence[Change], problems: Sequence[str]) -> str:
    """The JSON document of `synonyms check --json`."""
    return json_text({"changes": [asdict(change) for change in changes], "problems": problems})


def changes_text(changes: Sequence[Change]) -> str:
    """What each line of a list changes."""
    return "\n".join(f"line {change.line}: {_change_text(change)}" for change in changes)


def imported_json(ontology: Path, into: Path, lines: int) -> str:
    """The JSON document of `synonyms import --json`."""
    return json_text({"from": str(ontology), "into": str(into), "lines": lines})


def imported_text(ontology: Path, into: Path, lines: int) -> str:
    """Where the list was written, and its number of lines."""
    return f"{into} has {lines:,} lines from {ontology}."


def _change_text(change: Change) -> str:
    names, shipped = ", ".join(change.names), ", ".join(change.shipped)
    if change.change == "new":
        return f"{change.term} will also find {names}"
    if change.change == "more":
        return f"{change.term} will also find {names}, beside {shipped}"
    if change.change == "taken back":
        return f"{change.term} will no longer find {names}"
    return f"{change.term} changes nothing"
