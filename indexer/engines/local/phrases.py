"""Where the words of a phrase stand as they should, reckoned for all sections at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.arrays import Floats, Numbers, among
from indexer.engines.local.postings import FIELD_SPAN, FIELDS, Postings
from indexer.query.tree import FieldName

#: Above every place and its offset, so that a section's number and a place make one number.
_SECTION_SPAN = 1 << 23


def phrase_counts(
    lists: Sequence[Postings], offsets: Sequence[int], within: Numbers, field: FieldName | None
) -> tuple[Numbers, Floats]:
    """The sections, of those given, that hold the phrase, and how often each does.

    `lists` are the postings of its words, `offsets` their distances from its first word, in positions.
    """
    starts: Numbers | None = None
    for postings, offset in sorted(zip(lists, offsets, strict=True), key=lambda pair: len(pair[0])):
        own = _places(postings, within) - offset
        starts = own if starts is None else starts[among(starts, own)[0]]
    found = np.empty(0, np.int64) if starts is None else starts
    if field:
        found = found[(found % _SECTION_SPAN) // FIELD_SPAN == FIELDS[field] // FIELD_SPAN]
    sections = found // _SECTION_SPAN
    firsts = np.flatnonzero(np.diff(sections, prepend=-1))
    return sections[firsts], np.diff(firsts, append=len(sections)).astype(np.float64)


def _places(postings: Postings, within: Numbers) -> Numbers:
    """Each place in one of the sections, as one number with the section's."""
    shared = among(postings.numbers, within)[0]
    owners = np.repeat(postings.numbers[shared].astype(np.int64), postings.counts[shared])
    return owners * _SECTION_SPAN + postings.places[np.repeat(shared, postings.counts)]
