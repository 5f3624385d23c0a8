"""An index read as if it had been built with other field weights and other norms.

An index has weighted frequencies, but also every position of a token, which shows its field. So the
frequencies for other weights can be computed from the positions, and no index is built for a trial.
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
from indexer.engines.local.postings import FIELD_SPAN, Postings
from indexer.engines.local.scored_docs import ScoredDocs
from indexer.engines.whoosh.whoosh_engine import WhooshEngine


@dataclass(frozen=True, slots=True)
class IndexWeights:
    """The weights of `indexer.weights` that an index is built with; the present ones by default."""

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
        values = self.engine.doc_values
        found = np.zeros((len(values), len(IndexWeights().of_fields)))
        for number in values.live.tolist():
            section, article = load_section(self.engine.stored(number))
            texts = article.title, heading_text(section), section.text
            found[number] = [_words(text) for text in texts]
        return found

    def norms(self, chosen: IndexWeights) -> Floats:
        """The weighted length of each section (`indexer.engines.local.doc_values.norm`)."""
        values = self.engine.doc_values
        listed = values.facets["kind"].among(("references",), np.arange(len(values)))
        longer = np.where(listed, chosen.references, 1.0)
        found: Floats = np.maximum(self.words @ chosen.of_fields, chosen.shortest) * longer
        return found


class Reweighted:
    """An `IndexReader` of an open index with other weights, and with K1 and B as they are now."""

    def __init__(self, index: OpenIndex, chosen: IndexWeights) -> None:
        self._engine = index.engine
        self._of_fields = chosen.of_fields
        self._postings: dict[str, Postings] = {}
        self._scored: dict[str, ScoredDocs] = {}
        self.doc_values = copy(index.engine.doc_values)
        self.doc_values.norms = index.norms(chosen)
        self.bm25f = self.doc_values.bm25f()
        self.expand_prefix = index.engine.expand_prefix

    def scored_term(self, token: str) -> ScoredDocs:
        """The sections with a token, with their scores."""
        if token not in self._scored:
            postings = self.postings(token)
            idf = self.bm25f.idf(len(postings))
            scores = self.bm25f.scores(postings.numbers, postings.frequencies, idf)
            self._scored[token] = ScoredDocs(postings.numbers, scores)
        return self._scored[token]

    def postings(self, token: str) -> Postings:
        """The postings of a token, empty where no section has it."""
        if token not in self._postings:
            self._postings[token] = self._reweighted(self._engine.postings(token))
        return self._postings[token]

    def _reweighted(self, postings: Postings) -> Postings:
        if not len(postings):
            return postings
        firsts = np.cumsum(postings.counts) - postings.counts
        frequencies = np.add.reduceat(self._of_fields[postings.positions // FIELD_SPAN], firsts)
        return replace(postings, frequencies=frequencies)


def _words(text: str) -> int:
    return sum(not token.text.startswith(EXACT) for token in tokens(text))
