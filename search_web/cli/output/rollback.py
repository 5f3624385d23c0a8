"""What `rollback` prints: what is live now, and what the next reindex will publish."""

from __future__ import annotations

from indexer.generations.rollback import Rollback
from search_web.cli.output.terminal import json_text, printable

_PUBLISHES = "The next reindex publishes what is in the corpus by then."


def rollback_json(done: Rollback) -> str:
    """The JSON document of `rollback --json`."""
    return json_text(
        {
            "generation": done.generation,
            "before": done.before,
            "articles": done.manifest.articles,
            "sections": done.manifest.sections,
            "held": done.note.held,
            "stays": bool(done.note.taken_back),
            "was_live": done.was_live,
            "passed_over": [{"generation": n, "problem": problem} for n, problem in done.passed_over],
        }
    )


def rollback_text(done: Rollback) -> str:
    """What is live now, and what the next reindex will do."""
    before = f" instead of {done.before}" if done.before else ""
    counts = f"{done.manifest.articles:,} articles, {done.manifest.sections:,} sections"
    lines = [f"Generation {done.generation} is live{before}: {counts} (built {done.manifest.built})"]
    lines += [f"Skipped generation {number}: {problem}" for number, problem in done.passed_over]
    if not done.was_live:
        lines.append("It was never live before: a gate refused it, or its reindex did not finish.")
    return printable("\n".join([*lines, _next(done)]))


def release_json(released: bool) -> str:
    """The JSON document of `rollback --release --json`."""
    return json_text({"released": released})


def release_text(released: bool) -> str:
    """Whether there was a rollback to release, and what the next reindex will publish."""
    if released:
        return _PUBLISHES
    return "There is no rollback to release: every reindex publishes what is in the corpus."


def _next(done: Rollback) -> str:
    if done.note.held:
        return "It is held: no reindex publishes anything until `healthsearch rollback --release`."
    if done.note.taken_back:
        return (
            "It stays live until something in the corpus changes; then a reindex publishes all of it. "
            "So fix the articles first, or keep this generation live with --hold."
        )
    return _PUBLISHES
