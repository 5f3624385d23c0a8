"""The library: every cleaned article and every failed page, in one SQLite file.

The index can always be rebuilt from it, and a page whose bytes did not change is never cleaned twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from corpus.model import Article
from indexer.errors import LibraryError
from indexer.stored import dump_article, load_article

FILE = "library.sqlite"
_VERSION = 1
_SCHEMA = """
CREATE TABLE pages (
    path TEXT PRIMARY KEY,
    hash TEXT NOT NULL,             -- of the page's bytes and the cleaner's fingerprint
    article_id TEXT NOT NULL UNIQUE,
    url TEXT,
    article TEXT NOT NULL           -- as JSON, see indexer.stored
);
CREATE TABLE failures (path TEXT PRIMARY KEY, reason TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What the library knows of a page without opening its article."""

    hash: str
    article_id: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, and why, as a sentence."""

    path: str
    reason: str


class Library:
    """An open library; close it, or use it as a context manager."""

    def __init__(self, data_dir: Path) -> None:
        """Open the library of a data folder, made when there is none; a `LibraryError` when it cannot be."""
        path = data_dir / FILE
        try:
            self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._prepare(path)
        except sqlite3.Error as error:
            raise LibraryError(
                f"The library {path} cannot be read ({error}). If it is damaged, move it away and "
                "reindex: it is made anew from the corpus."
            ) from error

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All changes inside are kept together when it ends normally, and none when it does not."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def pages(self) -> Mapping[str, StoredPage]:
        """Every page that has an article, by path."""
        rows = self._db.execute("SELECT path, hash, article_id FROM pages")
        return {path: StoredPage(hash_, article_id) for path, hash_, article_id in rows}

    def put(self, path: str, hash_: str, article: Article) -> None:
        """Keep a page's article in place of its former one, and forget that it failed."""
        self._db.execute(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET "
            "hash = excluded.hash, article_id = excluded.article_id, url = excluded.url, "
            "article = excluded.article",
            (path, hash_, article.id, article.url, dump_article(article)),
        )

    def remove(self, path: str) -> None:
        """Forget a page and its article."""
        self._db.execute("DELETE FROM pages WHERE path = ?", (path,))

    def put_failures(self, failures: list[Failure]) -> None:
        """Keep these failures in place of all former ones."""
        self._db.execute("DELETE FROM failures")
        self._db.executemany(
            "INSERT OR REPLACE INTO failures VALUES (?, ?)", [(f.path, f.reason) for f in failures]
        )

    def failures(self) -> list[Failure]:
        """The pages that failed when they were last read, by path."""
        return [Failure(*row) for row in self._db.execute("SELECT path, reason FROM failures ORDER BY path")]

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of ids: the same library gives the same index."""
        for (text,) in self._db.execute("SELECT article FROM pages ORDER BY article_id"):
            yield load_article(text)

    def article(self, article_id: str) -> Article | None:
        """The article with what was dropped from its page, or None."""
        row = self._db.execute("SELECT article FROM pages WHERE article_id = ?", (article_id,)).fetchone()
        return load_article(row[0]) if row else None

    def count(self) -> int:
        """How many articles there are."""
        return int(self._db.execute("SELECT count(*) FROM pages").fetchone()[0])

    def shared_urls(self) -> list[tuple[str, list[str]]]:
        """URLs that several pages claim, with the pages' paths."""
        rows = self._db.execute(
            "SELECT url, group_concat(path, char(10)) FROM pages WHERE url IS NOT NULL "
            "GROUP BY url HAVING count(*) > 1 ORDER BY url"
        )
        return [(url, sorted(paths.split("\n"))) for url, paths in rows]

    def _prepare(self, path: Path) -> None:
        version = self._db.execute("PRAGMA user_version").fetchone()[0]
        if version > _VERSION:
            raise LibraryError(
                f"The library {path} is of version {version}, newer than this program's {_VERSION}. "
                "Use the program that wrote it, or another data folder."
            )
        if version < _VERSION:
            self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")
