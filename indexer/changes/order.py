"""The items that moved, given a new order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def moved_items(before: Sequence[int]) -> set[int]:
    """The indices, in the new order, of the fewest items that must have moved.

    `before` are the former positions of the items, all different. The items of a longest increasing
    subsequence have stayed (Fredman 1975).
    """
    tops: list[int] = []  # the lowest end of an increasing sequence of each length
    ends: list[int] = []  # the index of that end
    links: list[int] = []  # from each index to the one before it in its sequence
    for index, position in enumerate(before):
        length = bisect_left(tops, position)
        links.append(ends[length - 1] if length else -1)
        tops[length : length + 1] = [position]
        ends[length : length + 1] = [index]
    moved = set(range(len(before)))
    at = ends[-1] if ends else -1
    while at >= 0:
        moved.remove(at)
        at = links[at]
    return moved
