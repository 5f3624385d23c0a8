"""Other names for words of a query: synonyms from the lists, and what the corpus abbreviates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer import weights
from indexer.lexicon.lexicon import Lexicon
from indexer.lexicon.values import Sense
from indexer.limits import MAX_TERMS
from indexer.query.lexer import clean
from indexer.query.terms import phrase, query_terms
from indexer.query.tree import Query
from indexer.query.words import Word
from indexer.rewriting.abbreviations import abbreviation_matches
from indexer.rewriting.rewritten_query import StepName
from indexer.rewriting.synonyms.list_file import key_of
from indexer.rewriting.synonyms.synonyms import Synonyms

#: An abbreviation with several meanings stands for the first one without asking the reader where at least so
#: many articles define it so, and so many times as many as define all others: HDL is lipoprotein in 16
#: articles, "Huntington disease-like" in one.
_MIN_ARTICLES = 5
_TIMES_AS_MANY = 5

#: Letters of an unknown abbreviation that is compared with the initials of titles, and titles that may have
#: them.
_MIN_INITIALS = 3
_MOST_INITIALS = 4


@dataclass(frozen=True, slots=True)
class WeightedName:
    """Another name, and what it is worth."""

    text: str
    weight: float  # of its score in a text, beside the words themselves
    share: float = 1.0  # of its cover of a title
    shown: bool = True  # whether a reader is told; a hurtful or outdated name is for matching only


@dataclass(frozen=True, slots=True)
class Expansion:
    """Neighbouring words, by number, and the other names that are searched beside them."""

    first: int
    last: int
    step: StepName
    names: tuple[WeightedName, ...]
    offers: tuple[tuple[str, int], ...] = ()  # senses to choose from, with the number of articles of each


def expansions(words: Sequence[Word], lexicon: Lexicon, synonyms: Synonyms) -> Iterator[Expansion]:
    """The expansions of a query's words: abbreviations first, then synonyms and the names of open lists."""
    taken: set[int] = set()
    for expansion in _abbreviations(words, lexicon, synonyms):
        taken.update(range(expansion.first, expansion.last + 1))
        yield expansion
    for number, word in enumerate(words):
        if number not in taken and (titles := _titles_with_initials(word, lexicon)):
            taken.add(number)
            yield Expansion(number, number, "abbreviation", _weighted(titles, weights.ABBREVIATION))
    listed: dict[tuple[int, int], tuple[WeightedName, ...]] = {}
    for synonym in synonyms.find(words):
        listed[synonym.first, synonym.last] = _weighted(synonym.names, weights.SYNONYM)
    for match in lexicon.names.find([word.text for word in words], lexicon.titles.is_title):
        known = listed.get((match.first, match.last), ())
        texts = {name.text.casefold() for name in known}
        listed[match.first, match.last] = (
            *known,
            *(
                WeightedName(name.text, weights.OPEN_NAME * name.share, name.share, not name.outdated)
                for name in match.names
                if name.text.casefold() not in texts
            ),
        )
    for (first, last), names in listed.items():
        if taken.isdisjoint(range(first, last + 1)):
            yield Expansion(first, last, "synonym", names)


def _abbreviations(words: Sequence[Word], lexicon: Lexicon, synonyms: Synonyms) -> Iterator[Expansion]:
    for match in abbreviation_matches(words, lexicon):
        meanings = _meanings(match.senses, synonyms)
        counts = [sum(sense.articles for sense in meaning) for meaning in meanings]
        meant = meanings[0] if _leads(counts) else []
        offers = tuple((meaning[0].long, count) for meaning, count in zip(meanings, counts, strict=True))
        names = (*match.names, *(sense.long for sense in meant))
        yield Expansion(
            match.first,
            match.last,
            "abbreviation",
            _weighted(names, weights.ABBREVIATION),
            offers[1:] if meant else offers,  # of several meanings the reader has to choose
        )


def _weighted(names: Iterable[str], weight: float) -> tuple[WeightedName, ...]:
    return tuple(WeightedName(name, weight) for name in names)


def _titles_with_initials(word: Word, lexicon: Lexicon) -> tuple[str, ...]:
    """The titles that an abbreviation in no article may stand for: "EDMD" the one with these initials.

    Of 504 queries by another name 17 were answered better so and none worse.
    """
    text = word.text
    if len(text) < _MIN_INITIALS or sum(map(str.isupper, text)) < 2 or not text.isalnum():
        return ()
    if lexicon.surface_forms([text]):
        return ()
    numbers = lexicon.titles.by_initials(text.lower())
    return (
        tuple(lexicon.titles.rows[number].text for number in numbers)
        if len(numbers) <= _MOST_INITIALS
        else ()
    )


def _meanings(senses: Sequence[Sense], synonyms: Synonyms) -> list[list[Sense]]:
    """The senses of an abbreviation, those that the lists call synonyms together; most used first."""
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
    """Whether the first meaning is the only one, or used so much more that it is meant."""
    return len(counts) == 1 or (
        len(counts) > 1 and counts[0] >= _MIN_ARTICLES and counts[0] >= _TIMES_AS_MANY * sum(counts[1:])
    )


@lru_cache(maxsize=20_000)
def name_clause(name: str) -> Query | None:
    """The query that finds a name: its words in their order, as a phrase."""
    found = query_terms(clean(name))[:MAX_TERMS]
    return phrase(found) if found else None
