"""The documents that engines index, made once for a benchmark: from pages, JSON lines or a library."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from corpus.kinds import kind_of
from corpus.model import Article, Block, Section
from indexer.documents.indexed_section import IndexedSection
from indexer.documents.sections import indexed_sections
from indexer.documents.serialization import FINGERPRINT, dump_documents, load_documents
from indexer.documents.stored_fields import dump_section, load_section, load_stored
from indexer.library.analysis import analyse_articles
from indexer.library.contents import ArticleSize, ArticleState, Contents
from indexer.library.library import LIBRARY_FILE, Library
from indexer.reindex import reindex


class Documents:
    """A file of documents, an article a row, read as a stream: the memory measured is the engine's."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS articles (id TEXT, source TEXT, sections INT, made BLOB)"
        )

    def put(self, made: Iterable[list[IndexedSection]]) -> None:
        """Store the sections of articles, each article's as one list."""
        with self._db:
            self._db.executemany(
                "INSERT INTO articles VALUES (?, ?, ?, ?)",
                (
                    (one[0].article_id, one[0].facets["source"], len(one), dump_documents(one))
                    for one in made
                    if one
                ),
            )

    def __iter__(self) -> Iterator[list[IndexedSection]]:
        for (made,) in self._db.execute("SELECT made FROM articles ORDER BY id"):
            yield load_documents(made)

    def contents(self) -> Contents:
        """What an index of all of them holds."""
        rows = self._db.execute("SELECT id, source, sections FROM articles")
        return {one: ArticleState("", ArticleSize(source, sections, 0)) for one, source, sections in rows}

    def sections(self) -> int:
        """How many sections there are."""
        return int(self._db.execute("SELECT sum(sections) FROM articles").fetchone()[0] or 0)


def make_documents(corpus: Path, copies: int, path: Path) -> int:
    """Write the documents of a corpus, so many times with other ids each time, and give their sections."""
    made = Documents(path)
    once = list(_documents(corpus))
    for copy in range(copies):
        made.put(once if not copy else ([_copied(one, copy) for one in article] for article in once))
    return made.sections()


def _documents(corpus: Path) -> Iterator[list[IndexedSection]]:
    if corpus.is_file() and corpus.name.endswith((".jsonl", ".jsonl.gz")):
        yield from (list(indexed_sections(article)) for article in _articles(corpus))
    elif (corpus / LIBRARY_FILE).is_file():
        yield from _of_library(corpus)
    else:
        with tempfile.TemporaryDirectory() as folder:
            reindex([corpus], Path(folder, "data"))
            yield from _of_library(Path(folder, "data"))


def _of_library(data_dir: Path) -> Iterator[list[IndexedSection]]:
    with Library(data_dir) as library, library.transaction() as transaction:
        transaction.commit = False  # the library may be somebody's own
        ids = library.not_analysed(FINGERPRINT)
        list(analyse_articles(library, ids, os.cpu_count() or 1))
        yield from map(load_documents, library.documents(sorted(library.contents())))


def _articles(path: Path) -> Iterator[Article]:
    """Lines of `{id, title, url, source, sections: [{id, heading, text}]}` as articles."""
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for record in map(json.loads, lines):
            sections = tuple(_section(record, place) for place in range(len(record["sections"])))
            yield Article(
                record["id"], record["url"], record["title"], record["source"], "en", None, None, sections
            )


def _section(record: dict[str, object], place: int) -> Section:
    found = record["sections"][place]  # type: ignore[index]
    heading, anchor = found["heading"], f"s{place}"
    blocks = tuple(Block("paragraph", line) for line in found["text"].split("\n"))
    identity, kind = str(record["id"]), kind_of(heading, str(record["title"]))
    return Section(f"{identity}/{anchor}", identity, place, 2, heading, (heading,), anchor, kind, blocks)


def _copied(one: IndexedSection, copy: int) -> IndexedSection:
    """The section as one of another article with the same text."""
    section, article = load_section(one.stored)
    article_id = f"{one.article_id}~{copy}"
    section = replace(section, id=f"{article_id}/{section.anchor}", article_id=article_id)
    analysis = load_stored(one.stored).analysis
    stored = dump_section(section, replace(article, id=article_id), analysis, one.entries)
    return replace(one, id=section.id, article_id=article_id, stored=stored)
