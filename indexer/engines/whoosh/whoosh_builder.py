"""Sections into a Whoosh index folder, and deleted sections out of it.

Whoosh is given its postings in lists: beside the documents that are sections there are documents that
hold, for every token, the packed postings of thousands of sections. One posting a token and section, as
Whoosh does it, took 1.6 ms a section to write and a third of a search to read; the lists take a tenth.
Whoosh must not merge segments, then, for it would renumber the sections: they are written once, and a
reindex that finds too many builds the index anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import IndexReader, TermNotFound
from whoosh.writing import IndexWriter

from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.doc_values import DocValuesRow
from indexer.engines.local.local_builder import LocalBuilder
from indexer.engines.local.norms import word_count
from indexer.engines.local.postings import PostingLists
from indexer.engines.whoosh.schema import schema

#: Tokens collected before their lists are written, some 50 bytes each while they are sorted.
_MOST_TOKENS = 6_000_000

#: Memory for Whoosh's own pool of postings, in MB: one holds a whole list.
_WRITER_MB = 256


class WhooshBuilder(LocalBuilder):
    """Builds or extends the Whoosh index in a folder; see `IndexBuilder`."""

    def _open(self) -> bool:
        exists = bool(index.exists_in(self._folder))
        self._index = index.open_dir(self._folder) if exists else index.create_in(self._folder, schema())
        self._start()
        return exists

    def _write(self, section: IndexedSection) -> None:
        self._lists.add(self._count, section)
        row = DocValuesRow.of(section, list(map(word_count, section.fields)))
        self._add_document(
            article=section.article_id,
            doc_values=json.dumps(row, separators=(",", ":")).encode(),
            stored=section.stored,
        )
        if len(self._lists) > _MOST_TOKENS:
            self._write_lists()

    def _committed(self, article_id: str) -> Iterator[tuple[int, bytes]]:
        try:
            matcher = self._reader.postings("article", article_id.encode("utf-8", "surrogatepass"))
        except TermNotFound:
            return
        for number in list(matcher.all_ids()):
            if not self._writer.is_deleted(number):
                yield number, self._stored(number)

    def _delete(self, number: int, section_id: str) -> None:
        self._writer.delete_document(number)

    def _commit(self) -> None:
        self._finish()
        self._start()

    @contextmanager
    def _closing(self) -> Iterator[None]:
        self._finish()
        yield
        self._index.close()
        for lock in self._folder.glob("*LOCK"):
            lock.unlink()

    def _give_up(self) -> None:
        with suppress(Exception):  # where the disk is full, even giving up cannot write its last bytes
            self._reader.close()
            self._writer.cancel()
        self._index.close()

    def _start(self) -> None:
        self._writer: IndexWriter = self._index.writer(limitmb=_WRITER_MB, codec=W3Codec(compression=0))
        self._reader: IndexReader = self._index.reader()
        self._lists = PostingLists()
        self._count = 0  # documents in the segment that is being written

    def _add_document(self, **fields: object) -> None:
        self._writer.add_document(**fields)
        self._count += 1

    def _write_lists(self) -> None:
        """One document with a posting for every token: how many sections have it, and where."""
        packed = self._lists.packed()
        postings = (
            (term.encode("utf-8", "surrogatepass"), 1, float(sections), content)
            for term, sections, content in packed
        )
        self._add_document(tokens=postings)
        self._lists = PostingLists()

    def _finish(self) -> None:
        self._reader.close()
        if self._lists:
            self._write_lists()
        self._writer.commit(merge=False)

    def _stored(self, number: int) -> bytes:
        for leaf, base in self._reader.leaf_readers():
            if number < base + leaf.doc_count_all():
                return bytes(leaf.column_reader("stored", translate=False)[number - base])
        raise IndexError(number)
