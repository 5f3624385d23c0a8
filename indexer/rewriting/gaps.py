"""What a query names that the corpus does not have: "norvasc" in a corpus without it, nor amlodipine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from indexer.query.words import Word
from indexer.rewriting.rewritten_query import RewriteStep
from indexer.rewriting.spelling.drug_names import is_drug_name
from indexer.rewriting.spelling.english import is_english
from indexer.rewriting.synonyms.synonyms import Synonyms

#: Words of the longest query whose missing words are reported, and of one that a missing name is about:
#: in a sentence an unknown word is most often a slip.
_MOST_WORDS = 6
_MOST_OF_A_SUBJECT = 4
_MOST_OF_A_NAME = 2

#: Letters of a word that nothing is spelled like, for it to be a name.
_NAME_LETTERS = 5

#: The least cover of a title that is about what is asked for all the same: "metformin with foobar".
_COVERED = 0.5

#: Other names of a missing one that are shown.
_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """Words of a query that no article has."""

    steps: tuple[RewriteStep, ...]
    is_subject: bool  # whether one of them is what the query is about

    def replaces(self, step: RewriteStep) -> bool:
        """Whether a step names other names of a word that are reported as missing with it."""
        names = step.step in ("synonym", "abbreviation")
        return names and any(step.before == missing.before for missing in self.steps)


@dataclass(frozen=True, slots=True)
class NameTest:
    """Tells a name of something that the corpus does not have from a slip and from everyday language."""

    synonyms: Synonyms
    offered: frozenset[str]  # words for which another spelling is offered

    def is_listed(self, word: Word) -> bool:
        """Whether it is a name of the lists, or a drug."""
        return bool(self.synonyms.find([word])) or is_drug_name(word.text.lower())

    def is_unlike_all(self, word: Word) -> bool:
        """Whether nothing is spelled like it: it is a name then, whatever it names."""
        text = word.text
        return len(text) >= _NAME_LETTERS and text not in self.offered and not is_english(text.lower())


NO_GAP = Gap((), False)


def gap(
    words: Sequence[Word],
    missing: Collection[int],
    names: Callable[[Word], Iterable[str]],
    test: NameTest,
    cover: float,
) -> Gap:
    """The gap of a query with these content words, of which those with the `missing` numbers occur nowhere.

    `names` gives the other names of a word, none of which occurs either; `cover` is the best that a title
    covers of the words that do, or of one of them.
    """
    if len(words) > _MOST_WORDS:
        return NO_GAP
    lost = [words[number] for number in missing if any(map(str.isalpha, words[number].text))]
    listed = [word for word in lost if test.is_listed(word)]
    unlike = [word for word in lost if test.is_unlike_all(word)]
    shown = {
        word.text: ", ".join(list(names(word))[:_SHOWN]) for word in lost if word in listed or word in unlike
    }
    steps = tuple(RewriteStep("missing", text, others) for text, others in shown.items())
    subject = (listed and len(words) <= _MOST_OF_A_SUBJECT) or (unlike and len(words) <= _MOST_OF_A_NAME)
    return Gap(steps, cover < _COVERED and bool(subject))
