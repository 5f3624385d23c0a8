"""Sections into a Tantivy index folder, and articles out of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from tantivy import Index, Query

from indexer.documents import indexed_sections
from indexer.engines.abbreviation_table import AbbreviationTable
from indexer.engines.base import IndexedSection
from indexer.engines.tantivy_document import document
from indexer.engines.tantivy_fields import number, register_tokenizers, schema
from indexer.engines.tantivy_folder import holds_index, sweep
from indexer.engines.tantivy_sections import SectionWriter, load_facts
from indexer.engines.vocabulary import Vocabulary
from indexer.stored import load_section

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
        register_tokenizers(self._index)
        self._index.config_reader("manual")
        self._writer = self._index.writer(_WRITER_BYTES, _WRITER_THREADS)
        held = load_facts(self._folder) if exists else []
        self._known = {fact.article for fact in held}
        self._kinds, self._sources = _numbers(f.kind for f in held), _numbers(f.source for f in held)
        self._rows = SectionWriter(self._folder, len(held))
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
        kind = self._kinds.setdefault(section.kind, len(self._kinds))
        source = self._sources.setdefault(section.source, len(self._sources))
        self._writer.add_document(document(section, self._rows.add(section), kind, source))
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

    def _flush(self) -> None:
        """Write what was added: what it counted for can only be read back from a finished segment."""
        self._writer.commit()
        self._known |= self._fresh.keys()
        self._look()

    def _forget(self, article_id: str, section_id: str | None = None) -> None:
        """Take a section of an article out, or all of them; of those written already."""
        if article_id not in self._known:
            return
        query = Query.term_query(self._schema, "article", number(article_id))
        most = self._written.search(query, limit=1).count  # type: ignore[attr-defined]
        for _, address in self._written.search(query, limit=max(1, most), count=False).hits:
            section, article = load_section(self._written.doc(address).get_first("stored"))  # type: ignore[arg-type]
            key = number(section.id)
            if section_id in (None, section.id) and key not in self._gone:
                self._gone.add(key)
                for indexed in indexed_sections(replace(article, sections=(section,))):
                    self._words.discard(indexed.words)
                    self._abbreviations.discard(article_id, indexed.definitions)
                self._writer.delete_documents_by_query(Query.term_query(self._schema, "section", key))

    def _seal(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()
        self._close()
        self._rows.seal()
        self._words.save(self._folder)
        self._abbreviations.save(self._folder)
        sweep(self._folder)

    def _discard(self) -> None:
        for give_up in (self._writer.rollback, self._rows.close):
            with suppress(Exception):  # where the disk is full, even giving up may fail
                give_up()
        self._close()
        shutil.rmtree(self._folder)

    def _close(self) -> None:
        del self._writer, self._written, self._index


def _numbers(values: Iterable[str]) -> dict[str, int]:
    """The distinct values, numbered in the order of their first use."""
    return {value: number for number, value in enumerate(dict.fromkeys(values))}
