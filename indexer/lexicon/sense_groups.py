"""Groups of long forms of one abbreviation that mean the same: plural, case, hyphen, modifier."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from os.path import commonprefix

from rapidfuzz.distance import Indel

from indexer.analysis.analyzer import tokens

_SEPARATORS = re.compile(r"[\W_]+")
_HYPHENS = str.maketrans("-‐‑–/", "     ")

#: The most words before a long form that leave its sense the same: "primary immune thrombocytopenia".
_MAX_MODIFIERS = 2
#: Words at the end of a name that may be left out.
_TAILS = frozenset(text for word in ("disease", "syndrome") for text, *_ in tokens(word))
#: The fewest letters that related words share, and the most of their own: "ovary" and "ovarian".
_SHARED, _OWN = 4, 3
#: Words with fewer letters are mostly numbers and names of types, which must not differ.
_MIN_WORD = 4

Key = tuple[str, ...]


@dataclass(slots=True)
class SenseGroup:
    """One sense as the corpus writes it most, the keys of its long forms, and the articles defining it."""

    short: str
    long: str
    keys: list[Key]
    articles: set[str]


def short_key(short: str) -> str:
    """The key that spellings of one short form share: "IVIg" and "IVIG", "IL-2" and "IL2"."""
    return _SEPARATORS.sub("", short).casefold()


def long_key(long: str) -> Key:
    """The key that spellings of one long form share: its words in normal form, without "type"."""
    found = tokens(long.translate(_HYPHENS).lower())
    normal = {token.position: token.text for token in reversed(found)}  # the first at its position
    return tuple(text for text in reversed(normal.values()) if text != "type")


def grouped(rows: Iterable[tuple[str, str, Iterable[str]]]) -> Sequence[SenseGroup]:
    """The senses in rows of one abbreviation (short form, long form, ids of articles), most used first."""
    by_key: dict[Key, list[tuple[str, str, set[str]]]] = {}
    for short, long, articles in rows:
        by_key.setdefault(long_key(long), []).append((short, long, set(articles)))
    groups: list[SenseGroup] = []
    for group in sorted(map(_group, by_key.items()), key=_rank):
        same = next((other for other in groups if _same(other.keys[0], group.keys[0])), None)
        if same is None:
            groups.append(group)
        else:
            same.keys += group.keys
            same.articles |= group.articles
    return sorted(groups, key=_rank)


def _rank(group: SenseGroup) -> tuple[int, str]:
    return -len(group.articles), group.long


def _group(item: tuple[Key, list[tuple[str, str, set[str]]]]) -> SenseGroup:
    key, rows = item
    shorts: Counter[str] = Counter()
    longs: Counter[str] = Counter()
    for short, long, articles in rows:
        shorts[short] += len(articles)
        longs[long] += len(articles)
    return SenseGroup(_most(shorts), _most(longs), [key], set().union(*(articles for *_, articles in rows)))


def _most(spellings: Counter[str]) -> str:
    """The spelling used most; its first letter small where it occurs so: sentences begin with capitals."""
    together: Counter[str] = Counter()
    for text, count in spellings.items():
        small = text[0].lower() + text[1:]
        together[small if small in spellings else text] += count
    return min(together, key=lambda text: (-together[text], sum(map(str.isupper, text)), text))


def _same(one: Key, other: Key) -> bool:
    less, more = sorted((one, other), key=len)
    extra = len(more) - len(less)
    return (
        _slip(one, other)
        or (0 < extra <= _MAX_MODIFIERS and more[extra:] == less)
        or (extra == 1 and more[:-1] == less and more[-1] in _TAILS)
        or (extra == 0 and all(map(_akin, one, other)))
    )


def _slip(one: Key, other: Key) -> bool:
    """Whether they differ in hyphens, spaces and one extra letter at most, but not as "I" and "II" do."""
    short, too = (sorted(text for text in key if len(text) < _MIN_WORD) for key in (one, other))
    return Indel.distance("".join(one), "".join(other)) <= (1 if short == too else 0)


def _akin(one: str, other: str) -> bool:
    shared = len(commonprefix((one, other)))
    rest = max(len(one), len(other)) - shared
    begins = shared == min(len(one), len(other))  # as "exam" begins "examination"
    return rest == 0 or (shared >= _SHARED and (begins or rest <= _OWN))
