"""Sections into a Whoosh index folder, and articles out of it.

Whoosh is given its postings in lists: beside the documents that are sections there are documents that
hold, for every token, the packed postings of thousands of sections. One posting a token and section, as
Whoosh has it, took 1.6 ms a section to write and a third of a search to read; the lists take a tenth.
Whoosh must not merge segments, then, for it would renumber the sections: they are written once, and a
reindex that finds too many builds the index anew.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import IndexWriter

from indexer.documents import indexed_sections
from indexer.engines.abbreviation_table import AbbreviationTable
from indexer.engines.base import IndexedSection
from indexer.engines.facts import SectionFact
from indexer.engines.lengths import weighted_length
from indexer.engines.postings import PostingLists
from indexer.engines.vocabulary import Vocabulary
from indexer.engines.whoosh_fields import schema
from indexer.stored import load_section

#: Tokens collected before their lists are written, some 50 bytes each while they are sorted.
_MOST_TOKENS = 6_000_000

#: Memory for Whoosh's own pool of postings, in MB: one holds a whole list.
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
        self._abbreviations = AbbreviationTable.load(self._folder) if exists else AbbreviationTable()
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
        fresh = self._fresh.setdefault(section.article_id, set())
        if section.id in fresh:
            self._flush()
        self._forget(section.article_id, section.id)
        self._lists.add(self._count, section)
        facts = SectionFact(
            *(section.id, section.article_id, section.position, section.kind),
            *(section.source, section.dated, weighted_length(section)),
        )
        self._add_document(
            article=section.article_id,
            facts=json.dumps(facts, separators=(",", ":")).encode(),
            stored=section.stored,
        )
        self._words.add(section.words)
        self._abbreviations.add(section.article_id, section.definitions)
        self._fresh.setdefault(section.article_id, set()).add(section.id)
        if len(self._lists) > _MOST_TOKENS:
            self._write_lists()

    def remove(self, article_id: str) -> None:
        if article_id in self._fresh:
            self._flush()
        self._forget(article_id)

    def _start(self) -> None:
        self._writer: IndexWriter = self._index.writer(limitmb=_WRITER_MB, codec=W3Codec(compression=0))
        self._written: IndexReader = self._index.reader()
        self._lists = PostingLists()
        self._count = 0  # documents in the segment that is being written
        self._fresh: dict[str, set[str]] = {}  # their sections by article

    def _add_document(self, **fields: object) -> None:
        self._writer.add_document(**fields)
        self._count += 1

    def _write_lists(self) -> None:
        """One document with a posting for every token: how many sections hold it, and where."""
        packed = self._lists.packed()
        postings = (
            (term.encode("utf-8", "surrogatepass"), 1, float(sections), content)
            for term, sections, content in packed
        )
        self._add_document(tokens=postings)
        self._lists = PostingLists()

    def _commit(self) -> None:
        self._written.close()
        if self._lists:
            self._write_lists()
        self._writer.commit(merge=False)

    def _flush(self) -> None:
        """Write what was added: Whoosh can only delete what is in a finished segment."""
        self._commit()
        self._start()

    def _forget(self, article_id: str, section_id: str | None = None) -> None:
        """Take a section of an article out, or all of them; of those written already."""
        for number in self._numbers(article_id):
            section, article = load_section(self._stored(number))
            if section_id in (None, section.id):
                for indexed in indexed_sections(replace(article, sections=(section,))):
                    self._words.discard(indexed.words)
                    self._abbreviations.discard(indexed.article_id, indexed.definitions)
                self._writer.delete_document(number)

    def _stored(self, number: int) -> bytes:
        for leaf, base in self._written.leaf_readers():
            if number < base + leaf.doc_count_all():
                return bytes(leaf.column_reader("stored", translate=False)[number - base])
        raise IndexError(number)

    def _numbers(self, article_id: str) -> Iterator[int]:
        try:
            matcher = self._written.postings("article", article_id.encode("utf-8", "surrogatepass"))
        except TermNotFound:
            return
        for number in list(matcher.all_ids()):
            if not self._writer.is_deleted(number):
                yield number

    def _seal(self) -> None:
        self._commit()
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
