"""What `rollback` prints: what is live now, and what becomes of it."""

from __future__ import annotations

from indexer.generations.rollback import Rollback
from search_web.cli.output.terminal import json_text, printable


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
    lines += [f"Passed over generation {number}: {problem}" for number, problem in done.passed_over]
    if not done.was_live:
        lines.append("It was never live before: it was refused, or its reindex did not come to its end.")
    return printable("\n".join([*lines, _next(done)]))


def release_json(held: bool) -> str:
    """The JSON document of `rollback --release --json`."""
    return json_text({"released": held})


def release_text(held: bool) -> str:
    """Whether there was anything to let go."""
    if held:
        return "The next reindex publishes what the corpus holds then."
    return "Nothing is held back: each reindex publishes what the corpus holds."


def _next(done: Rollback) -> str:
    if done.note.held:
        return "It is held: no reindex publishes anything else until `healthsearch rollback --release`."
    if done.note.taken_back:
        return (
            "It stays live as long as the corpus holds what was rolled back. Once anything in the corpus "
            "changes, a reindex publishes all of it: mend the articles first, or hold it with --hold."
        )
    return "The next reindex publishes what the corpus holds then."
