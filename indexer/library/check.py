"""Whether a library is whole: SQLite's own check, and that every page has its article and its documents."""

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
from indexer.library.library import FILE, Library

#: Problems told, of each kind; a damaged page of the database may bring thousands.
_TOLD = 5


@dataclass(frozen=True, slots=True)
class LibraryCheck:
    """How many articles a library holds, and what is wrong with it, as sentences."""

    articles: int
    contents: Contents
    problems: tuple[str, ...]
    damaged: bool  # and not merely locked, or of a newer version


def check_library(data_dir: Path) -> LibraryCheck | None:
    """What is wrong with a data folder's library, read whole; None where there is none.

    Some 60 MB of library take a second. Raises nothing for what it finds.
    """
    if not (data_dir / FILE).exists():
        return None
    try:
        with Library(data_dir) as library:
            problems = tuple(_of_the_file(data_dir) or _of_the_rows(data_dir))
            return LibraryCheck(library.count(), library.contents(), problems, bool(problems))
    except LibraryError as error:
        return LibraryCheck(0, {}, (str(error),), isinstance(error, LibraryDamaged))


def _of_the_file(data_dir: Path) -> list[str]:
    path = data_dir / FILE
    with closing(sqlite3.connect(path, timeout=10)) as db:
        try:
            said = [str(text) for (text,) in db.execute(f"PRAGMA integrity_check({_TOLD})")]
        except sqlite3.DatabaseError as error:
            said = [str(error)]
    return [] if said == ["ok"] else [f"The library {path} is damaged: {text}." for text in said]


def _of_the_rows(data_dir: Path) -> list[str]:
    path = data_dir / FILE
    with closing(sqlite3.connect(path, timeout=10)) as db:
        try:
            problems = [*_articles(db), *_documents(db)]
        except sqlite3.DatabaseError as error:
            problems = [f"it cannot be read ({error})."]
    told = [f"The library {path}: {problem}" for problem in problems[:_TOLD]]
    more = len(problems) - len(told)
    return [*told, f"The library {path}: {more:,} more like these."] if more else told


def _articles(db: sqlite3.Connection) -> Iterator[str]:
    for page, article_id, text in db.execute("SELECT path, article_id, article FROM pages ORDER BY path"):
        try:
            found = load_article(text).id
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            yield f"the article of {page} cannot be read."
        else:
            if found != article_id:
                yield f"the page {page} should have the article {article_id} and has {found}."


def _documents(db: sqlite3.Connection) -> Iterator[str]:
    rows = db.execute(
        "SELECT article_id, documents.hash, content, path FROM documents LEFT JOIN pages USING (article_id)"
    )
    for article_id, digest, content, page in rows:
        if page is None:
            yield f"the article {article_id} has no page."
        elif hashlib.sha256(content).hexdigest()[:32] != digest:
            yield f"the documents of {article_id} are not what was written."
