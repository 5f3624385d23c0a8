"""How long a section counts as being: what BM25 divides by, the same for every embedded engine."""

from __future__ import annotations

from collections.abc import Sequence

from indexer import weights
from indexer.analysis import EXACT
from indexer.engines.base import IndexedSection


def weighted_length(section: IndexedSection) -> float:
    """The sum of the weights of a section's tokens, made longer where a section only looks to the point.

    A spelling beside a word's normal form adds none, or sections of inflected words would be longer. A line
    that names its subject and little else ("More on gout is on our other pages.") counts as long as
    `weights.SHORTEST`, a list of references as so many times longer as `weights.REFERENCES` says.
    """
    length = (
        weights.TITLE * _words(section.title.texts)
        + weights.HEADING * _words(section.heading.texts)
        + weights.BODY * _words(section.body.texts)
    )
    longer = weights.REFERENCES if section.kind == "references" else 1.0
    return max(length, weights.SHORTEST) * longer


def _words(texts: Sequence[str]) -> int:
    spellings = " ".join(("", *texts)).count(f" {EXACT}")  # a third of the time of looking at each
    return len(texts) - spellings
