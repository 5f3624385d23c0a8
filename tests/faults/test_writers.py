"""One writer at a time, as real processes: guarantee G5."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
import scene

from indexer.generations.lock import writer_lock
from indexer.reindex import reindex

#: Reindexes and prints the generation; with a third argument it first holds the lock for so many seconds.
WRITER = """
import sys, time
from pathlib import Path
from indexer import limits
from indexer.errors import IndexerError
from indexer.generations.lock import writer_lock
from indexer.reindex import reindex
limits.LOCK_SECONDS = float(sys.argv[4])
if __name__ == "__main__":
    try:
        if held := float(sys.argv[3]):
            with writer_lock(Path(sys.argv[2])):
                print("holds", flush=True)
                time.sleep(held)
        else:
            print(reindex([Path(sys.argv[1])], Path(sys.argv[2]), workers=1, full=True).generation)
    except IndexerError as error:
        sys.exit(str(error))
"""


@pytest.fixture
def place(tmp_path):
    """A corpus and its data folder."""
    scene.write_corpus(tmp_path / "pages")
    reindex([tmp_path / "pages"], tmp_path / "data", workers=1)
    return tmp_path


@pytest.fixture
def writer(place):
    """Starts a process that reindexes, or holds the lock."""
    script = place / "writer.py"
    script.write_text(WRITER)
    running = []

    def start(holds=0.0, waits=30.0):
        arguments = [script, place / "pages", place / "data", holds, waits]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
        running.append(subprocess.Popen([sys.executable, *map(str, arguments)], **pipes))
        if holds:
            assert running[-1].stdout.readline() == "holds\n"
        return running[-1]

    yield start
    for process in running:
        process.kill()
        process.communicate()


def test_of_two_reindexes_at_once_both_publish_one_after_the_other(writer, place):
    both = [writer(), writer()]
    said = [process.communicate(timeout=60) for process in both]
    assert sorted(out for out, _ in said) == ["2\n", "3\n"], said
    assert scene.orphans(place / "data") == []


def test_a_reindex_that_waited_too_long_names_the_process_that_holds_the_lock(writer, place):
    holder = writer(holds=60)
    started = time.monotonic()
    late = writer(waits=0.5)
    _, said = late.communicate(timeout=30)
    assert late.returncode == 1 and 0.5 <= time.monotonic() - started < 15
    assert f"is running (process {holder.pid} on " in said and " since 20" in said
    assert scene.found(place / "data")  # readers are not kept waiting


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_holder_that_is_killed_frees_the_lock(writer, place, how):
    holder = writer(holds=60)
    waiting = writer()
    os.kill(holder.pid, how)
    out, said = waiting.communicate(timeout=60)
    assert out == "2\n", said


def test_the_lock_file_names_its_holder_only_while_it_is_held(place):
    file = place / "data" / "reindex.lock"
    with writer_lock(place / "data"):
        assert json.loads(file.read_text())["pid"] == os.getpid()
    assert file.read_text() == ""
