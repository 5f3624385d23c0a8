"""Reindexing whenever a corpus changes, once no more changes come for a moment."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from time import monotonic

from corpus import CorpusError
from corpus.errors import CorpusNotFound
from indexer.errors import IndexerError, NothingToIndex

#: The least seconds between two looks at the corpus, and the largest share of the time that looking takes.
_LOOK_EVERY = 1.0
_LOOKING = 0.05

#: A corpus that keeps changing is indexed after this many times the `quiet` seconds.
_PATIENCE = 30

#: Seconds until a failed run is repeated: the first time, and at most.
_RETRY_FIRST, _RETRY_LAST = 5.0, 300.0

#: Errors that remain until the corpus changes.
_OF_THE_CORPUS = (CorpusNotFound, NothingToIndex)


def watch(
    look: Callable[[], Hashable],
    run: Callable[[], None],
    failed: Callable[[Exception, float | None], None],
    pause: Callable[[float], bool],
    *,
    quiet: float = 2.0,
) -> None:
    """Call `run` at once, and again whenever what `look` gives has changed and been the same for `quiet` s.

    Errors of corpus, index and files in `run` go to `failed`, with the seconds until the next attempt, or
    None where only a change helps; other exceptions are raised. Ends when `pause`, which waits so many
    seconds, returns True.
    """
    seen: Hashable = None
    retry, due = _RETRY_FIRST, None
    while True:
        started = monotonic()
        now = look()
        every = max(_LOOK_EVERY, (monotonic() - started) / _LOOKING)
        if now != seen or (due is not None and monotonic() >= due):
            if seen is not None and now != seen:
                settled = _settled(look, now, pause, quiet)
                if settled is None:
                    return
                now, retry = settled, _RETRY_FIRST
            seen = now
            try:
                run()
                retry, due = _RETRY_FIRST, None
            except _OF_THE_CORPUS as error:
                due = None
                failed(error, None)
            except (CorpusError, IndexerError, OSError) as error:
                failed(error, retry)
                due, retry = monotonic() + retry, min(2 * retry, _RETRY_LAST)
        if pause(every if due is None else min(every, max(0.0, due - monotonic()))):
            return


def _settled(
    look: Callable[[], Hashable], now: Hashable, pause: Callable[[float], bool], quiet: float
) -> Hashable | None:
    """The value of `look` once it stays the same; None when `pause` says to end first."""
    patience = monotonic() + _PATIENCE * quiet
    while monotonic() < patience:
        if pause(quiet):
            return None
        before, now = now, look()
        if now == before:
            break
    return now
