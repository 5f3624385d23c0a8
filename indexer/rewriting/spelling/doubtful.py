"""The words of a query that may be misspelled: the corpus has them in no section, or hardly ever."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from os.path import commonprefix

from indexer.analysis.analyzer import tokens
from indexer.lexicon.lexicon import Lexicon
from indexer.rewriting.spelling.drug_names import is_drug_name
from indexer.rewriting.spelling.edits import bare_letters
from indexer.rewriting.spelling.english import is_english
from indexer.rewriting.spelling.lookalikes import is_drug_like, lookalikes

#: A word in so many sections or fewer is rare. A misspelling that an article has is in one or a few.
RARE = 6

#: The same for a stem that a word shares with words that are no inflections of it.
_RARE_STEM = 10

#: Counted for a word of a list that only shares its stem with one of the corpus.
_LISTED = 1

#: The fewest letters of a word in a list that may be misspelled all the same.
_MIN_LISTED = 6

_MIN_LETTERS = 4
_MAX_LETTERS = 40

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_HYPHEN = re.compile("[-‐‑]")
_UNITS = frozenset(["mmol", "mosm", "mcmol", "umol", "nmol", "pmol", "kcal", "cals", "mmhg", "bpm", "units"])

#: The endings of two inflections of one word.
_PAIRS = "/s /es /'s s/'s s/es /d /ed /ing e/ing ed/ing is/es a/ae um/a us/i on/a y/ies x/ces"
_INFLECTIONS = frozenset(tuple(sorted(pair.split("/"))) for pair in _PAIRS.split())
_FORMS = 24  # words with the same beginning that are compared
_MAX_ENDING = 3


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A word of a query, or a part of a hyphenated one, that may be misspelled."""

    word: int  # its number among the words of the query
    text: str
    sections: int  # that have it; 0 for a word that the corpus does not have at all
    english: bool  # an ordinary word, wrong only beside another ("hart attack")
    listed: bool  # in a name of a list: some lists have misspelled names


def doubtful_words(
    texts: Sequence[str], lexicon: Lexicon, known: Callable[[str], bool], rare_too: bool
) -> list[Doubtful]:
    """The words that neither the corpus nor a list has; with `rare_too` also rare and English ones.

    Numbers, units, acronyms, words under four letters, look-alike drugs and inflections of words of the
    corpus are none.
    """
    shouted = len(texts) > 1 and all(text.isupper() for text in texts if text.isalpha())
    parts = [(at, part) for at, text in enumerate(texts) for part in _parts(text) if _is_word(part, shouted)]
    spelled = lexicon.surface_forms([part for _, part in parts])
    found = []
    for at, part in parts:
        form = spelled.get(part)
        if form and (form.sections > RARE or not rare_too or not form.text.islower()):
            continue
        word = part.lower()
        listed = known(word)
        alone = part == texts[at]
        sections = _sections(part, form is not None or not alone, listed, lexicon)
        if sections is None or is_drug_name(word):
            continue
        if (sections or listed) and (not rare_too or not alone or is_drug_like(word)):
            continue
        english = is_english(word)
        if rare_too or not english:
            found.append(Doubtful(at, part, sections, english, listed))
    return found


def forms_of(text: str) -> tuple[str, ...]:
    """The tokens of a word."""
    return tuple(token.text for token in tokens(text))


def _sections(word: str, written: bool, listed: bool, lexicon: Lexicon) -> int | None:
    """In how many sections a word is; None where it is beyond doubt.

    One that the corpus does not write so may share its stem with another by chance ("migrane", migrans).
    """
    sections = max(lexicon.doc_freqs(forms_of(word)).values(), default=0)
    if not sections:
        return None if listed and len(word) < _MIN_LISTED else 0
    if written or _is_inflection(word.lower(), lexicon):
        return None if listed or sections > RARE else sections
    return None if sections > _RARE_STEM else _LISTED if listed else 0


def _is_inflection(word: str, lexicon: Lexicon) -> bool:
    """Whether the corpus has a word of which this is another inflection, or is spelled otherwise (oedema)."""
    stem = next(iter(forms_of(word)), word)
    if not word.startswith(stem[:-1]):
        return True
    if any(_are_inflections(word, other) for other in lexicon.complete(stem[:-1], _FORMS)):
        return True
    near = lexicon.spelling_candidates(word, _FORMS)
    return any(bare_letters(other) == bare_letters(word) for other in near)  # but for its accents: "sjogren"


def _are_inflections(word: str, other: str) -> bool:
    """Whether two words differ in endings that inflections of one word have."""
    shared = len(commonprefix((word, other)))
    pairs = ((word[at:], other[at:]) for at in range(max(shared - _MAX_ENDING, 0), shared + 1))
    return any(tuple(sorted(pair)) in _INFLECTIONS for pair in pairs)


def _parts(text: str) -> list[str]:
    """A word, or the parts of a hyphenated one; none where a part has other characters than letters."""
    parts = _HYPHEN.split(text)
    return parts if all(map(_WORD.fullmatch, parts)) else []


def _is_word(text: str, shouted: bool) -> bool:
    """Whether it can be misspelled: no unit, no acronym ("SNPs"), no look-alike drug."""
    word = text.lower()
    return (
        _MIN_LETTERS <= len(text) <= _MAX_LETTERS
        and word not in _UNITS
        and word not in lookalikes()
        and (shouted or text[1:] == word[1:])
    )
