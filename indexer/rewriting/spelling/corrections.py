"""Corrections for the words of a query that neither the corpus nor a word list has.

A word is only corrected to one that the corpus has. A correction is confident only where that is clearly
what was meant; the others are offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from indexer.analysis.analyzer import tokens
from indexer.lexicon.lexicon import Lexicon
from indexer.query.tree import Phrase
from indexer.query.words import Word
from indexer.rewriting.spelling.candidates import candidates, is_sure
from indexer.rewriting.spelling.lookalikes import lookalikes

#: The most corrected words of one query. Somebody who misspells more writes in another language.
MAX_CORRECTIONS = 3
_MIN_LETTERS = 4
_MAX_LETTERS = 40
_MAX_OTHERS = 3

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HYPHEN = re.compile("[-‐‑]")
_UNITS = frozenset(["mmol", "mosm", "mcmol", "umol", "nmol", "pmol", "kcal", "cals", "mmhg", "bpm", "units"])

#: Unlikeness up to which a word is a misspelling and not two words run together.
_SLIP = 0.9
#: The fewest letters of a word with a capital within a query that is not taken for a name ("Wang").
_LONG_NAME = 8

#: The fewest letters of each part of a split word.
_MIN_PART = 3

#: Tells whether a phrase occurs in the corpus: a search.
Occurs: TypeAlias = Callable[[Phrase], bool]


@dataclass(frozen=True, slots=True)
class Correction:
    """A misspelled word and what it may be meant for, as the corpus writes it."""

    word: int  # its number among the words of the query; of two that belong together, the first
    before: str  # as typed; two words that belong together with a space between
    after: str
    confident: bool  # to be made, not only offered
    others: tuple[str, ...] = ()  # less likely ones, best first


def correct(
    words: Sequence[Word], lexicon: Lexicon, known: Callable[[str], bool], occurs: Occurs
) -> tuple[Correction, ...]:
    """Corrections of the first few words that the corpus does not have and `known` does not know.

    `known` gets words in small letters. Numbers, units, acronyms and words under four letters are left alone,
    and so is any word of which the corpus has an inflection. A drug name is never confident. `occurs` is
    called once at most: of several words that may be two run together, only the first is split.
    """
    texts = [word.text for word in words]
    wrong = _unknown(texts, lexicon, known)
    occurs = _once(occurs)
    found = {joined.word: joined for joined in _joined(words, wrong, lexicon)[:MAX_CORRECTIONS]}
    taken = {at + both for at in found for both in (0, 1)}
    for at, parts in wrong.items():
        if len(found) < MAX_CORRECTIONS and at not in taken:
            a_name = at > 0 and texts[at][0].isupper() and texts[0][0].islower()
            correction = _correction(at, texts[at], parts, a_name, lexicon, occurs)
            if correction:
                found[at] = correction
    return tuple(found[at] for at in sorted(found))


def _once(occurs: Occurs) -> Occurs:
    """The same for the first phrase, however often, and False for every other: each call is a search."""
    known: dict[Phrase, bool] = {}

    def first_only(phrase: Phrase) -> bool:
        if not known:
            known[phrase] = occurs(phrase)
        return known.get(phrase, False)

    return first_only


def _unknown(texts: Sequence[str], lexicon: Lexicon, known: Callable[[str], bool]) -> dict[int, list[str]]:
    """The parts of words that neither the corpus nor a list has, by the number of their word."""
    shouted = len(texts) > 1 and all(text.isupper() for text in texts if text.isalpha())
    parts = [(at, part) for at, text in enumerate(texts) for part in _parts(text) if _is_word(part, shouted)]
    spelled = lexicon.surface_forms([part for _, part in parts])
    doubtful = [
        (at, part)
        for at, part in parts
        if part not in spelled and not known(texts[at].lower()) and not known(part.lower())
    ]
    forms = {part: _forms(part) for _, part in doubtful}
    in_corpus = lexicon.doc_freqs({form for found in forms.values() for form in found})
    wrong: dict[int, list[str]] = {}
    for at, part in doubtful:
        if not any(form in in_corpus for form in forms[part]):
            wrong.setdefault(at, []).append(part)
    return wrong


def _parts(text: str) -> list[str]:
    """A word, or the parts of a hyphenated one; none where a part has other characters than letters."""
    parts = _HYPHEN.split(text)
    return parts if all(map(_WORD.fullmatch, parts)) else []


def _forms(text: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokens(text))


def _is_word(text: str, shouted: bool) -> bool:
    """Whether it can be misspelled: no unit, no acronym ("SNPs"), no look-alike drug."""
    word = text.lower()
    return (
        _MIN_LETTERS <= len(text) <= _MAX_LETTERS
        and word not in _UNITS
        and word not in lookalikes()
        and (shouted or text[1:] == word[1:])
    )


def _correction(
    at: int, text: str, wrong: Sequence[str], a_name: bool, lexicon: Lexicon, occurs: Occurs
) -> Correction | None:
    """The correction of a word in all its wrong parts, or None where one of them has none."""
    found = [_corrected(part, a_name, lexicon, occurs) for part in wrong]
    after = text
    for part, correction in zip(wrong, found, strict=True):
        if correction is None:
            return None
        after = after.replace(part, correction.after, 1)
    sure = all(correction.confident for correction in found if correction)
    others = found[0].others if len(found) == 1 and found[0] and wrong[0] == text else ()
    whole = lexicon.surface_forms([after]).get(after)  # "guillain-barre" is "Guillain-Barre"
    return Correction(at, text, whole.text if whole else after, sure, others)


def _corrected(text: str, a_name: bool, lexicon: Lexicon, occurs: Occurs) -> Correction | None:
    found = candidates(text.lower(), lexicon)
    if not found or found[0].unlikeness > _SLIP:
        split = _split(text.lower(), lexicon, occurs)
        if split:
            return Correction(0, text, split, confident=True)
    if not found or (a_name and not found[0].is_name and len(text) < _LONG_NAME):
        return None
    best = found[0]
    forms = set(_forms(best.text))
    rivals = [other for other in found[1:] if forms.isdisjoint(_forms(other.text))]  # no inflections of it
    mixed_up = lexicon.surface_forms(lookalikes().get(best.text.lower(), ()))
    others = [rival.text for rival in rivals if rival.is_near(best)]
    others = list(dict.fromkeys(others + [spelling.text for spelling in mixed_up.values()]))
    return Correction(0, text, best.text, is_sure(text, best, rivals), tuple(others[:_MAX_OTHERS]))


def _joined(words: Sequence[Word], wrong: Collection[int], lexicon: Lexicon) -> list[Correction]:
    """Neighbours that the corpus writes as one word; only offered where it also has both ("head ache")."""
    pairs = [
        (at, first.text, second.text)
        for at, (first, second) in enumerate(zip(words, words[1:], strict=False))
        if second.start == first.end + 1 and (first.text + second.text).isalpha()
    ]
    spelled = lexicon.surface_forms([part for _, *both in pairs for part in (*both, "".join(both))])
    found: list[Correction] = []
    for at, first, second in pairs:
        one = spelled.get(first + second)
        sure = at in wrong or at + 1 in wrong
        rarer = min(spelled[part].sections if part in spelled else 0 for part in (first, second))
        if one and (sure or one.sections > rarer) and not (found and found[-1].word == at - 1):
            found.append(Correction(at, f"{first} {second}", one.text, sure))
    return found


def _split(word: str, lexicon: Lexicon, occurs: Occurs) -> str | None:
    """The two words that were run together as this one and stand side by side in the corpus."""
    cuts = [(word[:at], word[at:]) for at in range(_MIN_PART, len(word) - _MIN_PART + 1)]
    spelled = lexicon.surface_forms({part for cut in cuts for part in cut})
    cuts = [cut for cut in cuts if all(part in spelled and _forms(part) for part in cut)]
    if not cuts:
        return None
    cut = max(cuts, key=lambda cut: min(spelled[part].sections for part in cut))
    phrase = Phrase(tuple(_forms(part)[0] for part in cut), (0, 1))
    return " ".join(spelled[part].text for part in cut) if occurs(phrase) else None
