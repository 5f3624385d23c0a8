"""Lists that a page wrote into one line: "Signs include - fever - a rash - a sore throat. See a doctor."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise

#: A dash before an item: a spaced hyphen, or one at the start of a line. A dash between words ("x-ray") has
#: no spaces, and an en or em dash sets off a remark.
_DASH = re.compile(r"(?:(?<=\s)|^)- (?=\S)", re.MULTILINE)
#: What comes before the first item of a list even where there are only one or two.
_OPENING = (":", ".")
#: With fewer dashes a pair of them may set off a remark.
_FEWEST = 3


def inline_items(text: str, start: int, end: int) -> list[int]:
    """The offsets of the dashes before the items of a line's list; empty where the line has none."""
    if text.find("- ", start, end) < 0:
        return []
    dashes = [match.start() for match in _DASH.finditer(text, start, end)]
    if not dashes:
        return []
    opened = dashes[0] == start or text[start : dashes[0]].rstrip().endswith(_OPENING)
    return dashes if len(dashes) >= (1 if opened else _FEWEST) else []


def parts(start: int, end: int, dashes: list[int]) -> Iterator[tuple[int, int, bool]]:
    """A stretch of a line cut before each dash: start, end, and whether the part begins an item."""
    at = bisect_left(dashes, start)
    begins = at < len(dashes) and dashes[at] == start
    inside = dashes[at + begins : bisect_left(dashes, end)]
    edges = [start, *inside, end]
    for number, (first, last) in enumerate(pairwise(edges)):
        yield first, last, bool(number) or begins
