"""Sections into a Tantivy index folder, and deleted sections out of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice

from tantivy import Index, Query

from indexer.documents.facets import FACETS
from indexer.documents.indexed_section import IndexedSection
from indexer.engines.local.local_builder import LocalBuilder
from indexer.engines.tantivy.document import document
from indexer.engines.tantivy.folder import holds_index, sweep
from indexer.engines.tantivy.forward_index import ForwardIndexWriter
from indexer.engines.tantivy.schema import FIELDS, id_number, register_tokenizers, schema
from indexer.engines.tantivy.slots import TokenColumns

#: Memory for postings before a segment is written, in bytes. With one thread a corpus of 17,000 sections is
#: one segment, and two threads were 8 % faster: the tokens come from one.
_WRITER_BYTES = 256_000_000
_WRITER_THREADS = 1


class TantivyBuilder(LocalBuilder):
    """Builds or extends the Tantivy index in a folder; see `IndexBuilder`."""

    def _open(self) -> bool:
        exists = holds_index(self._folder)
        self._schema = schema()
        self._tantivy = Index(self._schema, str(self._folder))
        register_tokenizers(self._tantivy)
        self._tantivy.config_reader("manual")
        self._writer = self._tantivy.writer(_WRITER_BYTES, _WRITER_THREADS)
        return exists

    def _start(self) -> None:
        super()._start()
        self._forward = ForwardIndexWriter(self._folder)
        columns = zip(*self._store.columns[-1], strict=True)  # of facet values, in the order of `FACETS`
        self._ordinals = {name: _by_first_use(next(columns, ())) for name in FACETS}

    def _index(self, first: int, sections: Sequence[IndexedSection]) -> None:
        tokens = TokenColumns.of(sections)
        self._forward.add(tokens)
        fields = tokens.slotted()
        for row, section in enumerate(sections, start=first):
            ordinals = {
                name: known.setdefault(section.facets[name], len(known))
                for name, known in self._ordinals.items()
            }
            self._writer.add_document(document(section, islice(fields, len(FIELDS)), row, ordinals))

    def _delete(self, section_id: str) -> None:
        query = Query.term_query(self._schema, "section", id_number(section_id))
        self._writer.delete_documents_by_query(query)

    def _commit(self) -> None:
        self._writer.commit()
        self._forward.close()

    @contextmanager
    def _closing(self) -> Iterator[None]:
        with ThreadPoolExecutor(1) as beside:  # Tantivy needs no Python for a tenth of what a build takes
            committed = beside.submit(self._writer.commit)
            self._forward.close()
            yield
            committed.result()
        self._writer.wait_merging_threads()
        del self._writer, self._tantivy
        sweep(self._folder)

    def _give_up(self) -> None:
        try:
            self._writer.rollback()
        finally:
            del self._writer, self._tantivy
            self._forward.close()


def _by_first_use(values: Sequence[str]) -> dict[str, int]:
    """The distinct values, numbered in the order of their first use."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}
