"""A process that has reindexes go wrong in every way there is, and prints what became of each: JSON lines.

Arguments: a folder of its own, the way ("incremental", "full", "first"), the trial.
"""

import itertools
import json
import os
import resource
import signal
import sqlite3
import sys
from contextlib import contextmanager
from pathlib import Path

import disk
import scene
from power import Power

from indexer.errors import IndexerError

#: Bytes that a file may have: SQLite writes pages of 4,096, and 24 more with each in its log.
FILE_SIZES = (0, 1, 30, 100, 512, 1_000, 2_000, 4_096, 4_200, 8_272, 12_400, 20_000, 40_000, 60_000, 100_000)


def tell(at, said, here, mend=True):
    """One outcome: the error, what a reader finds then, and what is still wrong after another reindex."""
    outcome = {"at": at, "said": said, "found": here.which(), "wrong": here.mended() if mend else []}
    print(json.dumps(outcome), flush=True)


def run(here):
    """The error message that a reindex ends with, None when it succeeds."""
    try:
        here.run()
    except (IndexerError, OSError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def fail_each(here, watched, act):
    """Every operation in turn fails."""
    for number in itertools.count(1):
        here.begin()
        watched.told = counted = disk.Counted(number, act)
        said = run(here)
        watched.told = None
        if counted.at is None:
            return
        tell(counted.at, said, here)


def kill_each(here, watched):
    """The process is killed at every operation in turn."""
    for number in itertools.count(1):
        here.begin()
        watched.told = disk.Counted(number, disk.die)
        code = in_child(here.run)
        watched.told = None
        if not code:
            return
        tell(f"operation {number}", "killed", here)


def cut_each(here, watched, seeds):
    """The power is cut before every operation in turn, and after the last one."""
    here.begin()
    power, cuts = Power(here.disk), here.disk.with_name("cuts")
    cuts.mkdir()
    names = []

    def cut_before(operation):
        for seed in seeds:
            power.cut(cuts / f"{len(names)}-{seed}", seed)
        names.append(str(operation))
        power.follow(operation)

    watched.told = cut_before
    here.run()
    watched.told = None
    for seed in seeds:
        power.cut(cuts / f"{len(names)}-{seed}", seed)
    for number, name in enumerate([*names, "the end"]):
        for seed in seeds:
            here.begin_from(cuts / f"{number}-{seed}")
            tell(f"{name} (seed {seed})", None, here, mend=seed == seeds[number % len(seeds)])


def limit_each(here):
    """Files may not grow beyond a size: the system itself refuses real writes, SQLite's among them."""
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    for size in FILE_SIZES:
        here.begin()
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))
        said = run(here)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        tell(f"files of {size}", said, here)


def kill_at_size(here):
    """The system kills the process in the middle of a write, SQLite's among them."""

    def limited():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        here.run()

    for size in FILE_SIZES:
        here.begin()
        code = in_child(limited)
        tell(f"files of {size}", "killed" if code else None, here)


def fill_library(here):
    """SQLite itself reports that its disk is full, at every number of pages until all fit."""
    for pages in itertools.count(1):
        here.begin()
        with most_pages(pages):
            said = run(here)
        tell(f"{pages} pages", said, here)
        if said is None:
            return


def without_links(here, watched):
    """A file system that has no hard links."""

    def refuse(operation):
        if operation.kind == "link":
            raise PermissionError(1, "Operation not permitted", operation.path)

    here.begin()
    watched.told = refuse
    said = run(here)
    watched.told = None
    tell("link", said, here)


def in_child(work):
    """The exit code of a copy of this process that does this; negative for a signal."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@contextmanager
def most_pages(count):
    connect = sqlite3.connect

    def limited(*arguments, **named):
        library = connect(*arguments, **named)
        library.execute(f"PRAGMA max_page_count = {count}")  # never fewer than it has
        return library

    sqlite3.connect = limited
    try:
        yield
    finally:
        sqlite3.connect = connect


def main():
    folder, way, trial = sys.argv[1:]
    scene.be_quick()
    here = scene.Scene(Path(folder), way)
    watched = disk.Disk(here.disk)
    watched.watch()
    match trial:
        case "full disk":
            fail_each(here, watched, disk.full)
        case "input/output error":
            fail_each(here, watched, disk.broken)
        case "kill":
            kill_each(here, watched)
        case "power cut":
            cut_each(here, watched, range(3))
        case "file size":
            limit_each(here)
        case "kill in a write":
            kill_at_size(here)
        case "full library":
            fill_library(here)
        case "no links":
            without_links(here, watched)


if __name__ == "__main__":
    main()
