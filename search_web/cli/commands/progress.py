"""How far a long job is: a bar on a terminal, plain lines elsewhere; always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

_LABELS = {
    "clean": "Reading pages",
    "analyse": "Analysing articles",
    "index": "Indexing articles",
    "search": "Searching",
    "compare": "Comparing",
}

#: Seconds between plain lines: often enough to see life in a log, seldom enough to read it.
_INTERVAL = 10.0


def show_progress(step: str, items: Iterable[T], total: int) -> Iterable[T]:
    """The items, with their progress shown while they are walked over."""
    label = _LABELS.get(step, step)
    return _bar(label, items, total) if sys.stderr.isatty() else _lines(label, items, total)


def _bar(label: str, items: Iterable[T], total: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield from progress.track(items, total=total, description=label)


def _lines(label: str, items: Iterable[T], total: int) -> Iterator[T]:
    said = monotonic()
    for done, item in enumerate(items, start=1):
        yield item
        if monotonic() - said >= _INTERVAL:
            said = monotonic()
            print(f"{label}: {done:,} of {total:,}", file=sys.stderr, flush=True)
    print(f"{label}: {total:,} done", file=sys.stderr, flush=True)
