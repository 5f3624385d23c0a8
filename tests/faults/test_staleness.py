"""A program that changed: `status` reports what is due, and a reindex redoes that and no more. Guarantee G11.

Each change is made to a copy of the program, which then works on an index of the program as it is.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import scene

import corpus
from indexer.reindex import reindex

#: Prints the problem in `status`, then the number of items of each step of a reindex, then `status` again.
REINDEX = """
import json, sys
from pathlib import Path
from indexer.reindex import reindex
from indexer.status import read_status

def counted(name, items, total):
    counts[name] = total
    return items

if __name__ == "__main__":
    counts, data = {}, Path(sys.argv[2])
    before = read_status(data)
    report = reindex([Path(sys.argv[1])], data, workers=1, progress=counted)
    after = read_status(data)
    print(json.dumps([[*(s.problem for s in (before, after))], [before.due, after.due], counts]))
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A copy of the program."""
    folder, root = tmp_path_factory.mktemp("program"), Path(corpus.__file__).parent.parent
    for package in ("corpus", "indexer"):
        shutil.copytree(root / package, folder / package, ignore=shutil.ignore_patterns("articles", "*.pyc"))
    (folder / "corpus" / "articles").mkdir()
    shutil.copy(next((root / "corpus" / "articles").rglob("*.html")), folder / "corpus" / "articles")
    (folder / "again.py").write_text(REINDEX)
    return folder


@pytest.fixture
def again(program, tmp_path):
    """Reindexes an unchanged corpus with a file of the program changed; returns problems and counts."""
    scene.write_corpus(tmp_path / "pages")
    reindex([tmp_path / "pages"], tmp_path / "data", workers=1)

    def run(file, before, after):
        changed = program / file
        text = changed.read_text()
        assert before in text
        changed.write_text(text.replace(before, after, 1))
        try:
            command = [
                sys.executable,
                str(program / "again.py"),
                str(tmp_path / "pages"),
                str(tmp_path / "data"),
            ]
            options = {"env": os.environ | {"PYTHONPATH": str(program)}, "cwd": program}
            result = subprocess.run(command, capture_output=True, text=True, timeout=60, **options)
        finally:
            changed.write_text(text)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return run


def test_a_program_that_did_not_change_does_nothing(again):
    problems, due, counts = again("corpus/extraction/clean.py", "", "")
    assert problems == due == [None, None]
    assert counts == {"clean": 0, "analyse": 0}


@pytest.mark.parametrize("file", ["kinds.py", "extraction/clean.py", "sources/scan.py"])
def test_a_changed_cleaner_cleans_every_page_again(again, file):
    problems, due, counts = again(f"corpus/{file}", '"""', '"""Changed: ')
    assert problems == [None, None]
    assert "10 pages were read by another version" in due[0] and "healthsearch reindex" in due[0]
    assert due[1] is None
    assert counts["clean"] == 10 and "index" not in counts, "the same articles make no new index"


def test_a_changed_analysis_makes_the_documents_again_and_cleans_nothing(again):
    problems, _, counts = again("indexer/analysis/analyzer.py", 'FINGERPRINT = "', 'FINGERPRINT = "other-')
    assert "another version" in problems[0] and "healthsearch reindex" in problems[0]
    assert problems[1] is None
    assert counts == {"clean": 0, "analyse": 10, "index": 10}


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("indexer/weights.py", 'FINGERPRINT = f"', 'FINGERPRINT = f"other-'),
        ("indexer/generations/manifest.py", '_SCHEMA = "', '_SCHEMA = "other-'),
    ],
    ids=["weights", "schema"],
)
def test_changed_weights_or_another_schema_make_the_index_again_and_nothing_else(again, file, before, after):
    problems, _, counts = again(file, before, after)
    assert "another version" in problems[0] and problems[1] is None
    assert counts == {"clean": 0, "analyse": 0, "index": 10}
