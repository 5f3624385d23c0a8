"""What killed reindexes left is deleted by the next one, and no generation with it."""

import pytest

from indexer.generations.generations import Generations
from indexer.generations.leftovers import delete_leftovers, find_leftovers
from indexer.generations.lock import writer_lock
from indexer.reindex import reindex
from indexer.status import read_status


@pytest.fixture
def data(tmp_path, corpus_of, page):
    for text in ("Rest.", "Sleep."):
        reindex([corpus_of({"a.html": page("Gout", Treatment=text)})], tmp_path / "data", workers=1)
    half = tmp_path / "data" / "generations" / "000003"
    half.mkdir()
    (half / "half.seg").write_bytes(b"x" * 1000)
    (tmp_path / "data" / "CURRENT.new").write_text("3")
    return tmp_path / "data"


def test_incomplete_generations_and_files_are_deleted_and_reported(data):
    found = {(left.path.name, left.size) for left in find_leftovers(data)}
    assert found == {("000003", 1000), ("CURRENT.new", 1)}
    assert {(left.path.name, left.size) for left in delete_leftovers(data)} == found
    assert find_leftovers(data) == () and Generations(data).numbers() == [1, 2]


def test_a_reindex_deletes_them_first_and_reports_it(data, tmp_path):
    report = reindex([tmp_path / "pages"], data, workers=1)
    assert "Deleted what a killed reindex had left: 000003, CURRENT.new" in report.notes[0]
    assert report.generation == 2 and find_leftovers(data) == ()


def test_status_reports_them_but_not_the_work_of_a_running_reindex(data):
    assert [left.path.name for left in read_status(data).leftovers] == ["000003", "CURRENT.new"]
    with writer_lock(data):
        status = read_status(data)
        assert status.leftovers == () and "process" in status.writer


def test_sealed_generations_and_the_one_that_current_names_are_left_alone(data):
    (data / "generations" / "000002" / "manifest.json").unlink()  # live, damaged
    (data / "generations" / "000001" / "foreign.txt").write_text("x")
    (data / "library.sqlite.damaged-2026").write_text("x")
    (data / "generations" / "notes").mkdir()
    assert {left.path.name for left in delete_leftovers(data)} == {"000003", "CURRENT.new"}
    assert Generations(data).numbers() == [1, 2] and (data / "generations" / "notes").exists()


def test_a_folder_that_is_not_there_has_nothing_left_over(tmp_path):
    assert delete_leftovers(tmp_path / "nowhere") == ()
