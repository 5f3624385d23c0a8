"""The tokens of many sections, put into Tantivy's slots together, a field at a time.

A section alone takes three times as long, most of it in calls that look at ten tokens.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer.analysis.analyzer import EXACT
from indexer.arrays import Numbers
from indexer.documents.indexed_section import IndexedSection
from indexer.documents.token_hashes import hashes_of_letters, letters_of
from indexer.engines.tantivy.schema import GAP, LONGEST, SECOND, SLOTS, indexed_text

#: Above every slot, so that a field's number and a slot make one number.
_FIELD_SPAN = 1 << 40


@dataclass(frozen=True, slots=True)
class SlottedField:
    """A field's tokens in their slots: as a text with gaps, or as a list where a text cannot have them so."""

    words: str  # the tokens without their slots
    text: str
    listed: Sequence[tuple[int, str]]  # slots, rising, and tokens
    second: Sequence[str]  # tokens that are second at their position


@dataclass(frozen=True, slots=True)
class TokenColumns:
    """The tokens of sections, field after field, three of each section."""

    words: Sequence[str]  # of each field, its tokens with a space between them
    texts: Sequence[str]  # of each token
    positions: Numbers
    ends: Sequence[int]  # of each field
    exact: Numbers  # 1 for a spelling as it is written, 0 for a normal form
    hashes: Numbers  # of `indexer.documents.token_hashes`

    @classmethod
    def of(cls, sections: Sequence[IndexedSection]) -> TokenColumns:
        """The tokens of these sections, at least one."""
        words: list[str] = []
        texts: Sequence[str]
        positions, ends = array("I"), []
        for section in sections:
            for field in section.fields:
                words.append(field.text)
                positions.extend(field.positions)
                ends.append(len(positions))
        texts = " ".join(filter(None, words)).split(" ") if positions else ()
        letters, spaces = letters_of(texts)
        if np.diff(spaces).max(initial=0) > LONGEST:
            texts = indexed_text(texts)
            letters, spaces = letters_of(texts)
            words = [" ".join(texts[start:end]) for start, end in pairwise((0, *ends))]
        exact = (letters[spaces[:-1] + 1] == ord(EXACT)).astype(np.int64)
        at = np.frombuffer(positions, np.uint32).astype(np.int64)
        return cls(words, texts, at, ends, exact, hashes_of_letters(letters, spaces))

    def slotted(self) -> Iterator[SlottedField]:
        """Each field. At most one token of a normal form and one spelling are first at a position."""
        sizes = np.diff(self.ends, prepend=0)
        places = np.repeat(np.arange(len(sizes)) * _FIELD_SPAN, sizes) + SLOTS * self.positions + self.exact
        texts, second, crowded = self.texts, dict[int, list[str]](), set[int]()
        if (places[1:] <= places[:-1]).any():
            order = np.argsort(places, kind="stable")
            again = order[1:][np.diff(places[order]) == 0]
            places[again] += SECOND - self.exact[again]
            for at, field in zip(again.tolist(), (places[again] // _FIELD_SPAN).tolist(), strict=True):
                second.setdefault(field, []).append(texts[at])
            order = order[np.argsort(places[order], kind="stable")]
            places, texts = places[order], list(map(texts.__getitem__, order.tolist()))
            crowded = set((places[1:][np.diff(places) == 0] // _FIELD_SPAN).tolist())
        slots = places % _FIELD_SPAN
        parts = _with_separators(texts, slots, np.unique(np.array([0, *self.ends[:-1]])[sizes > 0]))
        for field, (start, end) in enumerate(pairwise((0, *self.ends))):
            listed = (
                list(zip(slots[start:end].tolist(), texts[start:end], strict=True))
                if field in crowded
                else ()
            )
            text = "" if field in crowded else "".join(parts[2 * start : 2 * end])
            yield SlottedField(self.words[field], text, listed, second.get(field, ()))


class _Separators(dict[int, str]):
    """The separator before a token so many slots after the one before it."""

    def __missing__(self, slots: int) -> str:
        separator = self[slots] = f" {f'{GAP} ' * (slots - 1)}"
        return separator


_SEPARATORS = _Separators()


def _with_separators(texts: Sequence[str], slots: Numbers, starts: Numbers) -> list[str]:
    """Each token after what separates it from the one before; `starts` are the first ones of fields."""
    steps = np.diff(slots, prepend=-1)
    steps[starts] = slots[starts] + 1
    parts = [""] * (2 * len(texts))
    parts[::2] = map(_SEPARATORS.__getitem__, steps.tolist())
    parts[1::2] = texts
    return parts
