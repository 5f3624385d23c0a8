"""Other names for words of a query: from the synonym lists, and what the corpus abbreviates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer import weights
from indexer.lexicon.lexicon import Lexicon
from indexer.lexicon.values import Sense
from indexer.limits import MAX_TERMS
from indexer.query.lexer import clean
from indexer.query.terms import phrase, units
from indexer.query.tree import Query
from indexer.query.words import Word
from indexer.rewriting.abbreviations import expand
from indexer.rewriting.rewritten_query import StepName
from indexer.rewriting.synonyms.list_file import key_of
from indexer.rewriting.synonyms.synonyms import Synonyms

#: Articles that say so, at least, and times as many as say anything else, for an abbreviation of several
#: meanings to be read as one without asking: HDL is lipoprotein in 16, "Huntington disease-like" in one.
_ENOUGH = 5
_AHEAD = 5


@dataclass(frozen=True, slots=True)
class OtherNames:
    """Neighbouring words, by number, and the names that are searched beside them."""

    first: int
    last: int
    step: StepName
    names: tuple[str, ...]
    offers: tuple[tuple[str, int], ...] = ()  # senses to choose from, with the articles that have them


def other_names(words: Sequence[Word], lexicon: Lexicon, synonyms: Synonyms) -> Iterator[OtherNames]:
    """What words of a query are called elsewhere; abbreviations first, and no word twice."""
    taken: set[int] = set()
    for expansion in expand(words, lexicon):
        taken.update(range(expansion.first, expansion.last + 1))
        meanings = _meanings(expansion.senses, synonyms)
        counts = [sum(sense.articles for sense in meaning) for meaning in meanings]
        meant = meanings[0] if _leads(counts) else []
        offers = tuple((meaning[0].long, count) for meaning, count in zip(meanings, counts, strict=True))
        yield OtherNames(
            expansion.first,
            expansion.last,
            "abbreviation",
            (*expansion.names, *(sense.long for sense in meant)),
            offers[1:] if meant else offers,  # of several the reader has to say which
        )
    for widening in synonyms.find(words):
        numbers = set(range(widening.first, widening.last + 1))
        if not numbers & taken:
            yield OtherNames(widening.first, widening.last, "synonym", widening.names)


def _meanings(senses: Sequence[Sense], synonyms: Synonyms) -> list[list[Sense]]:
    """The senses of an abbreviation, together where the lists say that they are one; most used first."""
    meanings: list[list[Sense]] = []
    for sense in senses:
        key = key_of(sense.long)
        same = next((m for m in meanings if any(synonyms.equal(key, key_of(one.long)) for one in m)), None)
        if same is None:
            meanings.append([sense])
        else:
            same.append(sense)
    return sorted(meanings, key=lambda meaning: -sum(sense.articles for sense in meaning))


def _leads(counts: Sequence[int]) -> bool:
    """Whether the first meaning is the one that is meant by far the most, or the only one."""
    return len(counts) == 1 or (
        len(counts) > 1 and counts[0] >= _ENOUGH and counts[0] >= _AHEAD * sum(counts[1:])
    )


@lru_cache(maxsize=20_000)
def clause_of(name: str) -> Query | None:
    """What finds a name as it stands: its words in their order."""
    found = units(clean(name))[:MAX_TERMS]
    return phrase(found) if found else None


def weight(step: StepName) -> float:
    """What a match of another name is worth beside one of the words themselves."""
    return weights.ABBREVIATION if step == "abbreviation" else weights.SYNONYM
