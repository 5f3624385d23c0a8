"""Where a phrase begins, computed for all sections at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.arrays import Numbers, among
from indexer.engines.local.postings import FIELD_OFFSET, FIELD_SPAN
from indexer.query.tree import FieldName

#: Above every position and its offset, so that a section's number and a position make one key.
SECTION_SPAN = 1 << 23


def phrase_starts(keys: Sequence[Numbers], offsets: Sequence[int], field: FieldName | None) -> Numbers:
    """The keys at which a phrase begins, in a field or in any.

    `keys` are, for each of its tokens, section times `SECTION_SPAN` plus position, rising; `offsets` are the
    distances of the tokens from the first one, in positions.
    """
    starts: Numbers | None = None
    for own, offset in sorted(zip(keys, offsets, strict=True), key=lambda pair: len(pair[0])):
        begins = own - offset
        starts = begins if starts is None else starts[among(starts, begins)[0]]
    found = np.empty(0, np.int64) if starts is None else starts
    if field:
        found = found[(found % SECTION_SPAN) // FIELD_SPAN == FIELD_OFFSET[field] // FIELD_SPAN]
    return found
