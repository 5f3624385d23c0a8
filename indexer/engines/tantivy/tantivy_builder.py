"""Sections into a Tantivy index folder, and deleted sections out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice

import numpy as np
from tantivy import Index, Query

from indexer.documents.facets import FACETS
from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.local_builder import LocalBuilder
from indexer.engines.tantivy.document import document
from indexer.engines.tantivy.folder import holds_index, sweep
from indexer.engines.tantivy.forward_index import ForwardIndex, ForwardIndexWriter
from indexer.engines.tantivy.schema import FIELDS, id_number, register_tokenizers, schema
from indexer.engines.tantivy.slots import TokenColumns

#: Memory for postings before a segment is written, in bytes. With one thread a corpus of 17,000 sections is
#: one segment, and two threads were 8 % faster: the tokens come from one.
_WRITER_BYTES = 256_000_000
_WRITER_THREADS = 1

#: Sections whose tokens are put into slots together.
_TOGETHER = 64


class TantivyBuilder(LocalBuilder):
    """Builds or extends the Tantivy index in a folder; see `IndexBuilder`."""

    def _open(self) -> bool:
        exists = holds_index(self._folder)
        self._schema = schema()
        self._index = Index(self._schema, str(self._folder))
        register_tokenizers(self._index)
        self._index.config_reader("manual")
        self._writer = self._index.writer(_WRITER_BYTES, _WRITER_THREADS)
        self._waiting: list[IndexedSection] = []
        self._start()
        return exists

    def _write(self, section: IndexedSection) -> None:
        self._waiting.append(section)
        if len(self._waiting) == _TOGETHER:
            self._write_waiting()

    def _committed(self, article_id: str) -> Iterator[tuple[int, bytes]]:
        if article_id not in self._articles:
            return
        query = Query.term_query(self._schema, "article", id_number(article_id))
        most = self._searcher.search(query, limit=1).count  # type: ignore[attr-defined]
        hits = self._searcher.search(query, limit=max(1, most), count=False).hits
        rows = self._searcher.fast_field_values("row", [address for _, address in hits])
        for row in np.array(rows, np.int64).tolist():
            if row not in self._deleted:
                yield row, self._forward.stored(row)

    def _delete(self, number: int, section_id: str) -> None:
        self._deleted.add(number)
        query = Query.term_query(self._schema, "section", id_number(section_id))
        self._writer.delete_documents_by_query(query)

    def _commit(self) -> None:
        self._write_waiting()
        self._writer.commit()
        self._rows.seal()
        self._start()

    @contextmanager
    def _closing(self) -> Iterator[None]:
        self._write_waiting()
        with ThreadPoolExecutor(1) as beside:  # Tantivy needs no Python for a tenth of what a build takes
            committed = beside.submit(self._writer.commit)
            self._rows.seal()
            yield
            committed.result()
        self._writer.wait_merging_threads()
        self._close()
        sweep(self._folder)

    def _give_up(self) -> None:
        for give_up in (self._writer.rollback, self._rows.close):
            with suppress(Exception):  # where the disk is full, even giving up may fail
                give_up()
        self._close()

    def _start(self) -> None:
        """Open what is committed by now, and go on after it."""
        self._index.reload()
        self._searcher = self._index.searcher()
        self._forward = ForwardIndex(self._folder)
        _, articles, *_, facets = self._forward.doc_values
        self._articles = set(articles)
        self._ordinals = [_ordinals(values) for values in zip(*facets, strict=True)] or [{} for _ in FACETS]
        self._rows = ForwardIndexWriter(self._folder, len(self._forward))
        self._deleted: set[int] = set()  # rows that are committed and deleted again

    def _write_waiting(self) -> None:
        if not self._waiting:
            return
        tokens = TokenColumns.of(self._waiting)
        first, fields = self._rows.add(self._waiting, tokens), tokens.slotted()
        for row, section in enumerate(self._waiting, start=first):
            ordinals = {
                name: known.setdefault(section.facets[name], len(known))
                for name, known in zip(FACETS, self._ordinals, strict=True)
            }
            self._writer.add_document(document(section, islice(fields, len(FIELDS)), row, ordinals))
        self._waiting.clear()

    def _close(self) -> None:
        del self._writer, self._searcher, self._index


def _ordinals(values: Sequence[str]) -> dict[str, int]:
    """The distinct values, numbered in the order of their first use."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}
