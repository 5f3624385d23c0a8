"""Watching: once it is quiet, again after what failed, and to its end."""

from itertools import count
from threading import Event, Thread

import pytest

from indexer import watch as watching
from indexer.errors import NothingToIndex, ReindexBusy
from indexer.watch import watch


@pytest.fixture(autouse=True)
def hurry(monkeypatch):
    """The same waits, a fiftieth as long."""
    monkeypatch.setattr(watching, "_LOOK_EVERY", 0.02)
    monkeypatch.setattr(watching, "_RETRY_FIRST", 0.1)


@pytest.fixture
def start():
    """Watches in a thread until the test ends; gives what happened."""
    stop, threads = Event(), []

    def begin(look, run, quiet=0.05):
        said = []
        thread = Thread(
            target=watch,
            args=(look, run, lambda error, retry: said.append((error, retry)), stop.wait),
            kwargs={"quiet": quiet},
            daemon=True,
        )
        thread.start()
        threads.append(thread)
        return said

    yield begin
    stop.set()
    for thread in threads:
        thread.join(5)
        assert not thread.is_alive()


def until(condition, seconds=5.0):
    wait = Event()
    for _ in range(int(seconds / 0.01)):
        if condition():
            return
        wait.wait(0.01)
    raise AssertionError("it did not come to that in time")


def test_it_runs_at_once_and_not_again_while_nothing_changes(start):
    runs = []
    start(lambda: "same", lambda: runs.append(1))
    until(lambda: runs)
    Event().wait(0.3)
    assert len(runs) == 1


def test_many_changes_in_a_row_are_one_run(start):
    state, runs = ["a"], []
    start(lambda: state[0], lambda: runs.append(state[0]), quiet=0.1)
    until(lambda: runs == ["a"])
    for number in range(15):
        state[0] = f"b{number}"
        Event().wait(0.02)
    until(lambda: len(runs) == 2)
    Event().wait(0.3)
    assert runs == ["a", "b14"]


def test_what_changes_during_a_run_is_run_again(start):
    state, runs = ["a"], []

    def run():
        runs.append(state[0])
        state[0] = "b"

    start(lambda: state[0], run)
    until(lambda: runs == ["a", "b"])


def test_a_corpus_that_never_is_quiet_is_run_all_the_same(start):
    runs, numbers = [], count()
    start(lambda: next(numbers), lambda: runs.append(1), quiet=0.01)
    until(lambda: len(runs) > 2)


def test_a_failed_run_is_reported_and_repeated_after_growing_pauses(start):
    tries = []

    def run():
        tries.append(1)
        if len(tries) < 4:
            raise ReindexBusy("Another reindex is running.")

    said = start(lambda: "same", run)
    until(lambda: len(tries) == 4)
    assert [retry for _, retry in said] == [0.1, 0.2, 0.4]


def test_an_empty_corpus_is_reported_once_and_tried_again_when_it_changes(start):
    state, tries = ["empty"], []

    def run():
        tries.append(1)
        if state[0] == "empty":
            raise NothingToIndex("None of the 3 pages could be read.")

    said = start(lambda: state[0], run)
    until(lambda: said)
    Event().wait(0.3)
    assert len(tries) == 1 and said[0][1] is None
    state[0] = "full"
    until(lambda: len(tries) == 2)
