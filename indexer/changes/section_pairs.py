"""The sections of an article's former version paired with those of its new one, whatever their headings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import TypeAlias

from corpus.model import Section
from indexer.changes.order import moved_items

Pair: TypeAlias = tuple[Section, Section]

#: The least share of common words for pairing two sections by their text alone.
_SIMILAR = 0.5

#: The same where the anchors are equal. Pages number their anchors, so an equal anchor alone means little.
_SIMILAR_AT_ANCHOR = 0.3

#: Sections whose texts are compared each with each: 2,500 pairs in some 0.1 s. Further ones are reported as
#: removed and added.
_MAX_COMPARED = 50


def pair_sections(before: Sequence[Section], after: Sequence[Section]) -> list[Pair]:
    """The sections that are in both versions, in the order of the new one; each section at most once."""
    pairing = _Pairing(before, after)
    pairing.match(lambda section: (section.path, section.text))
    pairing.match(lambda section: section.path)
    pairing.match(lambda section: section.heading)
    pairing.match(lambda section: section.text or section.id)
    pairing.match_similar()
    return sorted(pairing.pairs, key=lambda pair: pair[1].position)


def moved_sections(pairs: Sequence[Pair]) -> set[str]:
    """The ids, in the new version, of the sections whose order among their neighbours changed."""
    moved = moved_items([before.position for before, _ in pairs])
    return {pairs[n][1].id for n in moved}


class _Pairing:
    """The pairs found so far, and the unpaired sections of both sides, in order."""

    def __init__(self, before: Sequence[Section], after: Sequence[Section]) -> None:
        self.pairs: list[Pair] = []
        self._before = list(before)
        self._after = list(after)

    def match(self, key: Callable[[Section], Hashable]) -> None:
        """Pair sections with the same key, in order."""
        unpaired: dict[Hashable, list[Section]] = defaultdict(list)
        for section in reversed(self._before):
            unpaired[key(section)].append(section)
        found = [(unpaired[key(new)].pop(), new) for new in self._after if unpaired.get(key(new))]
        self._take(found)

    def match_similar(self) -> None:
        """Pair the sections with the most words in common, the most similar first."""
        before, after = self._before[:_MAX_COMPARED], self._after[:_MAX_COMPARED]
        words = {id(section): Counter(section.text.split()) for section in (*before, *after)}
        ranked = sorted(
            (
                (_share(words[id(old)], words[id(new)]), -abs(old.position - new.position), i, k)
                for i, old in enumerate(before)
                for k, new in enumerate(after)
            ),
            reverse=True,
        )
        taken: list[Pair] = []
        used: set[tuple[str, int]] = set()
        for share, _, i, k in ranked:
            least = _SIMILAR_AT_ANCHOR if before[i].anchor == after[k].anchor else _SIMILAR
            if share >= least and not used & {("old", i), ("new", k)}:
                used |= {("old", i), ("new", k)}
                taken.append((before[i], after[k]))
        self._take(taken)

    def _take(self, found: Sequence[Pair]) -> None:
        self.pairs += found
        gone = {id(section) for pair in found for section in pair}
        self._before = [section for section in self._before if id(section) not in gone]
        self._after = [section for section in self._after if id(section) not in gone]


def _share(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0
