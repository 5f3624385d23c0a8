"""A full reindex renames a damaged library and makes a new one from the corpus."""

import sqlite3

import pytest

from indexer.errors import LibraryDamaged, LibraryError
from indexer.library.library import LIBRARY_FILE, Library
from indexer.library.repair import damaged_libraries, rename_damaged_library
from indexer.reindex import reindex
from indexer.status import read_status


@pytest.fixture
def corpus(corpus_of, page):
    return [corpus_of({"a.html": page("Gout"), "b.html": page("Fever")})]


@pytest.fixture
def data(tmp_path, corpus):
    reindex(corpus, tmp_path / "data", workers=1)
    return tmp_path / "data"


def rotten(data):
    content = bytearray((data / LIBRARY_FILE).read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    (data / LIBRARY_FILE).write_bytes(content)


def test_a_full_reindex_renames_it_and_makes_a_new_one(data, corpus):
    (data / LIBRARY_FILE).write_bytes(b"nonsense" * 999)
    with pytest.raises(LibraryDamaged, match="Run `healthsearch reindex --full`"):
        reindex(corpus, data, workers=1)
    report = reindex(corpus, data, workers=1, full=True)
    (aside,) = damaged_libraries(data)
    assert aside.read_bytes() == b"nonsense" * 999 and str(aside) in report.notes[0]
    status = read_status(data)
    assert (status.problem, status.articles_in_library, status.damaged_libraries) == (None, 2, (aside,))


def test_damage_deep_in_the_file_is_enough(data, corpus):
    rotten(data)
    reindex(corpus, data, workers=1, full=True)
    assert len(damaged_libraries(data)) == 1
    with Library(data) as library:
        assert library.count() == 2


def test_the_journal_of_the_damaged_one_goes_with_it(data):
    rotten(data)
    (data / f"{LIBRARY_FILE}-wal").write_bytes(b"")
    (data / f"{LIBRARY_FILE}-shm").write_bytes(b"")
    rename_damaged_library(data)
    assert not list(data.glob(f"{LIBRARY_FILE}-*")) and not (data / LIBRARY_FILE).exists()


def test_one_that_is_whole_or_newer_stays_where_it_is(data, corpus):
    assert rename_damaged_library(data) is None
    with sqlite3.connect(data / LIBRARY_FILE) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LibraryError, match="version 99, newer"):
        reindex(corpus, data, workers=1, full=True)
    assert (data / LIBRARY_FILE).exists() and damaged_libraries(data) == []


def test_one_that_another_program_keeps_locked_is_not_called_damaged(data):
    other = sqlite3.connect(data / LIBRARY_FILE, isolation_level=None)
    other.execute("PRAGMA locking_mode = EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LibraryError, match="Another program keeps it locked") as said:
        Library(data, patience=0.1)
    other.close()
    assert not isinstance(said.value, LibraryDamaged)
