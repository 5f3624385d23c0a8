"""The library: every cleaned article and every failed page, in one SQLite file.

The index can always be rebuilt from it, and a page whose bytes did not change is never cleaned twice.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.model import Article
from indexer.documents.article_json import dump_article, load_article
from indexer.errors import LibraryDamaged, LibraryError
from indexer.library.article_sizes import ArticleCount
from indexer.library.contents import ArticleState, Contents

FILE = "library.sqlite"
_VERSION = 1
_SCHEMA = """
CREATE TABLE pages (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,            -- of the page's file and the cleaner, see corpus.sources.scan_result
    hash TEXT NOT NULL,             -- of the page's bytes and the cleaner's fingerprint
    article_id TEXT NOT NULL UNIQUE,
    url TEXT,
    article TEXT NOT NULL           -- as JSON, see indexer.stored
);
CREATE TABLE documents (            -- what engines index of an article, see indexer.kept_documents
    article_id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,      -- of the analysis
    hash TEXT NOT NULL,             -- of the content
    source TEXT NOT NULL,
    sections INTEGER NOT NULL,
    words INTEGER NOT NULL,
    content BLOB NOT NULL
);
CREATE TABLE failures (path TEXT PRIMARY KEY, reason TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What the library knows of a page without opening its article."""

    stamp: str
    hash: str
    article_id: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, and why, as a sentence."""

    path: str
    reason: str


@dataclass(slots=True)
class Changes:
    """What becomes of a transaction's changes."""

    keep: bool = True


class Library:
    """An open library; close it, or use it as a context manager."""

    def __init__(self, data_dir: Path, *, patience: float = 10.0) -> None:
        """Open the library of a data folder, made when there is none; a `LibraryError` when it cannot be.

        `patience` is how many seconds another program may keep it locked.
        """
        self._path = data_dir / FILE
        with self._failing_in_words():
            self._db = sqlite3.connect(self._path, isolation_level=None, timeout=patience)
        try:
            self._do("PRAGMA journal_mode = WAL")
            self._prepare()
        except LibraryError:
            self._db.close()
            raise

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[Changes]:
        """All changes inside are kept together when it ends normally and nobody said otherwise, else none."""
        self._do("BEGIN IMMEDIATE")
        changes = Changes()
        try:
            yield changes
            self._do("COMMIT" if changes.keep else "ROLLBACK")
        except BaseException:
            if self._db.in_transaction:  # a full disk has SQLite roll back by itself
                self._do("ROLLBACK")
            raise

    def pages(self) -> Mapping[str, StoredPage]:
        """Every page that has an article, by path."""
        rows = self._rows("SELECT path, stamp, hash, article_id, url FROM pages")
        return {path: StoredPage(*row) for path, *row in rows}

    def put(self, path: str, stamp: str, hash_: str, article: Article) -> None:
        """Keep a page's article in place of its former one, whose documents go."""
        self._forget_documents(path)
        self._do(
            "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET "
            "stamp = excluded.stamp, hash = excluded.hash, article_id = excluded.article_id, "
            "url = excluded.url, article = excluded.article",
            *(path, stamp, hash_, article.id, article.url, dump_article(article)),
        )

    def touch(self, path: str, stamp: str) -> None:
        """Note that a page's file is another, its bytes the same."""
        self._do("UPDATE pages SET stamp = ? WHERE path = ?", stamp, path)

    def remove(self, path: str) -> None:
        """Forget a page and its article."""
        self._forget_documents(path)
        self._do("DELETE FROM pages WHERE path = ?", path)

    def put_failures(self, failures: list[Failure]) -> None:
        """Keep these failures in place of all former ones."""
        self._do("DELETE FROM failures")
        for failure in failures:
            self._do("INSERT OR REPLACE INTO failures VALUES (?, ?)", failure.path, failure.reason)

    def failures(self) -> list[Failure]:
        """The pages that failed when they were last read, by path."""
        return [Failure(*row) for row in self._rows("SELECT path, reason FROM failures ORDER BY path")]

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of ids: the same library gives the same index."""
        for (text,) in self._rows("SELECT article FROM pages ORDER BY article_id"):
            yield load_article(text)

    def article(self, article_id: str) -> Article | None:
        """The article with what was dropped from its page, or None."""
        rows = self._rows("SELECT article FROM pages WHERE article_id = ?", article_id)
        return next((load_article(text) for (text,) in rows), None)

    def count(self) -> int:
        """How many articles there are."""
        return sum(int(number) for (number,) in self._rows("SELECT count(*) FROM pages"))

    def not_analysed(self, fingerprint: str) -> list[str]:
        """The ids of the articles without documents of this analysis, rising."""
        rows = self._rows(
            "SELECT article_id FROM pages LEFT JOIN documents USING (article_id) "
            "WHERE fingerprint IS NOT ? ORDER BY article_id",
            fingerprint,
        )
        return [article_id for (article_id,) in rows]

    def texts(self, ids: Sequence[str]) -> list[str]:
        """The articles with these ids, as `indexer.documents.article_json` wrote them."""
        wanted = "SELECT article FROM pages WHERE article_id = ?"
        return [text for article_id in ids for (text,) in self._rows(wanted, article_id)]

    def put_documents(self, article_id: str, fingerprint: str, count: ArticleCount, content: bytes) -> None:
        """Keep what an analysis made of an article of this size."""
        digest = hashlib.sha256(content).hexdigest()[:32]
        values = article_id, fingerprint, digest, count.source, count.sections, count.words, content
        self._do("INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", *values)

    def contents(self) -> Contents:
        """What an index of this library holds."""
        rows = self._rows("SELECT article_id, hash, source, sections, words FROM documents")
        return {article_id: ArticleState(hash_, ArticleCount(*size)) for article_id, hash_, *size in rows}

    def documents(self, ids: Iterable[str]) -> Iterator[bytes]:
        """What was made of these articles, in their order."""
        for article_id in ids:
            for (content,) in self._rows("SELECT content FROM documents WHERE article_id = ?", article_id):
                yield content

    def shared_urls(self) -> list[tuple[str, list[str]]]:
        """URLs that several pages claim, with the pages' paths."""
        rows = self._rows(
            "SELECT url, group_concat(path, char(10)) FROM pages WHERE url IS NOT NULL "
            "GROUP BY url HAVING count(*) > 1 ORDER BY url"
        )
        return [(url, sorted(paths.split("\n"))) for url, paths in rows]

    def _forget_documents(self, path: str) -> None:
        self._do(
            "DELETE FROM documents WHERE article_id = (SELECT article_id FROM pages WHERE path = ?)", path
        )

    def _prepare(self) -> None:
        version = max(int(number) for (number,) in self._rows("PRAGMA user_version"))
        if version > _VERSION:
            raise LibraryError(
                f"The library {self._path} is of version {version}, newer than this program's {_VERSION}. "
                "Use the program that wrote it, or another data folder."
            )
        if version < _VERSION:
            with self._failing_in_words():
                self._db.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;")

    def _do(self, statement: str, *values: object) -> None:
        with self._failing_in_words():
            self._db.execute(statement, values)

    def _rows(self, statement: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with self._failing_in_words():  # damage may show only at a later row
            yield from iter(self._db.execute(statement, values).fetchone, None)

    @contextmanager
    def _failing_in_words(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _in_words(error, self._path) from error


def _in_words(error: sqlite3.Error, path: Path) -> LibraryError:
    said = str(error)
    start = f"The library {path} cannot be read or written ({said})."
    if "locked" in said:
        return LibraryError(f"{start} Another program keeps it locked: wait for it to end, or stop it.")
    if "not a database" in said or "malformed" in said or isinstance(error, sqlite3.DataError):
        return LibraryDamaged(
            f"{start} It is damaged. Run `healthsearch reindex --full` with your corpus: the damaged file is "
            "kept beside it, and a new one is made."
        )
    return LibraryError(f"{start} See whether the disk is full, and whether the file is yours to write.")
