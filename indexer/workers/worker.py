"""The program of a worker process: it runs one function over batches of jobs that come through a pipe."""

from __future__ import annotations

import os
import pickle
import resource
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import IO

from corpus import limits

_SIZE = 8  # bytes before each message


def work() -> None:
    """Read a function and then batches from standard input, and write each batch's result, until input ends.

    A result is None where the function failed, for example because memory ran out.
    """
    _limit_memory()
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the function prints must not mix with the results
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(messages,), daemon=True).start()
    function = pickle.loads(messages.get())
    with suppress(BrokenPipeError):
        while True:
            send(results, _result(function, messages.get()))


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message; `BrokenPipeError` where nobody reads any more."""
    pipe.write(len(message).to_bytes(_SIZE, "big") + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """Wait for the next message; `EOFError` where the other side ended before it was complete."""
    size = pipe.read(_SIZE)
    message = pipe.read(int.from_bytes(size, "big"))
    if len(size) < _SIZE or len(message) < int.from_bytes(size, "big"):
        raise EOFError
    return message


def _result(function: Callable[[object], object], message: bytes) -> bytes:
    try:
        return pickle.dumps(function(pickle.loads(message)))
    except Exception:
        return pickle.dumps(None)


def _listen(messages: SimpleQueue[bytes]) -> None:
    """Queue messages as they arrive. When the pipe closes, the process ends, whatever it is doing.

    The pipe closes also when the parent process is killed.
    """
    with suppress(EOFError), os.fdopen(os.dup(0), "rb") as pipe:
        while True:
            messages.put(receive(pipe))
    os._exit(0)


def _limit_memory() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limits.MAX_WORKER_BYTES if most < 0 else min(limits.MAX_WORKER_BYTES, most)
    with suppress(OSError, ValueError):  # macOS has the limit, but no process can lower it
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
