"""Groups of a query's words to the rewritten query: what must match, what only ranks, and what is marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.kinds import KIND_LABELS
from indexer import weights
from indexer.analysis.analyzer import tokens
from indexer.query.clauses import all_of, any_of
from indexer.query.highlights import Highlight, MarkedLeaf, combined, highlight, highlights
from indexer.query.parser import Parsed
from indexer.query.tree import And, Bonus, Boosted, Constant, Everything, Filter, Or, Phrase, Query
from indexer.query.words import Word
from indexer.rewriting.intent.intent import Intent
from indexer.rewriting.relaxation import relax
from indexer.rewriting.rewritten_query import RewriteStep, RewrittenQuery, ScorePart

#: The largest distance between two neighbouring words that are also searched as a phrase.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring words of a query that are searched as one clause, with other names for them."""

    first: int  # the numbers of its first and last word
    last: int
    clause: Query
    highlights: tuple[Highlight, ...]  # each of its words, and each of the other names

    @classmethod
    def of_word(cls, number: int, word: Word) -> Group:
        """The group of one word without other names."""
        return cls(number, number, word.clause, highlights(word.clause))

    @classmethod
    def of_names(cls, first: int, words: Sequence[Word], names: Iterable[Query], weight: float) -> Group:
        """The group of these words, at least one: all of them must match, or one of the names."""
        original = all_of(word.clause for word in words) or Everything()
        clause = Or((original, *(Boosted(name, weight) for name in names)))
        own = (highlight(word.clause) for word in words)
        return cls(first, first + len(words) - 1, clause, (*own, *map(_other_name, names)))

    def within(self, numbers: set[int]) -> bool:
        """Whether all of its words are among these."""
        return numbers.issuperset(range(self.first, self.last + 1))


def compose(
    text: str, parsed: Parsed, groups: Sequence[Group], intent: Intent | None, steps: tuple[RewriteStep, ...]
) -> RewrittenQuery:
    """The query of these groups and of all that is not among the plain words of the parsed query."""
    carriers = set(intent.carriers) if intent else set()
    content = [group for group in groups if not group.within(carriers)] or groups
    carrying = [group for group in groups if group not in content]
    rest = _rest(parsed)
    score_parts = [ScorePart(_written(parsed, group), group.clause) for group in content]
    score_parts += [ScorePart("the rest of the query", clause) for clause in rest]
    required = all_of(part.query for part in score_parts)
    fallback = relax(required) if required else None
    marked = tuple(dict.fromkeys(_highlights(required, content, rest, carrying)))
    bonuses = [*_carriers(parsed, carrying), *_kinds(intent), *_neighbours(parsed, content)]
    if not bonuses or required is None:
        return RewrittenQuery(text, required, fallback, steps, marked, tuple(score_parts))
    bonus = any_of(part.query for part in bonuses) or Everything()
    query, fallback = Bonus(required, bonus), Bonus(fallback, bonus) if fallback else None
    return RewrittenQuery(text, query, fallback, steps, marked, (*score_parts, *bonuses))


def _other_name(clause: Query) -> Highlight:
    """A name of several words is not marked where one of the reader's own words is part of it."""
    if isinstance(clause, Phrase):
        return Highlight((MarkedLeaf(clause, apart=True),))
    return highlight(clause)


def _rest(parsed: Parsed) -> list[Query]:
    """The clauses of a query beside its plain words: phrases, groups, prefixes, fields, filters."""
    own = [word.clause for word in parsed.words]
    whole = parsed.query
    clauses = whole.clauses if isinstance(whole, And) else (whole,) if whole else ()
    return [clause for clause in clauses if clause not in own]


def _highlights(
    required: Query | None, content: Iterable[Group], rest: Iterable[Query], carrying: Iterable[Group]
) -> list[Highlight]:
    """A highlight for each clause; where there is only one, for each of its alternatives."""
    found = [group.highlights for group in content]
    found += filter(None, map(highlights, rest))
    if isinstance(required, And):
        found = [(combined(several),) for several in found]
    found += [(combined(group.highlights),) for group in carrying]
    return [one for several in found for one in several]


def _written(parsed: Parsed, group: Group) -> str:
    return parsed.text[parsed.words[group.first].start : parsed.words[group.last].end]


def _carriers(parsed: Parsed, carrying: Iterable[Group]) -> Iterable[ScorePart]:
    for group in carrying:
        yield ScorePart(_written(parsed, group), Boosted(group.clause, weights.CARRIER))


def _kinds(intent: Intent | None) -> Iterable[ScorePart]:
    for rank, kind in enumerate(intent.kinds if intent else (), start=1):
        clause = Constant(Filter("kind", kind), weights.INTENT / rank)
        yield ScorePart(f"a section about {KIND_LABELS[kind]}", clause)
    if intent is None:
        clause = Constant(Filter("kind", "overview"), weights.SUBJECT)
        yield ScorePart("an overview, as nothing else was asked", clause)


def _neighbours(parsed: Parsed, content: Sequence[Group]) -> Iterable[ScorePart]:
    """Phrases of neighbouring words: a section that has them side by side fits better."""
    for before, after in pairwise(content):
        words = parsed.words[before.first : after.last + 1]
        written = parsed.text[words[0].start : words[-1].end]
        found = tokens(written)
        distance = found[-1].position - found[0].position if found else 0
        if 0 < distance <= _NEAR and after.first - before.last == 1:
            last = next(token for token in found if token.position == found[-1].position)
            phrase = Phrase((found[0].text, last.text), (0, distance))
            yield ScorePart(f"“{written}” side by side", Boosted(phrase, weights.PHRASE))
