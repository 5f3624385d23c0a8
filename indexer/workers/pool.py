"""A pool of worker processes, any of which may die: of a page, of the system, of its own limits.

They are separate programs, because those of `multiprocessing` run the caller's script again: a script that
calls `reindex` without `if __name__ == "__main__"` would do so in each of them.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Generic, TypeVar, cast

from indexer.errors import WorkerError
from indexer.workers.worker import receive, send

Job = TypeVar("Job")
Result = TypeVar("Result")

#: Batches sent to a worker ahead, so that it need not wait for the next one.
_AHEAD = 3

_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from indexer.workers.worker import work; work()"


class Workers(Generic[Job, Result]):
    """Processes that run a function over batches of jobs. Function, jobs and results must be picklable.

    Each process starts when there is work for it. Leaving the context ends them all.
    """

    def __init__(self, function: Callable[[Sequence[Job]], Result], most: int) -> None:
        self._workers = [_Worker(function) for _ in range(most)]

    def __enter__(self) -> Workers[Job, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def start(self) -> None:
        """Start one process before there is work, so that it imports what the function needs meanwhile."""
        self._workers[0].start()

    def run(self, batches: Iterable[Sequence[Job]]) -> Iterator[tuple[Sequence[Job], Result | None]]:
        """Yield each batch, in order, with its result, or None where its worker died or the function failed.

        Raises `WorkerError` when a worker cannot even start.
        """
        todo = iter(batches)
        running: deque[tuple[Sequence[Job], _Worker[Job, Result]]] = deque()
        while True:
            while len(running) < _AHEAD * len(self._workers) and (batch := next(todo, None)) is not None:
                worker = min(self._workers, key=lambda worker: worker.load)
                worker.send(batch)
                running.append((batch, worker))
            if not running:
                return
            batch, worker = running.popleft()
            yield batch, worker.result()


class _Worker(Generic[Job, Result]):
    """One worker: its process, restarted when it dies, and the batches that it was sent, the oldest first."""

    def __init__(self, function: Callable[[Sequence[Job]], Result]) -> None:
        self._function = function
        self._batches: deque[Sequence[Job]] = deque()
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False

    @property
    def load(self) -> tuple[int, bool]:
        """The key for choosing a worker: its batches; of two idle ones, one with a process comes first."""
        return len(self._batches), self._process is None

    def start(self) -> None:
        """Start the process; an empty batch makes it import everything and shows that it works."""
        command = [sys.executable, "-c", _PROGRAM, *sys.path]
        try:
            with _interrupts_blocked():
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as error:
            raise WorkerError(f"No worker process can be started: {error.strerror}.") from error
        self._ready = False
        for message in (self._function, (), *self._batches):
            self._write(message)

    def send(self, batch: Sequence[Job]) -> None:
        """Send a batch, to be worked on after the former ones."""
        self._batches.append(batch)
        if self._process is None:
            self.start()
        else:
            self._write(batch)

    def result(self) -> Result | None:
        """Wait for the result of the oldest batch; None if the process died: then a new one gets the rest."""
        if not self._ready:
            self._wait_until_ready()
        self._batches.popleft()
        try:
            return cast("Result | None", pickle.loads(self._read()))
        except EOFError:
            self.end()
            if self._batches:
                self.start()
            return None

    def end(self) -> None:
        """Kill the process, whatever it is doing."""
        if self._process is not None:
            self._process.kill()
            with suppress(BrokenPipeError), self._process:
                self._process = None

    def _wait_until_ready(self) -> None:
        try:
            self._read()
        except EOFError as error:
            self.end()
            raise WorkerError(
                "A worker process ended before it could begin. See its messages on standard error, and check "
                "whether there is memory left."
            ) from error
        self._ready = True

    def _write(self, message: object) -> None:
        if self._process and self._process.stdin:
            with suppress(BrokenPipeError):  # it died, which shows when its result is read
                send(self._process.stdin, pickle.dumps(message))

    def _read(self) -> bytes:
        if not self._process or not self._process.stdout:
            raise EOFError
        return receive(self._process.stdout)


def batched(jobs: Sequence[Job], size: int) -> list[Sequence[Job]]:
    """The jobs in batches of this size; the last may be smaller."""
    return [jobs[start : start + size] for start in range(0, len(jobs), size)]


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Delay Ctrl-C here, and block it in the processes that are started meanwhile: they inherit the mask."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
