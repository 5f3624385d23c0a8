"""Pages to articles in worker processes, so that no page can stop, stall or exhaust a reindex."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import resource
import signal
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from types import FrameType

import corpus
from corpus import Article, PageError, limits, read_page
from corpus.read import PageFile, load

#: Pages handed to a worker at a time: enough to make the hand-over cheap, few enough for a smooth bar.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class CleanedPage:
    """One page's outcome: its article, or a reason why there is none, or neither when it did not change."""

    path: str
    hash: str
    article: Article | None = None
    failure: str | None = None


def clean_pages(files: Sequence[PageFile], known: Mapping[str, str], workers: int) -> Iterator[CleanedPage]:
    """Each page's outcome, in the order of the files but for pages that were lost at first.

    `known` holds the hashes of pages cleaned before.

    A page that takes longer than its limit, or takes its process down, is a failure of that page alone.
    """
    fingerprint = _fingerprint()
    batches = [
        [(file, known.get(file.path)) for file in files[start : start + _BATCH]]
        for start in range(0, len(files), _BATCH)
    ]
    lost: list[_Batch] = []
    for batch, outcome in _run(batches, fingerprint, workers, ahead=3 * workers):
        if outcome is None:
            lost.append(batch)
        else:
            yield from outcome
    alone = [[job] for batch in lost for job in batch]  # one at a time, to know which page it was
    for batch, outcome in _run(alone, fingerprint, workers=1, ahead=1):
        yield from outcome or [CleanedPage(batch[0][0].path, "", failure=_KILLED)]


_Batch = list[tuple[PageFile, str | None]]
_KILLED = "Reading the page took its process down, most likely for want of memory."


def _run(
    batches: Sequence[_Batch], fingerprint: str, workers: int, ahead: int
) -> Iterator[tuple[_Batch, list[CleanedPage] | None]]:
    """Each batch with its outcomes, or with None when a worker died while it was under way."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    todo = deque(batches)
    while todo:  # a pool whose worker died is of no use any more, and a new one goes on
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker) as pool:
            yield from _run_in(pool, todo, fingerprint, ahead)


def _run_in(
    pool: ProcessPoolExecutor, todo: deque[_Batch], fingerprint: str, ahead: int
) -> Iterator[tuple[_Batch, list[CleanedPage] | None]]:
    """As `_run`, until all is done or the pool is broken; what was not begun then is still in `todo`."""
    running: deque[tuple[_Batch, Future[list[CleanedPage]]]] = deque()
    broken = False
    while running or (todo and not broken):
        while todo and not broken and len(running) < ahead:
            try:
                running.append((todo[0], pool.submit(_clean_batch, todo[0], fingerprint)))
                todo.popleft()
            except BrokenProcessPool:
                broken = True
        if running:
            batch, future = running.popleft()
            outcome = _outcome(future)
            broken = broken or outcome is None
            yield batch, outcome


def _outcome(future: Future[list[CleanedPage]]) -> list[CleanedPage] | None:
    try:
        return future.result()
    except Exception:  # the worker died, or had no memory left to hand its articles over
        return None


def _start_worker() -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears Ctrl-C and ends the pool
    signal.signal(signal.SIGALRM, _on_alarm)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limits.MAX_WORKER_BYTES if most < 0 else min(limits.MAX_WORKER_BYTES, most)
    with suppress(OSError, ValueError):  # macOS has the limit, but lets no process lower it
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))


def _end_with_parent() -> None:
    """Waits for the end of the process that wants the pages: killed, it cannot tell its workers to stop."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class _TooSlow(Exception):
    pass


def _on_alarm(signum: int, frame: FrameType | None) -> None:
    raise _TooSlow


def _clean_batch(batch: _Batch, fingerprint: str) -> list[CleanedPage]:
    return [_clean(file, known, fingerprint) for file, known in batch]


def _clean(file: PageFile, known: str | None, fingerprint: str) -> CleanedPage:
    hash_ = ""
    signal.setitimer(signal.ITIMER_REAL, limits.MAX_PAGE_SECONDS)
    try:
        page = load(file)
        known_of_it = f"{fingerprint}{page.url}\n{page.content_type}\n"  # they decide on the article, too
        hash_ = hashlib.sha256(known_of_it.encode() + page.html).hexdigest()
        if hash_ == known:
            return CleanedPage(file.path, hash_)
        return CleanedPage(file.path, hash_, article=read_page(page))
    except PageError as error:
        reason = str(error)
    except _TooSlow:
        reason = f"Reading the page took longer than {limits.MAX_PAGE_SECONDS:g} seconds."
    except MemoryError:
        reason = f"Reading the page took more than {limits.MAX_WORKER_BYTES / 1e9:g} GB of memory."
    except Exception as error:  # a page must never stop a run, not even by a fault of ours
        reason = f"Reading the page failed by a fault of this program ({type(error).__name__}: {error})."
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return CleanedPage(file.path, hash_, failure=reason)


def _fingerprint() -> str:
    """The cleaner's own code, hashed: pages are cleaned anew whenever it changed."""
    digest = hashlib.sha256()
    for path in sorted(Path(corpus.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
