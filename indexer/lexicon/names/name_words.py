"""The words of a name as they are compared: in normal form, without stop words, as a set.

Lists and titles order the words of a name differently: "familial hyperinsulinemic hypoglycemia 3",
"hyperinsulinemic hypoglycemia, familial, 3".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b
from typing import NamedTuple

from indexer.analysis.analyzer import tokens
from indexer.analysis.name_tokens import name_tokens

#: Many lists leave the word out: "diabetes 2" is "type 2 diabetes".
_LEFT_OUT = frozenset(("type",))

_SEPARATORS = re.compile(r"[\W_]+")
_CAPITALS = re.compile(r"[A-Z]")

#: The most characters of an abbreviation, and the fewest capitals.
_LONGEST_ABBREVIATION = 10

#: Words that no reader means by themselves, in normal form: a name must have another word.
_GENERIC = frozenset(
    text
    for word in """
    disease syndrome disorder deficiency condition illness infection injury defect anomaly abnormality lesion
    tumor neoplasm malformation dysfunction failure insufficiency impairment disability dysplasia dystrophy
    degeneration atrophy deformity pain inflammation mass growth loss problem symptom sign attack episode
    acute chronic congenital hereditary familial inherited genetic primary secondary idiopathic acquired
    juvenile infantile adult neonatal childhood pediatric early late onset severe mild benign malignant
    autosomal dominant recessive linked sporadic isolated nonsyndromic syndromic susceptibility multiple
    system body skin health medicine drug therapy treatment test
    """.split()  # noqa: SIM905
    for text, *_ in tokens(word)
)


class NameWord(NamedTuple):
    """A word of a text in normal form, with its offsets."""

    text: str
    start: int
    end: int


def name_words(text: str) -> list[NameWord]:
    """The words of a text in normal form, one for each position; stop words are left out."""
    found = tokens(text)
    first = {token.position: token for token in reversed(found)}
    spans = [(token.start, token.end) for token in reversed(first.values())]
    return [NameWord(word, *span) for word, span in zip(name_tokens(found), spans, strict=True)]


def name_set(words: Iterable[str]) -> frozenset[str]:
    """The words of a name as a set that all its spellings share."""
    return frozenset(words) - _LEFT_OUT


def is_specific(words: frozenset[str]) -> bool:
    """Whether a set of words can be a name: one is no generic word, no number and no single letter."""
    return any(len(word) > 1 and word not in _GENERIC and not word[0].isdecimal() for word in words)


def letters(text: str) -> str:
    """The letters and digits of an abbreviation in small letters: "HPS-2" is "hps2"."""
    return _SEPARATORS.sub("", text).casefold()


def is_abbreviation(text: str) -> bool:
    """Whether a name is written as an abbreviation: one short word with two capitals, or one and a digit."""
    capitals = len(_CAPITALS.findall(text))
    digits = any(map(str.isdecimal, text))
    return " " not in text and len(text) <= _LONGEST_ABBREVIATION and capitals + digits > 1


def set_key(words: Iterable[str]) -> int:
    """The key of a set of words, an integer of 64 bits: the sum of the keys of its words.

    So the keys of thousands of names are summed at once, and a longer span of a query costs an addition.
    That two of 100,000 names have the same key by chance happens to one list in four billion.
    """
    return signed(sum(map(word_key, words)))


def word_key(word: str) -> int:
    """The key of one word."""
    return int.from_bytes(
        blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
    )


def abbreviation_key(short: str, *, everyday: bool) -> int:
    """The key of an abbreviation, given as its `letters`; of one that is an everyday word another one."""
    return word_key(f"{'^' if everyday else '='}{short}")


def signed(number: int) -> int:
    """A sum as integers of 64 bits have it when they overflow."""
    return (number + 2**63) % 2**64 - 2**63
