"""Values of a lexicon: the surface form of a word, and a sense of an abbreviation."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """A word as the corpus writes it most, and the number of sections with it, in any case."""

    text: str
    sections: int


@dataclass(frozen=True, slots=True)
class Sense:
    """A long form of an abbreviation, and the number of articles that define it so."""

    long: str  # as the corpus writes it most
    articles: int
