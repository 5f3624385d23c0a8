"""The state of a data folder: problems are reported, never raised."""

import json

import pytest

from indexer.library.library import LIBRARY_FILE
from indexer.reindex import reindex
from indexer.status import read_status


@pytest.fixture
def data(tmp_path, corpus_of, page):
    folder = corpus_of({"a.html": page("Gout", Treatment="Rest."), "bad.html": b"%PDF-1.4"})
    reindex([folder], tmp_path / "data", workers=1)
    return tmp_path / "data"


def test_an_intact_index_is_reported_with_its_counts_and_failures(data):
    status = read_status(data)
    assert (status.generation, status.problem, status.generations) == (1, None, (1,))
    assert (status.manifest.articles, status.manifest.sections, status.articles_in_library) == (1, 2, 1)
    assert [failure.path for failure in status.failures] == ["pages/bad.html"]


def test_asking_makes_and_changes_nothing(data, tmp_path):
    read_status(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()
    before = {path: path.stat().st_mtime_ns for path in (data / "generations").rglob("*")}
    read_status(data)
    assert {path: path.stat().st_mtime_ns for path in (data / "generations").rglob("*")} == before


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: (data / "CURRENT").unlink(), "There is no index"),
        (lambda data: (data / "CURRENT").write_text("9"), "names generation '9', which is not there"),
        (lambda data: next((data / "generations" / "000001").glob("*.seg")).write_bytes(b""), "is damaged"),
        (lambda data: (data / "generations" / "000001" / "words.tsv").unlink(), "is missing"),
        (lambda data: (data / "generations" / "000001" / "manifest.json").write_text("{"), "manifest"),
        (lambda data: (data / LIBRARY_FILE).write_bytes(b"nonsense" * 999), "library"),
    ],
    ids=["no CURRENT", "wrong CURRENT", "damaged file", "missing file", "broken manifest", "broken library"],
)
def test_every_kind_of_damage_is_reported_as_a_problem(data, damage, said):
    damage(data)
    status = read_status(data)
    assert said in status.problem and status.problem.endswith(".")


def test_an_index_of_another_version_is_reported_as_due(data):
    path = data / "generations" / "000001" / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"fingerprint": "0/plain-0", "sha256": None}))
    problem = read_status(data).problem
    assert "another version (0/plain-0" in problem and "reindex" in problem


def test_failures_are_reported_even_without_an_index(data):
    (data / "CURRENT").unlink()
    assert [failure.path for failure in read_status(data).failures] == ["pages/bad.html"]
