"""Where the words of a phrase stand as they should, reckoned for all sections at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.engines.numbers import Floats, Numbers
from indexer.engines.postings import FIELD_SPAN, FIELDS, Postings
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
        starts = own if starts is None else np.intersect1d(starts, own)
    found = np.empty(0, np.int64) if starts is None else starts
    if field:
        found = found[(found % _SECTION_SPAN) // FIELD_SPAN == FIELDS[field] // FIELD_SPAN]
    numbers, counts = np.unique(found // _SECTION_SPAN, return_counts=True)
    return numbers, counts.astype(np.float64)


def _places(postings: Postings, within: Numbers) -> Numbers:
    """Each place in one of the sections, as one number with the section's."""
    at = np.searchsorted(within, postings.numbers)
    at[at == len(within)] = 0
    wanted = np.repeat(within[at] == postings.numbers, postings.counts)
    found: Numbers = postings.owners()[wanted].astype(np.int64) * _SECTION_SPAN + postings.places[wanted]
    return found
