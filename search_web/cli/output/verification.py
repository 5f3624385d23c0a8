"""What `verify` prints: what was checked, and what is wrong."""

from __future__ import annotations

from indexer.generations.verify import Verification
from search_web.cli.output.generations import counts, generation_document
from search_web.cli.output.terminal import json_text, printable


def verification_json(found: Verification) -> str:
    """The JSON document of `verify --json`."""
    return json_text(
        {
            "whole": found.whole,
            "problems": found.problems,
            "notes": found.notes,
            "questions": found.questions,
            "articles_in_library": found.library.articles if found.library else 0,
            "generations": [generation_document(generation) for generation in found.listing.generations],
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
            lines.append(f"Generation {generation.number} {live}{asked}: {counts(generation)}")
    if found.library and not found.library.problems:
        lines.append(f"The library is whole: {found.library.articles:,} articles")
    return printable("\n".join([*lines, *(f"note: {note}" for note in found.notes)]))
