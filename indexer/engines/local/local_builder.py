"""What builders share that write an index into a folder of their own: storing, replacing, sealing."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from indexer.documents.indexed_section import IndexedSection
from indexer.documents.lexicon_entries import LexiconEntries
from indexer.documents.stored_fields import load_entries, load_section
from indexer.engines.local.section_store import SectionStore, SectionWriter
from indexer.lexicon.lexicon import LexiconBuilder

Builder = TypeVar("Builder", bound="LocalBuilder")

#: Sections that are indexed together.
_TOGETHER = 64


class LocalBuilder(ABC):
    """Builds or extends the index in a folder; see `IndexBuilder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self: Builder) -> Builder:
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lexicon = LexiconBuilder(self._folder if self._open() else None)
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self._index_pending()
                with self._closing():
                    self._sections.seal()
                    self._lexicon.save(self._folder)
                return
        except BaseException:
            self._discard()
            raise
        self._discard()

    def add(self, section: IndexedSection) -> None:
        if section.id in self._uncommitted.get(section.article_id, ()):
            self._flush()
        self._forget(section.article_id, section.id)
        self._uncommitted.setdefault(section.article_id, set()).add(section.id)
        self._lexicon.add(section.article_id, LexiconEntries.load(section.entries))
        self._pending.append(section)
        if len(self._pending) == _TOGETHER:
            self._index_pending()

    def remove(self, article_id: str) -> None:
        if article_id in self._uncommitted:
            self._flush()
        self._forget(article_id)

    def _start(self) -> None:
        """Go on after what is committed by now."""
        self._store = SectionStore(self._folder)
        self._sections = SectionWriter(self._folder, self._store)
        self._pending: list[IndexedSection] = []
        self._uncommitted: dict[str, set[str]] = {}  # sections by article

    def _flush(self) -> None:
        """Commit what was added: only committed sections can be read and deleted."""
        self._index_pending()
        self._commit()
        self._sections.seal()
        self._start()

    def _forget(self, article_id: str, section_id: str | None = None) -> None:
        """Delete a section of an article, or all of them, where they are committed."""
        for row in self._sections.live_rows(article_id):
            stored = self._store.stored(row)
            section, _ = load_section(stored)
            if section_id in (None, section.id):
                self._lexicon.discard(article_id, load_entries(stored))
                self._sections.delete(row)
                self._delete(section.id)

    def _index_pending(self) -> None:
        if self._pending:
            self._index(self._sections.add(self._pending), self._pending)
            self._pending.clear()

    def _discard(self) -> None:
        for give_up in (self._give_up, self._sections.close):
            with suppress(Exception):  # where the disk is full, even giving up may fail
                give_up()
        shutil.rmtree(self._folder)

    @abstractmethod
    def _open(self) -> bool:
        """Begin to write; whether there is an index already."""

    @abstractmethod
    def _index(self, first: int, sections: Sequence[IndexedSection]) -> None:
        """Index sections under their rows, from the first one on."""

    @abstractmethod
    def _delete(self, section_id: str) -> None:
        """Delete a committed section from the engine's own files."""

    @abstractmethod
    def _commit(self) -> None:
        """Write what was added and delete what was removed, then go on."""

    @abstractmethod
    def _closing(self) -> AbstractContextManager[None]:
        """Commit for the last time, before or while the rest is written; leave only files that are needed."""

    @abstractmethod
    def _give_up(self) -> None:
        """Close the engine's files, complete or not; the folder is deleted next."""
