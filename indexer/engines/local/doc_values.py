"""What ranking, grouping and counting need to know of every section of an embedded index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from indexer.arrays import Flags, Floats, Numbers
from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.norms import weighted_length
from indexer.engines.local.scored_docs import Matches


class SectionFact(NamedTuple):
    """One section's row."""

    id: str
    article: str
    position: int
    kind: str
    source: str
    dated: str  # of the article, ISO, reviewed before published; "" where unknown
    length: float  # weighted, as the frequencies are

    @classmethod
    def of(cls, section: IndexedSection, words: Sequence[int]) -> SectionFact:
        """The row of a section that is added, of so many words in title, heading and body."""
        return cls(
            *(section.id, section.article_id, section.position, section.kind),
            *(section.source, section.dated, weighted_length(words, section.kind)),
        )


class FactColumns(NamedTuple):
    """The facts of all sections, each kind of fact by itself."""

    ids: Sequence[str] = ()
    articles: Sequence[str] = ()
    positions: Sequence[int] = ()
    kinds: Sequence[str] = ()
    sources: Sequence[str] = ()
    dates: Sequence[str] = ()
    lengths: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """A text for every section, as numbers into the distinct texts in alphabetical order."""

    texts: Sequence[str]
    codes: Numbers

    @classmethod
    def of(cls, texts: Sequence[str]) -> Names:
        """The texts, one a section."""
        distinct = sorted(set(texts))
        code = {text: number for number, text in enumerate(distinct)}
        return cls(distinct, np.fromiter(map(code.__getitem__, texts), np.int32, len(texts)))

    def by_first_use(self) -> list[str]:
        """The distinct texts in the order of the first section that has each."""
        codes, first = np.unique(self.codes, return_index=True)
        return [self.texts[code] for code in codes[np.argsort(first)].tolist()]

    def among(self, wanted: Iterable[str], numbers: Numbers) -> Flags:
        """For each of these sections whether its text is wanted, without regard to case."""
        folded = {text.casefold() for text in wanted}
        accepted = np.fromiter((text.casefold() in folded for text in self.texts), np.bool_, len(self.texts))
        return accepted[self.codes[numbers]]

    def counts(self, numbers: Numbers) -> dict[str, int]:
        """How many of these sections have each text, those that none has left out."""
        found = np.bincount(self.codes[numbers], minlength=len(self.texts))
        return {self.texts[code]: int(found[code]) for code in np.flatnonzero(found).tolist()}


class SectionFacts:
    """The facts by section number; a number may be vacant, its section deleted or none at all."""

    def __init__(self, columns: FactColumns, live: Sequence[int]) -> None:
        self.ids, self.dates = list(columns.ids), list(columns.dates)
        self.positions: Numbers = np.array(columns.positions, np.int32)
        self.articles = Names.of(columns.articles)
        self.kinds = Names.of(columns.kinds)
        self.sources = Names.of(columns.sources)
        self.lengths: Floats = np.array(columns.lengths, np.float64)
        self.live: Numbers = np.array(live, np.int32)
        self.number = {self.ids[number]: number for number in live}

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def everything(self) -> Matches:
        """All sections, scored 0."""
        return Matches(self.live, np.zeros(len(self.live)))

    def of_articles(self, codes: Iterable[int]) -> Numbers:
        """The numbers of all sections of these articles, known by their codes, rising."""
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
