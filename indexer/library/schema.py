"""The tables of `library.sqlite`, and the migration of a library that an earlier version wrote."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from indexer.errors import LibraryDamaged, LibraryError

#: Four different schemas have the number 1, so the columns show which one a library has, not the number.
VERSION = 2

_TABLES = {
    "pages": """
CREATE TABLE pages (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,            -- of the page's file and the cleaner, see indexer.library.update
    hash TEXT NOT NULL,             -- of the page's bytes and the cleaner's fingerprint
    article_id TEXT NOT NULL UNIQUE,
    url TEXT,
    article TEXT NOT NULL           -- as JSON, see indexer.documents.article_json
)""",
    "documents": """
CREATE TABLE documents (            -- the indexed sections of an article, see indexer.documents.serialization
    article_id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,      -- of the analysis
    hash TEXT NOT NULL,             -- of the content
    source TEXT NOT NULL,
    sections INTEGER NOT NULL,
    words INTEGER NOT NULL,
    content BLOB NOT NULL
)""",
    "failures": "CREATE TABLE failures (path TEXT PRIMARY KEY, reason TEXT NOT NULL)",
}

_COLUMNS = {
    "pages": {"path", "stamp", "hash", "article_id", "url", "article"},
    "documents": {"article_id", "fingerprint", "hash", "source", "sections", "words", "content"},
    "failures": {"path", "reason"},
}


def prepare_tables(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new library, and bring those of an earlier version up to this one.

    Pages and their articles stay. Documents are derived from articles: a table with other columns is made
    anew, and the next reindex fills it. Raises `LibraryError` for a library of a newer version,
    `LibraryDamaged` for tables that no version wrote, and what SQLite raises.
    """
    if _version(db) == VERSION and _columns(db) == _COLUMNS:
        return
    if (version := _version(db)) > VERSION:
        raise LibraryError(
            f"The library {path} is of version {version}, newer than this program's {VERSION}. "
            "Use the program that wrote it, or another data folder."
        )
    with _all_or_nothing(db):
        _migrate(db, path)
        db.execute(f"PRAGMA user_version = {VERSION}")


def _migrate(db: sqlite3.Connection, path: Path) -> None:
    found = _columns(db)
    if "pages" in found:
        if found["pages"] == _COLUMNS["pages"] - {"stamp"}:
            # No file has an empty stamp, so each page is read again where the corpus still has it.
            db.execute("ALTER TABLE pages ADD COLUMN stamp TEXT NOT NULL DEFAULT ''")
        elif found["pages"] != _COLUMNS["pages"]:
            raise LibraryDamaged(
                f"The library {path} is damaged: no version of this program wrote a table of pages with the "
                f"columns {', '.join(sorted(found['pages']))}. Run `healthsearch reindex --full` with your "
                "corpus: the damaged file is renamed, and a new one is made."
            )
    for table in ("documents", "failures"):
        if table in found and found[table] != _COLUMNS[table]:
            db.execute(f"DROP TABLE {table}")
    for table in _TABLES.keys() - _columns(db).keys():
        db.execute(_TABLES[table])


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _columns(db: sqlite3.Connection) -> dict[str, set[str]]:
    """The columns of each table of `_COLUMNS` that there is."""
    tables = {table: db.execute(f"PRAGMA table_info({table})").fetchall() for table in _COLUMNS}
    return {table: {str(name) for _, name, *_ in rows} for table, rows in tables.items() if rows}


@contextmanager
def _all_or_nothing(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # a full disk has SQLite roll back by itself
            db.execute("ROLLBACK")
        raise
