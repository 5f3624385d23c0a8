"""Words that the corpus writes together or apart: "pneumo thorax", "highbloodpressure"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import TypeAlias

from indexer.analysis.word_forms import STOP_WORDS
from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import Phrase
from indexer.query.words import Word
from indexer.rewriting.spelling.doubtful import forms_of
from indexer.rewriting.spelling.english import is_english

#: The fewest letters of each part of a split word; the letters of a word that is split into three.
_MIN_PART = 3
_MIN_THREE, _MAX_THREE = 12, 24

#: How many times as frequent as its rarer part a joined word is searched without asking: as two words it
#: cannot be more frequent than that part.
_AS_FREQUENT = 2

#: Tells whether a phrase occurs in the corpus: a search.
Occurs: TypeAlias = Callable[[Phrase], bool]


def joined_pairs(
    words: Sequence[Word],
    wrong: Collection[int],
    lexicon: Lexicon,
    known: Callable[[str], bool],
    occurs: Occurs,
) -> Iterator[tuple[int, str, bool]]:
    """Neighbours that the corpus writes as one word: the number of the first, that word, whether it is sure.

    It is sure where one of them is no word, where the joined word is more frequent than the two can be, and
    where the corpus never has the two side by side ("bed bugs"). Otherwise the more frequent one is offered.
    """
    pairs = [
        (at, first.text, second.text)
        for at, (first, second) in enumerate(zip(words, words[1:], strict=False))
        if second.start == first.end + 1 and (first.text + second.text).isalpha()
    ]
    spelled = lexicon.surface_forms([part for _, *both in pairs for part in (*both, "".join(both))])
    last = -2
    for at, *both in pairs:
        one = spelled.get("".join(both))
        if one is None or last == at - 1:
            continue
        rarer = min(spelled[part].sections if part in spelled else 0 for part in both)
        sure = at in wrong or at + 1 in wrong
        if (
            not sure
            and rarer
            and min(map(len, both)) >= _MIN_PART
            and one.text.islower()
            and (is_english(one.text) or known(one.text))
        ):
            sure = one.sections > _AS_FREQUENT * rarer
            if one.sections <= rarer:
                phrase = phrase_of(both)
                sure = phrase is not None and not occurs(phrase)
        if sure or (one.sections > rarer and min(map(len, both)) > 1):  # "physician(s)" has an s
            last = at
            yield at, one.text, sure


def split_word(word: str, lexicon: Lexicon, occurs: Occurs) -> str | None:
    """The two or three words that were run together as this one and stand side by side in the corpus."""
    for parts in (2, 3) if _MIN_THREE <= len(word) <= _MAX_THREE else (2,):
        cuts = list(_cuts(word, parts))
        spelled = lexicon.surface_forms({part for cut in cuts for part in cut})
        found = [cut for cut in cuts if all(part in spelled and forms_of(part) for part in cut)]
        if found:
            best = max(found, key=lambda cut: min(spelled[part].sections for part in cut))
            phrase = phrase_of(best)
            return " ".join(spelled[part].text for part in best) if phrase and occurs(phrase) else None
    return None


def phrase_of(words: Sequence[str]) -> Phrase | None:
    """The words side by side; None where one is a stop word."""
    if any(word.lower() in STOP_WORDS for word in words):
        return None
    forms = [forms_of(word) for word in words]
    return Phrase(tuple(form[0] for form in forms), tuple(range(len(forms)))) if all(forms) else None


def _cuts(word: str, parts: int) -> Iterator[tuple[str, ...]]:
    """The ways of cutting a word into so many parts."""
    if parts == 1:
        yield (word,)
        return
    for at in range(_MIN_PART, len(word) - _MIN_PART + 1):
        for rest in _cuts(word[at:], parts - 1):
            yield (word[:at], *rest)
