"""What `verify` prints: what was checked, and the damage that was found."""

from __future__ import annotations

from indexer.generations.verify import Verification
from search_web.cli.output.generations import counts, generation_document
from search_web.cli.output.terminal import json_text, printable


def verification_json(verification: Verification) -> str:
    """The JSON document of `verify --json`."""
    generations = [generation_document(generation) for generation in verification.listing.generations]
    return json_text(
        {
            "whole": verification.whole,
            "problems": verification.problems,
            "notes": verification.notes,
            "questions": verification.questions,
            "articles_in_library": verification.library.articles if verification.library else 0,
            "generations": generations,
        }
    )


def verification_text(verification: Verification) -> str:
    """The problems, what is whole, and the notes, one on each line."""
    lines = [f"problem: {problem}" for problem in verification.problems]
    for generation in verification.listing.generations:
        if not generation.problem and not generation.stale and generation.manifest:
            answers = ""
            if generation.live and verification.questions:
                answers = f" and answers {verification.questions:,} queries"
            live = "is live, whole" if generation.live else "is whole"
            lines.append(f"Generation {generation.number} {live}{answers}: {counts(generation)}")
    if verification.library and not verification.library.problems:
        lines.append(f"The library is whole: {verification.library.articles:,} articles")
    return printable("\n".join([*lines, *(f"note: {note}" for note in verification.notes)]))
