"""Sections into a Whoosh index folder, and articles out of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from whoosh import index
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import IndexWriter

from indexer.analysed import AnalysedText
from indexer.documents import indexed_sections
from indexer.engines.abbreviation_table import AbbreviationTable
from indexer.engines.base import IndexedSection
from indexer.engines.vocabulary import Vocabulary, words
from indexer.engines.whoosh_fields import postings, schema
from indexer.stored import dump_section, load_section

#: Memory for postings before Whoosh's writer sorts them to disk, in MB.
_WRITER_MB = 256


class WhooshBuilder:
    """Builds or extends the Whoosh index in a folder; see `IndexBuilder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> WhooshBuilder:
        self._folder.mkdir(parents=True, exist_ok=True)
        exists = index.exists_in(self._folder)
        self._index = index.open_dir(self._folder) if exists else index.create_in(self._folder, schema())
        self._words = Vocabulary.load(self._folder) if exists else Vocabulary()
        self._abbreviations = AbbreviationTable.load(self._folder)
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._seal()
        except BaseException:
            self._discard()
            raise
        if kind is not None:
            self._discard()

    def add(self, section: IndexedSection) -> None:
        article = section.article
        fresh = self._fresh.setdefault(article.id, set())
        if section.section.id in fresh:
            self._flush()
        self._forget(article.id, section.section.id)
        found, length = postings(section)
        dated = article.reviewed or article.published
        facts = [
            section.section.id,
            article.id,
            section.section.position,
            section.section.kind,
            article.source,
            dated.isoformat() if dated else "",
            length,
        ]
        self._writer.add_document(
            tokens=found,
            article=article.id,
            facts=json.dumps(facts, separators=(",", ":")).encode(),
            stored=dump_section(section.section, article),
            analysed=AnalysedText.of(section.section.text, section.body).dump(),
        )
        self._words.add(words(section))
        self._abbreviations.add(section)
        self._fresh.setdefault(article.id, set()).add(section.section.id)

    def remove(self, article_id: str) -> None:
        if article_id in self._fresh:
            self._flush()
        self._forget(article_id)

    def _start(self) -> None:
        self._writer: IndexWriter = self._index.writer(limitmb=_WRITER_MB)
        self._written: IndexReader = self._index.reader()
        self._fresh: dict[str, set[str]] = {}  # sections by article that the writer has not written yet

    def _flush(self) -> None:
        """Write what was added: Whoosh can only delete what is in a finished segment."""
        self._written.close()
        self._writer.commit(merge=False)
        self._start()

    def _forget(self, article_id: str, section_id: str | None = None) -> None:
        """Take a section of an article out, or all of them; of those written already."""
        for number in self._numbers(article_id):
            section, article = load_section(self._written.stored_fields(number)["stored"])
            if section_id in (None, section.id):
                for indexed in indexed_sections(replace(article, sections=(section,))):
                    self._words.discard(words(indexed))
                    self._abbreviations.discard(indexed)
                self._writer.delete_document(number)

    def _numbers(self, article_id: str) -> Iterator[int]:
        try:
            matcher = self._written.postings("article", article_id.encode("utf-8", "surrogatepass"))
        except TermNotFound:
            return
        for number in list(matcher.all_ids()):
            if not self._writer.is_deleted(number):
                yield number

    def _seal(self) -> None:
        self._written.close()
        self._writer.commit()
        self._words.save(self._folder)
        self._abbreviations.save(self._folder)
        self._index.close()
        for lock in self._folder.glob("*LOCK"):
            lock.unlink()

    def _discard(self) -> None:
        with suppress(Exception):  # where the disk is full, even giving up cannot write its last bytes
            self._written.close()
            self._writer.cancel()
        self._index.close()
        shutil.rmtree(self._folder)
