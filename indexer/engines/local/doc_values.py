"""The doc values of an embedded index: what ranking, filtering and counting need of every section."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from indexer import weights
from indexer.arrays import Flags, Floats, Numbers
from indexer.documents.facets import FACETS
from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.bm25f import BM25F
from indexer.engines.local.scored_docs import ScoredDocs


def norm(section: IndexedSection) -> float:
    """The weighted length of a section in words, which BM25F divides by.

    A line that names its subject and little else ("More on gout is on our other pages.") counts as long as
    `weights.SHORTEST`, a list of references as `weights.REFERENCES` times longer: neither answers.
    """
    title, heading, body = section.words
    length = weights.TITLE * title + weights.HEADING * heading + weights.BODY * body
    longer = weights.REFERENCES if section.facets["kind"] == "references" else 1.0
    return max(length, weights.SHORTEST) * longer


class DocValuesRow(NamedTuple):
    """The doc values of one section, as JSON can have them."""

    id: str
    article: str
    position: int
    date: str  # of the article, ISO, reviewed before published; "" where unknown
    norm: float  # the weighted length: see `norm`
    facets: Sequence[str]  # a value for each of `FACETS`

    @classmethod
    def of(cls, section: IndexedSection) -> DocValuesRow:
        """The row of a section."""
        values = list(section.facets.values())
        return cls(section.id, section.article_id, section.position, section.date, norm(section), values)


@dataclass(frozen=True, slots=True)
class Ordinals:
    """A text for every section, as an ordinal among the distinct texts in alphabetical order."""

    texts: Sequence[str]
    codes: Numbers

    @classmethod
    def of(cls, texts: Sequence[str]) -> Ordinals:
        """The ordinals of these texts, one a section."""
        distinct = sorted(set(texts))
        code = {text: number for number, text in enumerate(distinct)}
        return cls(distinct, np.fromiter(map(code.__getitem__, texts), np.int32, len(texts)))

    def code(self, text: str) -> int | None:
        """The ordinal of a text, or None where no section has it."""
        at = bisect_left(self.texts, text)
        return at if at < len(self.texts) and self.texts[at] == text else None

    def by_first_use(self) -> list[str]:
        """The distinct texts in the order of the first section that has each."""
        codes, first = np.unique(self.codes, return_index=True)
        return [self.texts[code] for code in codes[np.argsort(first)].tolist()]

    def among(self, wanted: Iterable[str], numbers: Numbers) -> Flags:
        """For each of these sections whether its text is one of those wanted, without regard to case."""
        folded = {text.casefold() for text in wanted}
        accepted = np.fromiter((text.casefold() in folded for text in self.texts), np.bool_, len(self.texts))
        return accepted[self.codes[numbers]]

    def counts(self, numbers: Numbers) -> dict[str, int]:
        """How many of these sections have each text; texts that none has are left out."""
        found = np.bincount(self.codes[numbers], minlength=len(self.texts))
        return {self.texts[code]: int(found[code]) for code in np.flatnonzero(found).tolist()}


class DocValues:
    """Columns by section number; a number may be vacant, its section deleted or none at all."""

    def __init__(self, columns: Sequence[Sequence[Any]], live: Sequence[int]) -> None:
        """The columns of `DocValuesRow`s, none for an empty index; the `live` numbers are sections."""
        ids, articles, positions, dates, norms, facets = columns or [[]] * len(DocValuesRow._fields)
        self.ids, self.dates = list(ids), list(dates)
        self.positions: Numbers = np.array(positions, np.int32)
        self.articles = Ordinals.of(articles)
        values: list[Sequence[str]] = list(zip(*facets, strict=True)) or [()] * len(FACETS)
        self.facets: Mapping[str, Ordinals] = dict(zip(FACETS, map(Ordinals.of, values), strict=True))
        self.norms: Floats = np.array(norms, np.float64)
        self.live: Numbers = np.array(live, np.int32)
        self.number = {self.ids[number]: number for number in live}

    def __len__(self) -> int:
        return len(self.ids)

    def bm25f(self) -> BM25F:
        """The scorer with the statistics of these sections."""
        mean = float(self.norms[self.live].mean()) if len(self.live) else 1.0
        return BM25F(len(self.live), mean, self.norms)

    @cached_property
    def everything(self) -> ScoredDocs:
        """All sections, scored 0."""
        return ScoredDocs(self.live, np.zeros(len(self.live)))

    def of_articles(self, codes: Iterable[int]) -> Numbers:
        """The numbers of all sections of the articles with these ordinals, rising."""
        numbers, starts = self._by_code
        return np.sort(np.concatenate([numbers[starts[code] : starts[code + 1]] for code in codes]))

    @cached_property
    def _by_code(self) -> tuple[Numbers, list[int]]:
        """The numbers in the order of their articles, and where each article's begin."""
        codes = self.articles.codes[self.live]
        order = np.argsort(codes, kind="stable")
        starts = np.searchsorted(codes[order], np.arange(len(self.articles.texts) + 1))
        return self.live[order], starts.tolist()

    @cached_property
    def by_article(self) -> dict[str, list[int]]:
        """The numbers of each article's sections."""
        found: dict[str, list[int]] = {}
        names = map(self.articles.texts.__getitem__, self.articles.codes[self.live].tolist())
        for name, number in zip(names, self.live.tolist(), strict=True):
            found.setdefault(name, []).append(number)
        return found
