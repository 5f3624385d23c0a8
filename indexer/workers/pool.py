"""Work shared out among processes that may be killed: by a page, by the system, by their own limits.

They are programs of their own, as those of `multiprocessing` would run the caller's script once more: one
that calls `reindex` without `if __name__ == "__main__"` would do so in each of them.
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

#: Batches handed to a worker at once, so that it need not wait for the next one.
_AHEAD = 3

_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from indexer.workers.worker import work; work()"


class Workers(Generic[Job, Result]):
    """Processes that run a function over batches of jobs; what goes to and fro must be able to be pickled.

    Each starts when there is work for it. Leaving the context ends them all.
    """

    def __init__(self, function: Callable[[Sequence[Job]], Result], most: int) -> None:
        self._workers = [_Worker(function) for _ in range(most)]

    def __enter__(self) -> Workers[Job, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def start(self) -> None:
        """Start one ahead of its work: it imports what the function needs while something else is done."""
        self._workers[0].start()

    def run(self, batches: Iterable[Sequence[Job]]) -> Iterator[tuple[Sequence[Job], Result | None]]:
        """Each batch, in order, with its result, or with None when its worker died or failed over it.

        Raises `WorkerError` when a worker cannot even start.
        """
        todo = iter(batches)
        running: deque[tuple[Sequence[Job], _Worker[Job, Result]]] = deque()
        while True:
            while len(running) < _AHEAD * len(self._workers) and (batch := next(todo, None)) is not None:
                worker = min(self._workers, key=lambda worker: worker.load)
                worker.hand(batch)
                running.append((batch, worker))
            if not running:
                return
            batch, worker = running.popleft()
            yield batch, worker.result()


class _Worker(Generic[Job, Result]):
    """One worker's process, again and again, and the batches that it was handed, the oldest first."""

    def __init__(self, function: Callable[[Sequence[Job]], Result]) -> None:
        self._function = function
        self._batches: deque[Sequence[Job]] = deque()
        self._process: subprocess.Popen[bytes] | None = None
        self._began = False

    @property
    def load(self) -> tuple[int, bool]:
        """How much it has to do; of two idle ones that has less whose process is there."""
        return len(self._batches), self._process is None

    def start(self) -> None:
        """Start its process; an empty batch has it import everything, and shows that it can begin."""
        command = [sys.executable, "-c", _PROGRAM, *sys.path]
        try:
            with _interrupts_held():
                self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        except OSError as error:
            raise WorkerError(f"No worker process can be started: {error.strerror}.") from error
        self._began = False
        for message in (self._function, (), *self._batches):
            self._send(message)

    def hand(self, batch: Sequence[Job]) -> None:
        """Have it work on a batch when it has done the others."""
        self._batches.append(batch)
        if self._process is None:
            self.start()
        else:
            self._send(batch)

    def result(self) -> Result | None:
        """The result of the oldest batch, waited for; None when it died, and another process has the rest."""
        if not self._began:
            self._begin()
        self._batches.popleft()
        try:
            return cast("Result | None", pickle.loads(self._receive()))
        except EOFError:
            self.end()
            if self._batches:
                self.start()
            return None

    def end(self) -> None:
        """End its process, whatever it is at."""
        if self._process is not None:
            self._process.kill()
            with suppress(BrokenPipeError), self._process:
                self._process = None

    def _begin(self) -> None:
        try:
            self._receive()
        except EOFError as error:
            self.end()
            raise WorkerError(
                "A worker process ended before it could begin. See what it said on standard error, and "
                "whether there is memory left."
            ) from error
        self._began = True

    def _send(self, message: object) -> None:
        if self._process and self._process.stdin:
            with suppress(BrokenPipeError):  # it died, which is found when its result is asked for
                send(self._process.stdin, pickle.dumps(message))

    def _receive(self) -> bytes:
        if not self._process or not self._process.stdout:
            raise EOFError
        return receive(self._process.stdout)


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
