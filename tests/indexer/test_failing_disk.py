"""Whichever file operation of a reindex fails, a whole index serves, and the next reindex succeeds.

Guarantee G2, for the operations that Python tells of: opening to write, renaming, deleting, making folders.
"""

import json
import shutil
import subprocess
import sys

import pytest

from indexer.reindex import reindex
from indexer.search import Searcher

#: Fails the operation on the data folder at which `left` comes to 0.
HOOK = """
import json, os, sys
from pathlib import Path
from indexer.errors import IndexerError
from indexer.reindex import reindex
from indexer.search import Searcher

old, new, data = map(Path, sys.argv[1:4])
left, at = 0, ""

def fail_when_due(event, arguments):
    global left, at
    if left <= 0 or not arguments or not str(arguments[0]).startswith(str(data)):
        return
    if event == "open":
        if not (arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)):
            return
    elif event not in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate"):
        return
    left -= 1
    if left == 0:
        at = f"{event} {Path(arguments[0]).name}"
        fail(str(arguments[0]))

sys.addaudithook(fail_when_due)
"""

FAIL_EACH = """
def fail(path):
    raise OSError(28, "No space left on device", path)

def titles():
    searcher = Searcher.open(data)
    found = [hit.title for hit in searcher.search("gout").articles]
    searcher.close()
    return found

for number in range(1, 200):
    reindex([old], data, workers=1)
    before, said, (left, at) = titles(), None, (number, "")
    try:
        reindex([new], data, workers=1)
    except (IndexerError, OSError) as error:
        said = str(error)
    done, left = left > 0, 0
    print(json.dumps({"at": at, "said": said, "before": before, "after": titles()}))
    if done:
        break
"""

DIE_ONCE = """
def fail(path):
    os._exit(9)

left = int(sys.argv[4])
reindex([new], data, workers=1)
"""


@pytest.fixture
def corpora(corpus_of, page):
    """Two corpora of one page each."""
    return [corpus_of({"a.html": page(f"Gout {name}")}, name=name) for name in ("old", "new")]


def titles(data):
    searcher = Searcher.open(data)
    found = [hit.title for hit in searcher.search("gout").articles]
    searcher.close()
    return found


@pytest.mark.slow
def test_a_reindex_fails_at_any_file_operation_without_harm_and_says_so(corpora, tmp_path):
    command = [sys.executable, "-c", HOOK + FAIL_EACH, *map(str, corpora), str(tmp_path / "data")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    *failed, last = map(json.loads, result.stdout.splitlines())
    assert last["said"] is None and last["after"] == ["Gout new"]
    assert len(failed) > 15
    for one in failed:
        assert one["before"] == ["Gout old"], one
        assert one["after"] == (["Gout old"] if one["said"] else ["Gout new"]), one


@pytest.mark.slow
def test_a_reindex_killed_at_any_file_operation_leaves_a_whole_index(corpora, tmp_path):
    before, data = tmp_path / "before", tmp_path / "data"
    for _ in range(3):  # so that there is a generation to delete
        reindex(corpora[:1], before, workers=1, full=True)
    for number in range(1, 200, 4):
        shutil.copytree(before, data)
        command = [sys.executable, "-c", HOOK + DIE_ONCE, *map(str, corpora), str(data), str(number)]
        died = subprocess.run(command, timeout=60).returncode
        assert titles(data) in ([["Gout old"], ["Gout new"]] if died else [["Gout new"]])
        reindex(corpora[1:], data, workers=1)
        assert titles(data) == ["Gout new"]
        shutil.rmtree(data)
        if not died:
            break
    assert number > 15
