"""What a lexicon answers: a word as the corpus writes it, and what an abbreviation stands for."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word as the corpus writes it most, and the number of sections that hold it, in any case."""

    text: str
    sections: int


@dataclass(frozen=True, slots=True)
class Sense:
    """What an abbreviation stands for, and how many articles say so."""

    long: str  # as the corpus writes it most
    articles: int
