"""What `generations` prints: the generations and the state of each."""

from __future__ import annotations

from indexer.generations.listing import Generation, Listing
from search_web.cli.output.terminal import json_text, printable


def generations_json(listing: Listing) -> str:
    """The JSON document of `generations --json`."""
    generations = [generation_document(generation) for generation in listing.generations]
    return json_text({"generations": generations, "problem": listing.problem})


def generations_text(listing: Listing) -> str:
    """One generation on each line, the newest first, then the problems."""
    lines = [_line(generation) for generation in reversed(listing.generations)]
    lines += [f"problem: {one.problem}" for one in listing.generations if one.problem]
    if listing.problem:
        lines.append(f"problem: {listing.problem}")
    return printable("\n".join(lines))


def generation_document(generation: Generation) -> dict[str, object]:
    """The JSON document of a generation."""
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
    """The number of articles and sections, and how the generation was built."""
    if not (manifest := generation.manifest):
        return "unknown"
    steps = f", {manifest.steps} incremental" if manifest.steps else ""
    return f"{manifest.articles:,} articles, {manifest.sections:,} sections ({manifest.engine}{steps})"
