"""How long a section counts as being: what BM25 divides by, the same for every embedded engine."""

from __future__ import annotations

from collections.abc import Sequence

from indexer import weights
from indexer.analysis.analyzer import EXACT


def weighted_length(words: Sequence[int], kind: str) -> float:
    """What so many words in title, heading and body weigh, more where a section only looks to the point.

    A line that names its subject and little else ("More on gout is on our other pages.") counts as long as
    `weights.SHORTEST`, a list of references as so many times longer as `weights.REFERENCES` says.
    """
    title, heading, body = words
    length = weights.TITLE * title + weights.HEADING * heading + weights.BODY * body
    longer = weights.REFERENCES if kind == "references" else 1.0
    return max(length, weights.SHORTEST) * longer


def words_of(texts: Sequence[str]) -> int:
    """How many words these tokens are.

    A spelling beside a word's normal form is none, or sections of inflected words would be longer.
    """
    spellings = " ".join(("", *texts)).count(f" {EXACT}")  # a third of the time of looking at each
    return len(texts) - spellings
