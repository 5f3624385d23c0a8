"""What a corpus looks like from outside: enough to see that something changed, without opening a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.sources.folders import Walk


def stamps(roots: Sequence[Path]) -> frozenset[tuple[str, str]]:
    """Each file that is or may hold pages, and each that cannot be read, with what changes when it does.

    5,476 files take 0.1 s. A root that is not there is one that cannot be read.
    """
    places = [root.resolve() for root in roots]
    walk = Walk(places)
    for place in places:
        walk.take(place, str(place))
    found = {(file.path, file.stamp) for file in walk.files}
    return frozenset(found | {(skipped.path, skipped.reason) for skipped in walk.skipped})
