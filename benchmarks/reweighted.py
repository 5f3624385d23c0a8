"""An index read as if it had been built with other weights of title and heading.

An index holds weighted frequencies, but also every place of a word, which tells the field. So what another
weight would have made of the frequencies can be counted again, and no index is built for a trial.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from indexer import weights
from indexer.analysis import tokens
from indexer.documents import heading_text
from indexer.engines.bm25 import BM25
from indexer.engines.postings import FIELD_SPAN, Postings, SectionFacts
from indexer.engines.whoosh_engine import WhooshEngine
from indexer.packing import unpack


@dataclass(frozen=True, slots=True)
class FieldCounts:
    """How often a word stands in the title, the heading path and the body of each section that holds it."""

    postings: Postings
    title: array[int]
    heading: array[int]
    body: array[int]

    def weighed(self, title: float, heading: float) -> Postings:
        """The postings with the frequencies that these weights give."""
        counts = zip(self.title, self.heading, self.body, strict=True)
        found = array("f", (title * t + heading * h + weights.BODY * b for t, h, b in counts))
        return replace(self.postings, weights=found)


class OpenIndex:
    """A Whoosh index, its words counted by field; what was counted once is kept."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = WhooshEngine(folder)
        self._counts: dict[str, FieldCounts] = {}

    def counts(self, term: str) -> FieldCounts:
        """The counts of a token, empty where no section holds it."""
        found = self._counts.get(term)
        if found is None:
            found = self._counts[term] = _counted(self.engine.postings(term))
        return found

    @cached_property
    def lengths(self) -> list[tuple[int, int, float]]:
        """The tokens of each section by number: in title, heading path and body."""
        facts = self.engine.facts
        found = [(0, 0, 0.0)] * len(facts.lengths)
        stored = self.engine.sections([facts.section_ids[number] for number in facts.live])
        for number in facts.live:
            section = stored[facts.section_ids[number]]
            title = len(tokens(section.article.title))
            heading = len(tokens(heading_text(section.section)))
            rest = facts.lengths[number] - weights.TITLE * title - weights.HEADING * heading
            found[number] = (title, heading, rest / weights.BODY)
        return found


class Reweighted:
    """A `PostingSource` over an open index with the weights given, and with K1 and B as they are now."""

    def __init__(
        self, index: OpenIndex, title: float = weights.TITLE, heading: float = weights.HEADING
    ) -> None:
        self._index = index
        self._weights = (title, heading)
        self._postings: dict[str, Postings] = {}
        self._scores: dict[str, Mapping[int, float]] = {}
        self.facts: SectionFacts = replace(
            index.engine.facts,
            lengths=[title * t + heading * h + weights.BODY * b for t, h, b in index.lengths],
        )
        self.bm25 = BM25(self.facts)

    def term_scores(self, term: str) -> Mapping[int, float]:
        """The score of a token for every section that holds it."""
        found = self._scores.get(term)
        if found is None:
            postings = self.postings(term)
            frequencies = zip(postings.numbers, postings.weights, strict=True)
            found = self.bm25.scores(frequencies, self.bm25.idf(len(postings)))
            self._scores[term] = found
        return found

    def postings(self, term: str) -> Postings:
        """The postings of a token, empty where no section holds it."""
        found = self._postings.get(term)
        if found is None:
            found = self._postings[term] = self._index.counts(term).weighed(*self._weights)
        return found

    def expand(self, prefix: str) -> Sequence[str]:
        """Tokens with this beginning."""
        return self._index.engine.expand(prefix)


def _counted(postings: Postings) -> FieldCounts:
    title, heading, body = array("I"), array("I"), array("I")
    for packed in postings.places:
        places = unpack(packed)
        before_heading = sum(place < FIELD_SPAN for place in places)
        before_body = sum(place < 2 * FIELD_SPAN for place in places)
        title.append(before_heading)
        heading.append(before_body - before_heading)
        body.append(len(places) - before_body)
    return FieldCounts(postings, title, heading, body)
