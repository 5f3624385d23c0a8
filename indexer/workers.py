"""Work shared out among processes that may be killed: by a page, by the system, by their own limits."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from threading import Thread
from typing import Generic, TypeVar

from corpus import limits

Job = TypeVar("Job")
Result = TypeVar("Result")


class Workers(Generic[Job, Result]):
    """Runs a function over batches of jobs in worker processes; both must be able to be pickled.

    `preload` names the module that holds the function: it is imported once, not by every worker.
    """

    def __init__(self, work: Callable[[Sequence[Job]], Result], preload: str, workers: int) -> None:
        self._work = work
        self._count = workers
        self._ahead = 3 * workers if workers > 1 else 1  # a lone worker's death then costs one batch
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([preload])

    def run(self, batches: Iterable[Sequence[Job]]) -> Iterator[tuple[Sequence[Job], Result | None]]:
        """Each batch, in order, with its result, or with None when a worker died while it was under way."""
        todo = _Todo(iter(batches))
        while todo.more():  # a pool whose worker died is of no use any more, and a new one goes on
            with ProcessPoolExecutor(
                self._count, mp_context=self._context, initializer=_start_worker
            ) as pool:
                yield from self._run_in(pool, todo)

    def _run_in(
        self, pool: ProcessPoolExecutor, todo: _Todo[Job]
    ) -> Iterator[tuple[Sequence[Job], Result | None]]:
        """As `run`, until all is done or the pool is broken; what was not begun then is still to do."""
        running: deque[tuple[Sequence[Job], Future[Result]]] = deque()
        broken = False
        while running or (not broken and todo.more()):
            while not broken and len(running) < self._ahead and todo.more():
                try:
                    with _interrupts_held():
                        running.append((todo.next, pool.submit(self._work, todo.next)))
                    todo.begun()
                except BrokenProcessPool:
                    broken = True
            if running:
                batch, future = running.popleft()
                result = _result(future)
                broken = broken or result is None
                yield batch, result


class _Todo(Generic[Job]):
    """Batches still to be handed out, read from their source one at a time."""

    def __init__(self, batches: Iterator[Sequence[Job]]) -> None:
        self._batches = batches
        self.next: Sequence[Job] = ()

    def more(self) -> bool:
        """Whether there is a `next` batch."""
        self.next = self.next or next(self._batches, ())
        return bool(self.next)

    def begun(self) -> None:
        """`next` was handed out."""
        self.next = ()


def batched(jobs: Sequence[Job], size: int) -> list[Sequence[Job]]:
    """The jobs in batches of this size, the last of what is left."""
    return [jobs[start : start + size] for start in range(0, len(jobs), size)]


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits, and never comes to the processes that are started meanwhile: they inherit this."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _result(future: Future[Result]) -> Result | None:
    try:
        return future.result()
    except Exception:  # the worker died, or had no memory left to hand its result over
        return None


def _start_worker() -> None:
    Thread(target=_end_with_parent, daemon=True).start()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limits.MAX_WORKER_BYTES if most < 0 else min(limits.MAX_WORKER_BYTES, most)
    with suppress(OSError, ValueError):  # macOS has the limit, but lets no process lower it
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))


def _end_with_parent() -> None:
    """Waits for the end of the process that wants the work: killed, it cannot tell its workers to stop."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
