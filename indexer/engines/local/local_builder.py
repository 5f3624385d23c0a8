"""What builders share that write an index into a folder of their own: what is in it, its words, its end."""

from __future__ import annotations

import shutil
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, TypeVar

from indexer.documents.indexed_section import IndexedSection
from indexer.documents.sections import indexed_sections
from indexer.documents.stored_fields import load_section
from indexer.lexicon.abbreviations import AbbreviationTable
from indexer.lexicon.vocabulary import Vocabulary

Place = TypeVar("Place")
Builder = TypeVar("Builder", bound="EmbeddedBuilder[Any]")


class EmbeddedBuilder(ABC, Generic[Place]):
    """Builds or extends the index in a folder; see `IndexBuilder`. A `Place` is where a section stands."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __enter__(self: Builder) -> Builder:
        self._folder.mkdir(parents=True, exist_ok=True)
        exists = self._open()
        self._words = Vocabulary.load(self._folder) if exists else Vocabulary()
        self._abbreviations = AbbreviationTable.load(self._folder) if exists else AbbreviationTable()
        self._fresh: dict[str, set[str]] = {}  # sections by article that are not written yet
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
        self._write(section)
        self._words.add(section.words)
        self._abbreviations.add(section.article_id, section.definitions)
        self._fresh.setdefault(section.article_id, set()).add(section.id)

    def remove(self, article_id: str) -> None:
        if article_id in self._fresh:
            self._flush()
        self._forget(article_id)

    def _flush(self) -> None:
        """Have what was added written: only what is in a finished segment can be read and deleted."""
        self._commit()
        self._fresh.clear()

    def _forget(self, article_id: str, section_id: str | None = None) -> None:
        """Take a section of an article out, or all of them; of those written already."""
        for place, stored in self._written(article_id):
            section, article = load_section(stored)
            if section_id in (None, section.id):
                for indexed in indexed_sections(replace(article, sections=(section,))):
                    self._words.discard(indexed.words)
                    self._abbreviations.discard(article_id, indexed.definitions)
                self._delete(place, section.id)

    def _seal(self) -> None:
        with self._closing():
            self._words.save(self._folder)
            self._abbreviations.save(self._folder)

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
    def _written(self, article_id: str) -> Iterator[tuple[Place, bytes]]:
        """The written sections of an article that were not deleted since, with what was stored of each."""

    @abstractmethod
    def _delete(self, place: Place, section_id: str) -> None:
        """Take a written section out."""

    @abstractmethod
    def _commit(self) -> None:
        """Write what was added and take out what was deleted, then go on."""

    @abstractmethod
    def _closing(self) -> AbstractContextManager[None]:
        """Commit for the last time, before or while more is written; leaves only files that are of use."""

    @abstractmethod
    def _give_up(self) -> None:
        """Let go of all files, complete or not; the folder is deleted next."""
