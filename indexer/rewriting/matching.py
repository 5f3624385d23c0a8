"""What counts as a match: a section with enough of the words' weight."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

from indexer import weights
from indexer.query.ranking import ScoredClause
from indexer.query.tree import And, Boosted, Or, Phrase, Query, Term, leaves

#: Words of which the least sets with that share are searched; of more words so many of them.
_MOST_IN_SETS = 5


def covering(words: Sequence[ScoredClause]) -> list[Query]:
    """Clauses of which a section matches one that has enough of the words' weight."""
    known = [word for word in words if word.weight] or list(words)
    least = weights.MATCH * sum(word.weight for word in known)
    if len(known) > _MOST_IN_SETS:
        return [Or(tuple(word.query for word in known), at_least=math.ceil(weights.MATCH * len(known)))]
    found: list[frozenset[int]] = []
    for size in range(1, len(known) + 1):
        for numbers in map(frozenset, combinations(range(len(known)), size)):
            enough = sum(known[number].weight for number in numbers) >= least
            if enough and not any(smaller <= numbers for smaller in found):
                found.append(numbers)
    sets = [[known[number].query for number in sorted(numbers)] for numbers in found]
    return [And(tuple(clauses)) if len(clauses) > 1 else clauses[0] for clauses in sets]


def is_word(clause: Query) -> bool:
    """Whether it is a single word with its exact forms, and not the "(stroke OR tia)" of a reader."""
    if not isinstance(clause, Or):
        return False
    first, *forms = clause.clauses
    return isinstance(first, Term) and all(isinstance(one, Boosted) for one in forms)


def tokens_of(query: Query) -> list[str]:
    """The tokens of its words and phrases."""
    found: list[str] = []
    for leaf in leaves(query):
        if isinstance(leaf, (Term, Phrase)):
            found.extend(leaf.terms if isinstance(leaf, Phrase) else (leaf.text,))
    return found
