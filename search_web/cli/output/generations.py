"""What `generations` prints: which are kept, and in what state."""

from __future__ import annotations

from indexer.generations.listing import Generation, Listing
from search_web.cli.output.terminal import json_text, printable


def generations_json(found: Listing) -> str:
    """The JSON document of `generations --json`."""
    generations = [generation_document(generation) for generation in found.generations]
    return json_text({"generations": generations, "problem": found.problem})


def generations_text(found: Listing) -> str:
    """A generation a line, the newest first, and what is wrong."""
    lines = [_line(generation) for generation in reversed(found.generations)]
    lines += [f"problem: {one.problem}" for one in found.generations if one.problem]
    if found.problem:
        lines.append(f"problem: {found.problem}")
    return printable("\n".join(lines))


def generation_document(generation: Generation) -> dict[str, object]:
    """A generation for scripts."""
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
    return f"{generation.number:>6}  {state}{stale}  built {built}  {counts(generation)}  {size}{shared}"


def counts(generation: Generation) -> str:
    """What a generation holds, in words."""
    if not (manifest := generation.manifest):
        return "unknown"
    steps = f", {manifest.steps} incremental" if manifest.steps else ""
    return f"{manifest.articles:,} articles, {manifest.sections:,} sections ({manifest.engine}{steps})"
