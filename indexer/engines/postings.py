"""What an embedded engine reads from its index to answer a query: posting lists and facts of sections.

A word's postings name the sections that hold it, each with the BM25F-weighted frequency and the
places where it stands. A place is one number: the field's base plus the position in the field, so
that one list answers for every field and a phrase never crosses from one into another.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from indexer import weights
from indexer.engines.base import IndexedSection
from indexer.packing import unpack
from indexer.query.tree import FieldName

#: Longest field in tokens: a page's 2 MB of text hold fewer than half a million.
FIELD_SPAN = 1 << 20
FIELDS: dict[FieldName, int] = {"title": 0, "heading": FIELD_SPAN, "body": 2 * FIELD_SPAN}
FIELD_WEIGHTS = {"title": weights.TITLE, "heading": weights.HEADING, "body": weights.BODY}


@dataclass(frozen=True, slots=True)
class Postings:
    """The sections that hold a word: parallel sequences by rising section number."""

    numbers: Sequence[int]
    weights: Sequence[float]
    places: Sequence[bytes]

    def __len__(self) -> int:
        return len(self.numbers)

    def places_in(self, number: int) -> Sequence[int]:
        """Where the word stands in a section that the list names."""
        return unpack(self.places[bisect_left(self.numbers, number)])


@dataclass(frozen=True)  # without slots, for what is reckoned from it once
class SectionFacts:
    """What ranking, grouping and counting need to know of every section, by its number."""

    section_ids: list[str]
    articles: list[str]
    positions: list[int]
    kinds: list[str]
    sources: list[str]
    dates: list[str]  # of the article, ISO, reviewed before published; "" where unknown
    lengths: list[float]  # weighted, as the frequencies are
    live: Sequence[int]  # the numbers of the sections that are not deleted, rising

    @cached_property
    def by_kind(self) -> Mapping[str, Mapping[int, float]]:
        """The live sections of each kind, scored 0."""
        found: dict[str, dict[int, float]] = {}
        for number in self.live:
            found.setdefault(self.kinds[number], {})[number] = 0.0
        return found

    def numbers_by_article(self) -> dict[str, list[int]]:
        """The live sections of each article."""
        found: dict[str, list[int]] = {}
        for number in self.live:
            found.setdefault(self.articles[number], []).append(number)
        return found


class PostingSource(Protocol):
    """An index as the evaluator reads it."""

    facts: SectionFacts

    def term_scores(self, term: str) -> Mapping[int, float]:
        """The score of a token for every section that holds it; kept, so never to be changed."""
        ...

    def postings(self, term: str) -> Postings:
        """The postings of a token, empty where no section holds it."""
        ...

    def expand(self, prefix: str) -> Sequence[str]:
        """Tokens with this beginning, within the limit on expansions, most used first."""
        ...


def section_terms(section: IndexedSection) -> dict[str, tuple[float, array[int]]]:
    """Each token of a section with its weighted frequency and its places, rising."""
    found: dict[str, tuple[float, array[int]]] = {}
    for name, field in (("title", section.title), ("heading", section.heading), ("body", section.body)):
        base, weight = FIELDS[name], FIELD_WEIGHTS[name]  # type: ignore[index]
        for text, _, _, position in field:
            known = found.get(text)
            frequency, places = known if known else (0.0, array("I"))
            places.append(base + min(position, FIELD_SPAN - 1))
            found[text] = (frequency + weight, places)
    return found
