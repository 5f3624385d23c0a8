"""What a query names that the corpus does not have: "norvasc" in a corpus without it, nor amlodipine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from indexer.query.ranking import ScoredClause
from indexer.rewriting.rewritten_query import RewriteStep

#: Words of the longest query whose missing words are told, and of one of which a missing name is the subject:
#: in a sentence an unknown word is most often a slip.
_MOST_WORDS = 6
_MOST_OF_A_SUBJECT = 4

#: The least cover of a title that is about what is asked for all the same: "metformin with foobar".
_COVERED = 0.5

#: Other names of a missing one that are told.
_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of a query that no article has."""

    steps: tuple[RewriteStep, ...]
    is_subject: bool  # whether one of them is what the query is about

    def replaces(self, step: RewriteStep) -> bool:
        """Whether a step tells of other names for a word of which this tells that they are missing too."""
        names = step.step in ("synonym", "abbreviation")
        return names and any(step.before == missing.before for missing in self.steps)


NO_GAP = Gap((), False)


def gap(
    words: Sequence[ScoredClause],
    covered: Collection[int],
    names: Callable[[str], Iterable[str]],
    is_name: Callable[[str], bool],
    cover: float,
) -> Gap:
    """The gap of a query with these content words.

    `covered` are the numbers of words of which another name occurs, `names` gives the other names of a word
    and `is_name` whether a list has it; `cover` is that of the best title.
    """
    if len(words) > _MOST_WORDS:
        return NO_GAP
    missing = [
        word.name
        for number, word in enumerate(words)
        if not word.weight and number not in covered and any(map(str.isalpha, word.name))
    ]
    steps = tuple(
        RewriteStep("missing", name, ", ".join(list(names(name))[:_SHOWN])) for name in dict.fromkeys(missing)
    )
    short = len(words) <= _MOST_OF_A_SUBJECT
    return Gap(steps, short and cover < _COVERED and any(map(is_name, missing)))
