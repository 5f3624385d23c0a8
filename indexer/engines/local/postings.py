"""The posting lists that an embedded engine reads from its index to answer a query, and their bytes.

The postings of a token are its sections, each with the BM25F-weighted frequency and the positions. A
position here is the field's offset plus the position in the field, so that one list answers for every
field and a phrase never crosses from one into another.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from indexer import weights
from indexer.arrays import Flags, Floats, Numbers
from indexer.documents.indexed_section import IndexedSection
from indexer.query.tree import FieldName

#: Longest field in tokens: a page's 2 MB of text hold fewer than half a million.
FIELD_SPAN = 1 << 20
FIELD_OFFSET: dict[FieldName, int] = {"title": 0, "heading": FIELD_SPAN, "body": 2 * FIELD_SPAN}
FIELD_WEIGHTS: dict[FieldName, float] = {
    "title": weights.TITLE,
    "heading": weights.HEADING,
    "body": weights.BODY,
}
WEIGHT_OF_FIELD = np.array([FIELD_WEIGHTS[name] for name in FIELD_OFFSET], np.float32)


@dataclass(frozen=True, slots=True)
class Postings:
    """The sections with a token, by rising number; the next two columns are parallel to `numbers`."""

    numbers: Numbers
    frequencies: Floats  # weighted by field
    counts: Numbers  # how many of the positions are each section's
    positions: Numbers  # field offset plus position, rising within a section

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def ends(self) -> Numbers:
        """Where the positions of each section end."""
        found: Numbers = np.cumsum(self.counts)
        return found

    def sections(self) -> Numbers:
        """The number of the section of each position."""
        return np.repeat(self.numbers, self.counts)


NO_POSTINGS = Postings(
    np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.int32), np.empty(0, np.int32)
)


class PostingLists:
    """Collects the tokens of many sections, in the order of their numbers, and sorts them into lists."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, int] = defaultdict()
        self._ids.default_factory = self._ids.__len__  # each term's id is how many came before it
        self._terms = array("i")
        self._positions: list[Numbers] = []
        self._sections: list[tuple[int, int]] = []  # number and how many tokens

    def __len__(self) -> int:
        """How many tokens were collected."""
        return len(self._terms)

    def add(self, number: int, section: IndexedSection) -> None:
        """Collect a section under its number."""
        before = len(self._terms)
        for name, field in (("title", section.title), ("heading", section.heading), ("body", section.body)):
            self._terms.extend(map(self._ids.__getitem__, field.texts))
            positions = np.minimum(np.array(field.positions, np.int32), FIELD_SPAN - 1)
            self._positions.append(positions + np.int32(FIELD_OFFSET[name]))  # type: ignore[index]
        self._sections.append((number, len(self._terms) - before))

    def packed(self) -> Iterator[tuple[str, int, bytes]]:
        """Each term with the number of its sections and its list for `unpacked`, in order of first use."""
        terms = np.frombuffer(self._terms, np.int32)
        order = np.argsort(terms, kind="stable")
        positions = np.concatenate(self._positions)[order]
        numbers = np.repeat(*np.array(self._sections, np.int32).T)[order]
        starts = np.flatnonzero(_changes(terms[order]) | _changes(numbers))
        counts = np.diff(starts, append=len(order)).astype(np.int32)
        frequencies = np.add.reduceat(WEIGHT_OF_FIELD[positions // FIELD_SPAN], starts)
        columns = numbers[starts], frequencies, counts
        firsts = np.flatnonzero(_changes(terms[order][starts])).tolist()  # each term's first posting
        first_positions = [*starts[firsts].tolist(), len(order)]
        for number, (term, (first, end)) in enumerate(
            zip(self._ids, pairwise([*firsts, len(starts)]), strict=True)
        ):
            own = [column[first:end] for column in columns]
            own.append(positions[first_positions[number] : first_positions[number + 1]])
            yield term, end - first, b"".join(((end - first).to_bytes(4, "little"), *map(_bytes, own)))


def unpacked(content: bytes) -> Postings:
    """The list that `PostingLists` packed."""
    count = int.from_bytes(content[:4], "little")
    numbers = np.frombuffer(content, "<i4", count, 4)
    frequencies = np.frombuffer(content, "<f4", count, 4 + 4 * count)
    counts = np.frombuffer(content, "<i4", count, 4 + 8 * count)
    return Postings(numbers, frequencies, counts, np.frombuffer(content, "<i4", offset=4 + 12 * count))


def merged(lists: Iterable[Postings]) -> Postings:
    """The lists of one term as one; each names sections after those of the lists before it."""
    found = list(lists)
    if len(found) == 1:
        return found[0]
    columns = (
        np.concatenate([getattr(one, name) for one in (NO_POSTINGS, *found)])
        for name in ("numbers", "frequencies", "counts", "positions")
    )
    return Postings(*columns)


def filtered(postings: Postings, wanted: Flags) -> Postings:
    """The postings of the flagged sections."""
    return Postings(
        postings.numbers[wanted],
        postings.frequencies[wanted],
        postings.counts[wanted],
        postings.positions[np.repeat(wanted, postings.counts)],
    )


def _changes(values: Numbers) -> Flags:
    """Where a value differs from the one before it; the first does."""
    changed = np.ones(len(values), np.bool_)
    changed[1:] = values[1:] != values[:-1]
    return changed


def _bytes(column: Numbers | Floats) -> bytes:
    return column.astype(column.dtype.newbyteorder("<"), copy=False).tobytes()
