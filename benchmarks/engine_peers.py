"""What is measured: our engines behind the whole search, and two known peers as they come."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from engine_documents import Documents

from indexer.documents.stored_fields import load_section
from indexer.engines import ENGINES, open_engine
from indexer.errors import QueryError
from indexer.publish.build import build_index
from indexer.publish.plan import plan_build
from indexer.search.live_index import OneGeneration
from indexer.search.searcher import Searcher

#: Results of a page.
_COUNT = 10

#: Sections made ready at a time for a peer; to make them ready is not its work and is not timed.
_BATCH = 1_000

Search = Callable[[str], object]
Clock = Callable[[], float]
T = TypeVar("T")


def contestants() -> list[str]:
    """Names of all that are installed."""
    ours = [name for name in ENGINES if find_spec(name)]
    return [*ours, "fts5", *(["bm25s"] if find_spec("bm25s") else [])]


def called(name: str) -> str:
    """The name and version that a table shows."""
    if name == "fts5":
        return f"SQLite FTS5 {sqlite3.sqlite_version}"
    package = {"whoosh": "Whoosh-Reloaded"}.get(name, name)
    try:
        return f"{name.capitalize() if name in ENGINES else name} {version(package)}"
    except PackageNotFoundError:
        return name


def build(name: str, documents: Documents, folder: Path, clock: Clock) -> float:
    """Index all documents in a new folder; gives the seconds that took."""
    if name == "fts5":
        return _build_fts5(documents, folder, clock)
    if name == "bm25s":
        return _build_bm25s(documents, folder, clock)
    started = clock()
    contents = documents.contents()
    build_index(folder, name, plan_build(contents, None), contents, documents)
    return clock() - started


def opened(name: str, folder: Path) -> Search:
    """The search of an index: a whole page of ours with its snippets and counts, the peers' ten sections."""
    if name == "fts5":
        return _open_fts5(folder)
    if name == "bm25s":
        return _open_bm25s(folder)
    open_engine(name, folder).open().close()  # fails here where the folder is another engine's
    searcher = Searcher(OneGeneration(folder))

    def search(text: str) -> object:
        try:
            return searcher.search(text)
        except QueryError:
            return None

    return search


def _build_fts5(documents: Documents, folder: Path, clock: Clock) -> float:
    folder.mkdir()
    db = sqlite3.connect(folder / "index.sqlite", isolation_level=None)
    started = clock()
    db.execute(
        "CREATE VIRTUAL TABLE sections USING fts5 (id UNINDEXED, title, heading, body, tokenize='porter')"
    )
    db.execute("BEGIN")
    seconds = clock() - started
    for batch in _batched(_rows(documents)):
        started = clock()
        db.executemany("INSERT INTO sections VALUES (?, ?, ?, ?)", batch)
        seconds += clock() - started
    started = clock()
    db.execute("COMMIT")
    db.close()
    return seconds + clock() - started


def _open_fts5(folder: Path) -> Search:
    db = sqlite3.connect(folder / "index.sqlite", check_same_thread=False)
    found = "SELECT id FROM sections WHERE sections MATCH ? ORDER BY bm25(sections, 3, 2, 1) LIMIT ?"

    def search(text: str) -> object:
        """Those with all words, and those with any where these are fewer than a page."""
        words = [f'"{word}"' for word in re.findall(r"\w+", text)]
        rows = db.execute(found, (" ".join(words), _COUNT)).fetchall() if words else []
        if words and len(rows) < _COUNT:
            rows = db.execute(found, (" OR ".join(words), _COUNT)).fetchall()
        return rows

    return search


def _build_bm25s(documents: Documents, folder: Path, clock: Clock) -> float:
    import bm25s

    texts = ["\n".join(row[1:]) for row in _rows(documents)]
    started = clock()
    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)
    index.save(folder)
    return clock() - started


def _open_bm25s(folder: Path) -> Search:
    import bm25s

    index = bm25s.BM25.load(folder)

    def search(text: str) -> object:
        wanted = bm25s.tokenize([text], show_progress=False, return_ids=False)
        return index.retrieve(wanted, k=_COUNT, show_progress=False)

    return search


def _rows(documents: Documents) -> Iterator[tuple[str, str, str, str]]:
    for article in documents:
        for one in article:
            section, metadata = load_section(one.stored)
            yield one.id, metadata.title, " / ".join(section.path), section.text


def _batched(items: Iterable[T]) -> Iterator[list[T]]:
    batch: list[T] = []
    for item in items:
        batch.append(item)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch
