"""Sections into a Whoosh index folder.

Whoosh is given its postings in lists: a document of the index has, for every token, the packed postings of
thousands of sections. One posting a token and section, as Whoosh does it, took 1.6 ms a section to write and
a third of a search to read; the lists take a tenth. What is deleted is filtered out when postings are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from whoosh import index
from whoosh.codec.whoosh3 import W3Codec
from whoosh.writing import IndexWriter

from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.local_builder import LocalBuilder
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
        self._whoosh = index.open_dir(self._folder) if exists else index.create_in(self._folder, schema())
        self._open_writer()
        return exists

    def _index(self, first: int, sections: Sequence[IndexedSection]) -> None:
        for row, section in enumerate(sections, start=first):
            self._lists.add(row, section)
        if len(self._lists) > _MOST_TOKENS:
            self._write_lists()

    def _delete(self, section_id: str) -> None:
        """Whoosh has no documents of single sections."""

    def _commit(self) -> None:
        self._write_lists()
        self._writer.commit(merge=False)  # the postings of later builds come after those of earlier ones
        self._open_writer()

    @contextmanager
    def _closing(self) -> Iterator[None]:
        self._write_lists()
        self._writer.commit(merge=False)
        yield
        self._whoosh.close()
        for lock in self._folder.glob("*LOCK"):
            lock.unlink()

    def _give_up(self) -> None:
        try:
            self._writer.cancel()
        finally:
            self._whoosh.close()

    def _open_writer(self) -> None:
        self._writer: IndexWriter = self._whoosh.writer(limitmb=_WRITER_MB, codec=W3Codec(compression=0))
        self._lists = PostingLists()

    def _write_lists(self) -> None:
        """One document with a posting for every token: how many sections have it, and where."""
        if self._lists:
            postings = (
                (token.encode("utf-8", "surrogatepass"), 1, float(sections), content)
                for token, sections, content in self._lists.packed()
            )
            self._writer.add_document(tokens=postings)
            self._lists = PostingLists()
