"""What `verify`, `generations` and `rollback` print, for people and for scripts."""

from __future__ import annotations

from indexer.publish.listing import Generation, Listing
from indexer.publish.rollback import Rollback
from indexer.publish.verify import Verification
from search_web.terminal import json_text, printable


def verification_json(found: Verification) -> str:
    """The JSON document of `verify --json`."""
    return json_text(
        {
            "whole": found.whole,
            "problems": found.problems,
            "notes": found.notes,
            "questions": found.questions,
            "articles_in_library": found.library.articles if found.library else 0,
            "generations": [_document(generation) for generation in found.listing.generations],
        }
    )


def verification_text(found: Verification) -> str:
    """What was checked and what is wrong, a line each."""
    lines = [f"problem: {problem}" for problem in found.problems]
    for generation in found.listing.generations:
        if not generation.problem and not generation.stale and generation.manifest:
            asked = (
                f" and answers {found.questions:,} questions" if generation.live and found.questions else ""
            )
            live = "is live, whole" if generation.live else "is whole"
            lines.append(f"Generation {generation.number} {live}{asked}: {_counts(generation)}")
    if found.library and not found.library.problems:
        lines.append(f"The library is whole: {found.library.articles:,} articles")
    return printable("\n".join([*lines, *(f"note: {note}" for note in found.notes)]))


def listing_json(found: Listing) -> str:
    """The JSON document of `generations --json`."""
    generations = [_document(generation) for generation in found.generations]
    return json_text({"generations": generations, "problem": found.problem})


def listing_text(found: Listing) -> str:
    """A generation a line, the newest first, and what is wrong."""
    lines = [_line(generation) for generation in reversed(found.generations)]
    lines += [f"problem: {one.problem}" for one in found.generations if one.problem]
    if found.problem:
        lines.append(f"problem: {found.problem}")
    return printable("\n".join(lines))


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


def _document(generation: Generation) -> dict[str, object]:
    manifest = generation.manifest
    return {
        "generation": generation.number,
        "live": generation.live,
        "was_live": generation.was_live,
        "whole": generation.problem is None,
        "stale": generation.stale,
        "problem": generation.problem,
        "built": manifest.built if manifest else None,
        "engine": manifest.engine if manifest else None,
        "articles": manifest.articles if manifest else None,
        "sections": manifest.sections if manifest else None,
        "steps": manifest.steps if manifest else None,
        "bytes": generation.size,
        "shared_bytes": generation.shared,
    }


def _line(generation: Generation) -> str:
    state = "live" if generation.live else "was live" if generation.was_live else "never live"
    if generation.problem:
        return f"{generation.number:>6}  {state}, damaged"
    stale = ", of another version" if generation.stale else ""
    built = generation.manifest.built if generation.manifest else ""
    size = f"{generation.size / 1e6:,.1f} MB"
    shared = f", {generation.shared / 1e6:,.1f} MB of it shared" if generation.shared else ""
    return f"{generation.number:>6}  {state}{stale}  built {built}  {_counts(generation)}  {size}{shared}"


def _counts(generation: Generation) -> str:
    if not (manifest := generation.manifest):
        return "unknown"
    steps = f", {manifest.steps} incremental" if manifest.steps else ""
    return f"{manifest.articles:,} articles, {manifest.sections:,} sections ({manifest.engine}{steps})"
