"""The library: every cleaned article and every failed page, in one SQLite file.

The index can always be rebuilt from it, and a page whose bytes did not change is never cleaned twice.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from corpus.model import Article
from indexer.documents.article_json import dump_article, load_article
from indexer.errors import LibraryDamaged, LibraryError
from indexer.library.contents import ArticleSize, ArticleState, Contents
from indexer.library.schema import prepare_tables

LIBRARY_FILE = "library.sqlite"

#: Articles read in one query: one by one they took a third of the time of reading all.
_TOGETHER = 64


@dataclass(frozen=True, slots=True)
class StoredPage:
    """What the library records about a page, without its article."""

    stamp: str
    hash: str
    article_id: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, and the reason."""

    path: str
    reason: str


@dataclass(slots=True)
class Transaction:
    """Whether the changes of a transaction are committed at its end, or rolled back."""

    commit: bool = True


class Library:
    """An open library; close it, or use it as a context manager."""

    def __init__(self, data_dir: Path, *, patience: float = 10.0) -> None:
        """Open the library of a data folder, or make one; one of an earlier version is migrated.

        `patience` is how many seconds another program may keep it locked. Raises `LibraryError`.
        """
        self._path = data_dir / LIBRARY_FILE
        with self._translated_errors():
            self._db = sqlite3.connect(self._path, isolation_level=None, timeout=patience)
        try:
            self._do("PRAGMA journal_mode = WAL")
            with self._translated_errors():
                prepare_tables(self._db, self._path)
        except LibraryError:
            self._db.close()
            raise

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Commit all changes inside together at a normal end, unless `commit` was set to False; else none."""
        self._do("BEGIN IMMEDIATE")
        transaction = Transaction()
        try:
            yield transaction
            self._do("COMMIT" if transaction.commit else "ROLLBACK")
        except BaseException:
            if self._db.in_transaction:  # a full disk has SQLite roll back by itself
                self._do("ROLLBACK")
            raise

    def pages(self) -> Mapping[str, StoredPage]:
        """Every page with an article, by path."""
        rows = self._rows("SELECT path, stamp, hash, article_id, url FROM pages")
        return {path: StoredPage(*row) for path, *row in rows}

    def put(self, path: str, stamp: str, hash_: str, article: Article) -> None:
        """Store a page's article in place of its former one, whose documents are deleted."""
        self._delete_documents(path)
        self._do(
            "INSERT INTO pages (path, stamp, hash, article_id, url, article) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp, hash = excluded.hash, "
            "article_id = excluded.article_id, url = excluded.url, article = excluded.article",
            *(path, stamp, hash_, article.id, article.url, dump_article(article)),
        )

    def touch(self, path: str, stamp: str) -> None:
        """Record a new stamp of a page's file whose content is the same."""
        self._do("UPDATE pages SET stamp = ? WHERE path = ?", stamp, path)

    def remove(self, path: str) -> None:
        """Delete a page and its article."""
        self._delete_documents(path)
        self._do("DELETE FROM pages WHERE path = ?", path)

    def put_failures(self, failures: list[Failure]) -> None:
        """Store these failures in place of all former ones."""
        self._do("DELETE FROM failures")
        for failure in failures:
            self._do("INSERT OR REPLACE INTO failures VALUES (?, ?)", failure.path, failure.reason)

    def failures(self) -> list[Failure]:
        """The pages that failed when they were last read, by path."""
        return [Failure(*row) for row in self._rows("SELECT path, reason FROM failures ORDER BY path")]

    def articles(self) -> Iterator[Article]:
        """Every article, ordered by id, so that the same library gives the same index."""
        for (text,) in self._rows("SELECT article FROM pages ORDER BY article_id"):
            yield load_article(text)

    def article(self, article_id: str) -> Article | None:
        """The article, including what was dropped from its page, or None."""
        rows = self._rows("SELECT article FROM pages WHERE article_id = ?", article_id)
        return next((load_article(text) for (text,) in rows), None)

    def count(self) -> int:
        """The number of articles."""
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

    def put_documents(self, article_id: str, fingerprint: str, size: ArticleSize, content: bytes) -> None:
        """Store the documents that an analysis made of an article."""
        digest = hashlib.sha256(content).hexdigest()[:32]
        values = article_id, fingerprint, digest, size.source, size.sections, size.words, content
        self._do(
            "INSERT OR REPLACE INTO documents "
            "(article_id, fingerprint, hash, source, sections, words, content) VALUES (?, ?, ?, ?, ?, ?, ?)",
            *values,
        )

    def contents(self) -> Contents:
        """What an index of this library contains."""
        rows = self._rows("SELECT article_id, hash, source, sections, words FROM documents")
        return {article_id: ArticleState(hash_, ArticleSize(*size)) for article_id, hash_, *size in rows}

    def documents(self, ids: Iterable[str]) -> Iterator[bytes]:
        """The documents of these articles, in the given order."""
        wanted = iter(ids)
        while batch := list(islice(wanted, _TOGETHER)):
            marks = ",".join("?" * len(batch))
            query = f"SELECT article_id, content FROM documents WHERE article_id IN ({marks})"
            found = dict(self._rows(query, *batch))
            yield from (found[article_id] for article_id in batch if article_id in found)

    def shared_urls(self) -> list[tuple[str, list[str]]]:
        """URLs that several pages claim, with the pages' paths."""
        rows = self._rows(
            "SELECT url, group_concat(path, char(10)) FROM pages WHERE url IS NOT NULL "
            "GROUP BY url HAVING count(*) > 1 ORDER BY url"
        )
        return [(url, sorted(paths.split("\n"))) for url, paths in rows]

    def _delete_documents(self, path: str) -> None:
        self._do(
            "DELETE FROM documents WHERE article_id = (SELECT article_id FROM pages WHERE path = ?)", path
        )

    def _do(self, statement: str, *values: object) -> None:
        with self._translated_errors():
            self._db.execute(statement, values)

    def _rows(self, statement: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with self._translated_errors():  # damage may show only at a later row
            yield from iter(self._db.execute(statement, values).fetchone, None)

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _library_error(error, self._path) from error


def _library_error(error: sqlite3.Error, path: Path) -> LibraryError:
    message = str(error)
    start = f"The library {path} cannot be read or written ({message})."
    if "locked" in message:
        return LibraryError(f"{start} Another program keeps it locked: wait for it to end, or stop it.")
    if "not a database" in message or "malformed" in message or isinstance(error, sqlite3.DataError):
        return LibraryDamaged(
            f"{start} It is damaged. Run `healthsearch reindex --full` with your corpus: the damaged file is "
            "renamed, and a new one is made."
        )
    return LibraryError(f"{start} Check whether the disk is full, and whether you may write the file.")
