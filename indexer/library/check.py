"""Verification of a library: SQLite's own check, then every article and its documents."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from indexer.documents.article_json import load_article
from indexer.errors import LibraryDamaged, LibraryError
from indexer.library.contents import Contents
from indexer.library.library import LIBRARY_FILE, Library

#: Problems reported of each kind; a damaged page of the database may cause thousands.
_MAX_REPORTED = 5


@dataclass(frozen=True, slots=True)
class LibraryCheck:
    """The articles of a library, and its problems, as sentences."""

    articles: int
    contents: Contents
    problems: tuple[str, ...]
    damaged: bool  # not merely locked or of a newer version


def check_library(data_dir: Path) -> LibraryCheck | None:
    """Read a data folder's library completely and return its problems; None where there is no library.

    Some 60 MB take a second. Problems are never raised.
    """
    if not (data_dir / LIBRARY_FILE).exists():
        return None
    try:
        with Library(data_dir) as library:
            problems = tuple(_file_problems(data_dir) or _row_problems(data_dir))
            return LibraryCheck(library.count(), library.contents(), problems, bool(problems))
    except LibraryError as error:
        return LibraryCheck(0, {}, (str(error),), isinstance(error, LibraryDamaged))


def _file_problems(data_dir: Path) -> list[str]:
    path = data_dir / LIBRARY_FILE
    with closing(sqlite3.connect(path, timeout=10)) as db:
        try:
            result = [str(text) for (text,) in db.execute(f"PRAGMA integrity_check({_MAX_REPORTED})")]
        except sqlite3.DatabaseError as error:
            result = [str(error)]
    return [] if result == ["ok"] else [f"The library {path} is damaged: {text}." for text in result]


def _row_problems(data_dir: Path) -> list[str]:
    path = data_dir / LIBRARY_FILE
    with closing(sqlite3.connect(path, timeout=10)) as db:
        try:
            problems = [*_article_problems(db), *_document_problems(db)]
        except sqlite3.DatabaseError as error:
            problems = [f"it cannot be read ({error})."]
    reported = [f"The library {path}: {problem}" for problem in problems[:_MAX_REPORTED]]
    more = len(problems) - len(reported)
    return [*reported, f"The library {path}: {more:,} more problems like these."] if more else reported


def _article_problems(db: sqlite3.Connection) -> Iterator[str]:
    for page, article_id, text in db.execute("SELECT path, article_id, article FROM pages ORDER BY path"):
        try:
            found = load_article(text).id
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            yield f"the article of {page} cannot be read."
        else:
            if found != article_id:
                yield f"the page {page} should have the article {article_id}, but has {found}."


def _document_problems(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        "SELECT article_id, documents.hash, content, path FROM documents LEFT JOIN pages USING (article_id)"
    )
    for article_id, digest, content, page in rows:
        if page is None:
            yield f"the article {article_id} has no page."
        elif hashlib.sha256(content).hexdigest()[:32] != digest:
            yield f"the documents of {article_id} are not what was written."
