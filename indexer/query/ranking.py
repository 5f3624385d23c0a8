"""How matching sections and their articles are put in order: what crosses the seam beside a query tree.

The formulas are in `indexer.engines.local.rescorer`, the weights in `indexer.weights`; `docs/relevance.md`
says what was measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.query.tree import Query


@dataclass(frozen=True, slots=True)
class ScoredClause:
    """A part of a query that adds to the score of the sections that match it."""

    name: str  # in an explanation
    query: Query
    weight: float = 0.0  # of a word: its idf, the part of the query that a section with it covers
    covers: tuple[int, ...] = ()  # of another name: the numbers of the words that it stands for


@dataclass(frozen=True, slots=True)
class Ranking:
    """The parts of a score.

    `titles` gives articles points for what they are about, the whole of them known before an engine is asked:
    titles are a matter of the lexicon.
    """

    words: tuple[ScoredClause, ...] = ()
    names: tuple[ScoredClause, ...] = ()
    extras: tuple[ScoredClause, ...] = ()  # for sections that match a word or a name
    kinds: tuple[str, ...] = ()  # of section, asked for: the first one first
    titles: Mapping[str, float] = field(default_factory=dict)  # points by article id
