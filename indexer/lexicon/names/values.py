"""Values of the names: the types of a name, another name, and a match in a query."""

from __future__ import annotations

from dataclasses import dataclass

#: The types of a name, by the letter that stands for each in the files: the name that heads its entry, then
#: what the lists say of the others.
TYPES = {
    "m": "name",
    "g": "ingredient",
    "e": "exact",
    "l": "lay",
    "b": "brand",
    "a": "abbreviation",
    "r": "related",
}

#: What a name of each type is worth as another name, as a share of an exact one.
SHARES = {"m": 1.0, "g": 1.0, "e": 1.0, "l": 1.0, "b": 1.0, "a": 0.8, "r": 0.5}

#: The most words that a name and a span of a query may have, stop words aside.
MAX_WORDS = 10

#: The most other names of one name, best first.
MAX_NAMES = 12


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of what a query names."""

    text: str  # as its list writes it
    tokens: tuple[str, ...]  # its normal forms in their order, stop words left out
    type: str  # one of the values of `TYPES`
    share: float  # what it is worth beside an exact name, from 0 to 1
    outdated: bool  # to match only: it is hurtful or of another time, and must not be shown to readers


@dataclass(frozen=True, slots=True)
class NameMatch:
    """Words of a query that are a name: from the word `first` to the word `last`, both included."""

    first: int
    last: int
    names: tuple[OtherName, ...]  # those that lead to an article, best first
