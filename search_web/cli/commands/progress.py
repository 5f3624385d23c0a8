"""The progress of a long job on standard error: a bar on a terminal, plain lines elsewhere."""

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

#: Seconds between plain lines: short enough to show in a log that the job is alive, long enough to be read.
_INTERVAL = 10.0


def show_progress(step: str, items: Iterable[T], total: int) -> Iterable[T]:
    """The items; their progress is shown while they are iterated over."""
    label = _LABELS.get(step, step)
    return _bar(label, items, total) if sys.stderr.isatty() else _lines(label, items, total)


def _bar(label: str, items: Iterable[T], total: int) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:<18}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield from progress.track(items, total=total, description=label)


def _lines(label: str, items: Iterable[T], total: int) -> Iterator[T]:
    printed = monotonic()
    for done, item in enumerate(items, start=1):
        yield item
        if monotonic() - printed >= _INTERVAL:
            printed = monotonic()
            print(f"{label}: {done:,} of {total:,}", file=sys.stderr, flush=True)
    print(f"{label}: {total:,} done", file=sys.stderr, flush=True)
