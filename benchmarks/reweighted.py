"""An index read as if it had been built with other weights of its fields and other lengths of its sections.

An index holds weighted frequencies, but also every place of a word, which tells the field. So what another
weight would have made of the frequencies can be counted again, and no index is built for a trial.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from indexer import weights
from indexer.analysis.analyzer import EXACT, tokens
from indexer.arrays import Floats
from indexer.documents.sections import heading_text
from indexer.documents.stored_fields import load_section
from indexer.engines.local.bm25 import BM25
from indexer.engines.local.postings import FIELD_SPAN, Postings
from indexer.engines.local.scored_docs import Matches
from indexer.engines.whoosh.whoosh_engine import WhooshEngine


@dataclass(frozen=True, slots=True)
class IndexWeights:
    """The weights of `indexer.weights` that are in an index; as they are where none is given."""

    title: float = weights.TITLE
    heading: float = weights.HEADING
    shortest: float = weights.SHORTEST
    references: float = weights.REFERENCES

    @property
    def of_fields(self) -> Floats:
        """The weights of title, heading path and body."""
        return np.array([self.title, self.heading, weights.BODY], np.float32)


class OpenIndex:
    """A Whoosh index with the number of words of every section."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.engine = WhooshEngine(folder)

    @cached_property
    def words(self) -> Floats:
        """A row for each section by number: its words in title, heading path and body."""
        facts = self.engine.facts
        found = np.zeros((len(facts), len(IndexWeights().of_fields)))
        for number in facts.live.tolist():
            section, article = load_section(self.engine.stored(number))
            texts = article.title, heading_text(section), section.text
            found[number] = [_words(text) for text in texts]
        return found

    def lengths(self, chosen: IndexWeights) -> Floats:
        """How long each section counts as being (see `indexer.engines.local.norms`)."""
        facts = self.engine.facts
        listed = facts.kinds.among(("references",), np.arange(len(facts)))
        longer = np.where(listed, chosen.references, 1.0)
        found: Floats = np.maximum(self.words @ chosen.of_fields, chosen.shortest) * longer
        return found


class Reweighted:
    """A `PostingSource` over an open index with the weights given, and with K1 and B as they are now."""

    def __init__(self, index: OpenIndex, chosen: IndexWeights) -> None:
        self._engine = index.engine
        self._of_fields = chosen.of_fields
        self._postings: dict[str, Postings] = {}
        self._matches: dict[str, Matches] = {}
        self.facts = copy(index.engine.facts)
        self.facts.lengths = index.lengths(chosen)
        self.bm25 = BM25(self.facts)
        self.expand = index.engine.expand

    def term_matches(self, term: str) -> Matches:
        """The sections that hold a token, with their scores."""
        if term not in self._matches:
            postings = self.postings(term)
            idf = self.bm25.idf(len(postings))
            self._matches[term] = self.bm25.scores(postings.numbers, postings.frequencies, idf)
        return self._matches[term]

    def postings(self, term: str) -> Postings:
        """The postings of a token, empty where no section holds it."""
        if term not in self._postings:
            self._postings[term] = self._weighed(self._engine.postings(term))
        return self._postings[term]

    def _weighed(self, postings: Postings) -> Postings:
        if not len(postings):
            return postings
        firsts = np.cumsum(postings.counts) - postings.counts
        frequencies = np.add.reduceat(self._of_fields[postings.places // FIELD_SPAN], firsts)
        return replace(postings, frequencies=frequencies)


def _words(text: str) -> int:
    return sum(not token.text.startswith(EXACT) for token in tokens(text))
