"""What builders share that write an index into a folder of their own: replacing, forgetting, sealing."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from indexer.documents.indexed_section import IndexedSection
from indexer.documents.stored_fields import load_entries, load_section
from indexer.lexicon.lexicon import LexiconBuilder

Builder = TypeVar("Builder", bound="LocalBuilder")


class LocalBuilder(ABC):
    """Builds or extends the index in a folder; see `IndexBuilder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self: Builder) -> Builder:
        self._folder.mkdir(parents=True, exist_ok=True)
        exists = self._open()
        self._lexicon = LexiconBuilder(self._folder if exists else None)
        self._pending: dict[str, set[str]] = {}  # sections by article that are not committed yet
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
        if section.id in self._pending.get(section.article_id, ()):
            self._flush()
        self._forget(section.article_id, section.id)
        self._write(section)
        self._lexicon.add(section.article_id, load_entries(section.stored))
        self._pending.setdefault(section.article_id, set()).add(section.id)

    def remove(self, article_id: str) -> None:
        if article_id in self._pending:
            self._flush()
        self._forget(article_id)

    def _flush(self) -> None:
        """Commit what was added: only committed sections can be read and deleted."""
        self._commit()
        self._pending.clear()

    def _forget(self, article_id: str, section_id: str | None = None) -> None:
        """Delete a section of an article, or all of them, where they are committed."""
        for number, stored in self._committed(article_id):
            section, _ = load_section(stored)
            if section_id in (None, section.id):
                self._lexicon.discard(article_id, load_entries(stored))
                self._delete(number, section.id)

    def _seal(self) -> None:
        with self._closing():
            self._lexicon.save(self._folder)

    def _discard(self) -> None:
        self._give_up()
        shutil.rmtree(self._folder)

    @abstractmethod
    def _open(self) -> bool:
        """Begin to write; whether there is an index already."""

    @abstractmethod
    def _write(self, section: IndexedSection) -> None:
        """Add a section, written at the latest with the next commit."""

    @abstractmethod
    def _committed(self, article_id: str) -> Iterator[tuple[int, bytes]]:
        """The numbers and stored fields of an article's committed sections that were not deleted since."""

    @abstractmethod
    def _delete(self, number: int, section_id: str) -> None:
        """Delete a committed section."""

    @abstractmethod
    def _commit(self) -> None:
        """Write what was added and delete what was removed, then go on."""

    @abstractmethod
    def _closing(self) -> AbstractContextManager[None]:
        """Commit for the last time, before or while more is written; leaves only files that are needed."""

    @abstractmethod
    def _give_up(self) -> None:
        """Close all files, complete or not; the folder is deleted next."""
