"""Sections into a Tantivy index folder, and articles out of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from tantivy import Index, Query

from indexer.engines.abbreviation_table import AbbreviationTable
from indexer.engines.base import IndexedSection
from indexer.engines.tantivy_catalogue import Catalogue, place
from indexer.engines.tantivy_document import Counted, document, length
from indexer.engines.tantivy_fields import number, schema
from indexer.engines.tantivy_folder import holds_index, sweep
from indexer.engines.tantivy_reading import matching, stored
from indexer.engines.vocabulary import Vocabulary

#: Memory for postings before a segment is written, in bytes. With one thread a corpus of 17,000 sections is
#: one segment, and two threads were 8 % faster: the tokens come from one.
_WRITER_BYTES = 256_000_000
_WRITER_THREADS = 1


class TantivyBuilder:
    """Builds or extends the Tantivy index in a folder; see `IndexBuilder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self) -> TantivyBuilder:
        self._folder.mkdir(parents=True, exist_ok=True)
        exists = holds_index(self._folder)
        self._schema = schema()
        self._index = Index(self._schema, str(self._folder))
        self._index.config_reader("manual")
        self._writer = self._index.writer(_WRITER_BYTES, _WRITER_THREADS)
        self._catalogue = Catalogue.load(self._folder) if exists else Catalogue()
        self._words = Vocabulary.load(self._folder) if exists else Vocabulary()
        self._abbreviations = AbbreviationTable.load(self._folder) if exists else AbbreviationTable()
        self._look()
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
        if section.id in self._fresh.get(section.article_id, ()):
            self._flush()
        self._forget(section.article_id, section.id)
        kind = place(self._catalogue.kinds, section.kind)
        source = place(self._catalogue.sources, section.source)
        self._writer.add_document(document(section, kind, source))
        self._catalogue.add(section.article_id, section.dated, length(section))
        self._words.add(section.words)
        self._abbreviations.add(section.article_id, section.definitions)
        self._fresh.setdefault(section.article_id, set()).add(section.id)

    def remove(self, article_id: str) -> None:
        if article_id in self._fresh:
            self._flush()
        self._forget(article_id)

    def _look(self) -> None:
        """Look at what is written by now."""
        self._index.reload()
        self._written = self._index.searcher()
        self._fresh: dict[str, set[str]] = {}  # sections by article that are not written yet
        self._gone: set[int] = set()  # sections that are written and taken out again
        self._known = {article: sections for article, (_, sections) in self._catalogue.articles.items()}

    def _flush(self) -> None:
        """Write what was added: what it counted for can only be read back from a finished segment."""
        self._writer.commit()
        self._look()

    def _forget(self, article_id: str, section_id: str | None = None) -> None:
        """Take a section of an article out, or all of them; of those written already."""
        if article_id not in self._known:
            return
        for found_id, counted in self._sections_of(article_id):
            key = number(found_id)
            if section_id in (None, found_id) and key not in self._gone:
                self._gone.add(key)
                self._words.discard(counted.words)
                self._abbreviations.discard(article_id, counted.definitions)
                self._catalogue.discard(article_id, counted.length)
                self._writer.delete_documents_by_query(Query.term_query(self._schema, "section", key))

    def _sections_of(self, article_id: str) -> Iterator[tuple[str, Counted]]:
        """The sections of an article that are written: id, and what was counted of each."""
        query = Query.term_query(self._schema, "article", number(article_id))
        for address in matching(self._written, query, self._known[article_id]):
            fields = self._written.doc(address)
            yield (
                stored(fields, "id").decode("utf-8", "surrogatepass"),
                Counted.load(stored(fields, "counted")),
            )

    def _seal(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._close()
        self._catalogue.save(self._folder)
        self._words.save(self._folder)
        self._abbreviations.save(self._folder)
        sweep(self._folder)

    def _discard(self) -> None:
        with suppress(Exception):  # where the disk is full, even giving up may fail
            self._writer.rollback()
        self._close()
        shutil.rmtree(self._folder)

    def _close(self) -> None:
        del self._writer, self._written, self._index
