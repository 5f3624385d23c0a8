"""A library that an earlier version wrote is migrated: its articles stay, whatever its tables look like."""

import sqlite3

import pytest

from indexer.documents.article_json import dump_article
from indexer.errors import LibraryDamaged, LibraryError
from indexer.library.check import check_library
from indexer.library.library import LIBRARY_FILE, Failure, Library
from indexer.library.repair import damaged_libraries
from indexer.library.schema import VERSION
from indexer.reindex import rebuild, reindex
from indexer.search.searcher import Searcher
from indexer.status import read_status

_FAILURES = "CREATE TABLE failures (path TEXT PRIMARY KEY, reason TEXT NOT NULL);"
_UNSTAMPED = """CREATE TABLE pages (path TEXT PRIMARY KEY, hash TEXT NOT NULL,
    article_id TEXT NOT NULL UNIQUE, url TEXT, article TEXT NOT NULL);"""
_STAMPED = """CREATE TABLE pages (path TEXT PRIMARY KEY, stamp TEXT NOT NULL, hash TEXT NOT NULL,
    article_id TEXT NOT NULL UNIQUE, url TEXT, article TEXT NOT NULL);"""

#: Every schema that had the number 1, oldest first: its tables, and an article's documents without its id.
FORMER = {
    "without documents": (_UNSTAMPED + _FAILURES, None),
    "documents of 3 columns": (
        _UNSTAMPED
        + """CREATE TABLE documents (article_id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,
        content BLOB NOT NULL);"""
        + _FAILURES,
        ("documents-1", b"x"),
    ),
    "documents of 5 columns": (
        _STAMPED
        + """CREATE TABLE documents (article_id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,
        hash TEXT NOT NULL, sections INTEGER NOT NULL, content BLOB NOT NULL);"""
        + _FAILURES,
        ("documents-1", "0" * 32, 3, b"x"),
    ),
    "documents of 7 columns": (
        _STAMPED
        + """CREATE TABLE documents (article_id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,
        hash TEXT NOT NULL, source TEXT NOT NULL, sections INTEGER NOT NULL, words INTEGER NOT NULL,
        content BLOB NOT NULL);"""
        + _FAILURES,
        ("documents-1", "0" * 32, "", 3, 9, b"x"),
    ),
}


@pytest.fixture(params=FORMER.values(), ids=FORMER)
def data(request, tmp_path, gout):
    """A data folder with a library of an earlier version: one article and one failure."""
    schema, documents = request.param
    folder = tmp_path / "data"
    folder.mkdir()
    with sqlite3.connect(folder / LIBRARY_FILE) as db:
        db.executescript(f"PRAGMA journal_mode = WAL; {schema} PRAGMA user_version = 1;")
        stamp = ("stamp",) if schema.startswith(_STAMPED) else ()
        page = ("pages/gout.html", *stamp, "hash", gout.id, gout.url, dump_article(gout))
        rows = {
            "pages": page,
            "failures": ("pages/bad.html", "It is empty."),
            "documents": documents and (gout.id, *documents),
        }
        for table, values in rows.items():
            if values:
                db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)
    db.close()
    return folder


def schema_of(folder):
    """The columns of each table, by name, and the version."""
    with sqlite3.connect(folder / LIBRARY_FILE) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {table: {row[1] for row in db.execute(f"PRAGMA table_info({table})")} for table in tables}
        (version,) = db.execute("PRAGMA user_version").fetchone()
    db.close()
    return columns, version


def test_it_is_opened_with_its_articles_and_failures_and_has_the_tables_of_a_new_one(data, tmp_path, gout):
    with Library(data) as library:
        assert library.article(gout.id) == gout
        assert library.failures() == [Failure("pages/bad.html", "It is empty.")]
        page = library.pages()["pages/gout.html"]
        assert (page.hash, page.article_id, page.url) == ("hash", gout.id, gout.url)
    Library(tmp_path).close()
    assert schema_of(data) == schema_of(tmp_path)
    assert schema_of(data)[1] == VERSION


def test_it_is_migrated_once_and_stays_as_it_is(data, gout):
    Library(data).close()
    before = (data / LIBRARY_FILE).read_bytes()
    with Library(data) as library:
        assert library.count() == 1
    assert (data / LIBRARY_FILE).read_bytes() == before


def test_an_index_is_built_from_it_alone(data, gout):
    assert rebuild(data)
    searcher = Searcher.open(data)
    assert [hit.id for hit in searcher.search("gout treatment").articles] == [gout.id]
    searcher.close()
    found = check_library(data)
    assert (found.articles, found.problems) == (1, ())


def test_a_reindex_of_its_corpus_publishes_and_keeps_the_article_of_a_page_that_fails(data, corpus_of, page):
    pages = corpus_of({"gout.html": b"%PDF-1.7", "fever.html": page("Fever", Treatment="Sleep.")})
    report = reindex([pages], data, workers=1)
    assert (report.articles.added, report.generation) == (1, 1)
    assert [failure.path for failure in report.articles.failures] == ["pages/gout.html"]
    status = read_status(data)
    assert (status.problem, status.articles_in_library) == (None, 2)
    assert check_library(data).problems == ()


def test_a_page_without_a_stamp_is_due_to_be_read_again(data):
    assert "1 page was read by another version" in read_status(data).due


def test_a_migration_that_fails_leaves_the_library_as_it_was(data, monkeypatch):
    before = schema_of(data)
    monkeypatch.setattr("indexer.library.schema.VERSION", "nonsense(")
    with pytest.raises((LibraryError, TypeError)):
        Library(data)
    assert schema_of(data) == before


def test_a_number_that_was_never_set_does_not_hide_the_tables(data, gout):
    with sqlite3.connect(data / LIBRARY_FILE) as db:
        db.execute("PRAGMA user_version = 0")
    db.close()
    with Library(data) as library:
        assert library.article(gout.id) == gout


def test_a_table_of_pages_that_no_version_wrote_is_damage_and_a_full_reindex_makes_a_new_library(
    tmp_path, corpus_of, page
):
    with sqlite3.connect(tmp_path / LIBRARY_FILE) as db:
        db.executescript("CREATE TABLE pages (number INTEGER, text TEXT); PRAGMA user_version = 1;")
    db.close()
    with pytest.raises(LibraryDamaged, match="columns number, text.*healthsearch reindex --full"):
        Library(tmp_path)
    report = reindex([corpus_of({"a.html": page("Gout")})], tmp_path, workers=1, full=True)
    assert (report.articles.added, len(damaged_libraries(tmp_path))) == (1, 1)
