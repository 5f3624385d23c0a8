"""Other names for words of a query: from the synonym lists, and what the corpus abbreviates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer import weights
from indexer.engines.base import SearchEngine
from indexer.query.parser import parse
from indexer.query.senses import expand
from indexer.query.synonyms import Synonyms
from indexer.query.tree import Query
from indexer.query.words import Word
from indexer.results import StepName


@dataclass(frozen=True, slots=True)
class OtherNames:
    """Neighbouring words, by number, and the names that are searched beside them."""

    first: int
    last: int
    step: StepName
    names: tuple[str, ...]
    offers: tuple[tuple[str, int], ...] = ()  # senses to choose from, with the articles that have them


def other_names(words: Sequence[Word], engine: SearchEngine, synonyms: Synonyms) -> Iterator[OtherNames]:
    """What words of a query are called elsewhere; abbreviations first, and no word twice."""
    taken: set[int] = set()
    for expansion in expand(words, engine):
        taken.update(range(expansion.first, expansion.last + 1))
        offers = tuple((sense.long, sense.articles) for sense in expansion.senses)
        if len(offers) > 1:  # the reader has to say which
            yield OtherNames(expansion.first, expansion.last, "abbreviation", (), offers)
        else:
            names = (*expansion.names, *(long for long, _ in offers))
            yield OtherNames(expansion.first, expansion.last, "abbreviation", names)
    for widening in synonyms.find(words):
        numbers = set(range(widening.first, widening.last + 1))
        if not numbers & taken:
            yield OtherNames(widening.first, widening.last, "synonym", widening.names)


@lru_cache(maxsize=20_000)
def named(name: str) -> Query | None:
    """What finds a name as it stands: its words in their order."""
    return parse(f'"{name}"').query


def weight(step: StepName) -> float:
    """What a match of another name is worth beside one of the words themselves."""
    return weights.ABBREVIATION if step == "abbreviation" else weights.SYNONYM
