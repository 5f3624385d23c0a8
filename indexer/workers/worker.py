"""A worker process seen from inside: one function, run over batches of jobs that come through a pipe."""

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
    """Take a function and then batches from standard input, and give each batch's result, until that ends.

    A result is None where the function failed, as for want of memory.
    """
    _limit_memory()
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed does not belong there
    messages: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(messages,), daemon=True).start()
    function = pickle.loads(messages.get())
    with suppress(BrokenPipeError):
        while True:
            send(results, _result(function, messages.get()))


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write a message; raises `BrokenPipeError` where nobody reads any more."""
    pipe.write(len(message).to_bytes(_SIZE, "big") + message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """The next message, waited for; raises `EOFError` where the other side ended before it was whole."""
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
    """Messages as they come. When none can come any more the process ends, whatever it is at.

    The pipe is closed also when the process is killed that wants the work.
    """
    with suppress(EOFError), os.fdopen(os.dup(0), "rb") as pipe:
        while True:
            messages.put(receive(pipe))
    os._exit(0)


def _limit_memory() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    allowed = limits.MAX_WORKER_BYTES if most < 0 else min(limits.MAX_WORKER_BYTES, most)
    with suppress(OSError, ValueError):  # macOS has the limit, but lets no process lower it
        resource.setrlimit(resource.RLIMIT_AS, (allowed, most))
