"""What has moved when things stand in another order than before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved(before: Sequence[int]) -> set[int]:
    """Places of what has moved, as few as explain the order.

    `before` is where each thing stood, no two alike. What is in the longest rising subsequence has stayed
    (Fredman 1975).
    """
    tops: list[int] = []  # the lowest end of a rising sequence of each length
    ends: list[int] = []  # the place of that end
    links: list[int] = []  # from each place to the one before it in its sequence
    for place, stood in enumerate(before):
        length = bisect_left(tops, stood)
        links.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [stood]
        ends[length : length + 1] = [place]
    went = set(range(len(before)))
    at = ends[-1] if ends else -1
    while at >= 0:
        went.remove(at)
        at = links[at]
    return went
