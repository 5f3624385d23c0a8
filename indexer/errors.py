"""The errors of `indexer`. Every message names the thing, the value and what to do."""

from __future__ import annotations


class IndexerError(Exception):
    """The base of every error that `indexer` raises on purpose."""


class QueryError(IndexerError):
    """A query is over a limit; the message tells the reader what to change. Pages answer 400."""


class EngineError(IndexerError):
    """An engine cannot be used: it is unknown, not installed, or unavailable."""


class IndexMissing(IndexerError):
    """There is no published index in the data folder yet."""


class IndexStale(IndexerError):
    """The index was built by another version, schema or analysis: a reindex is due."""


class IndexDamaged(IndexerError):
    """A file of the index differs from its manifest; it is not opened."""


class ReindexBusy(IndexerError):
    """Another process holds the writer's lock."""


class NothingToIndex(IndexerError):
    """No page of the corpora could be read, and the library has no article."""


class DataNotWritable(IndexerError):
    """The data folder cannot be created or written."""


class LibraryError(IndexerError):
    """`library.sqlite` cannot be read: it is locked, damaged, or of a newer version."""


class JudgedSetError(IndexerError):
    """A folder is no judged set in BEIR layout, or a line of it is broken."""


class SynonymError(IndexerError):
    """A synonym list, or an ontology to make one of, cannot be used; the message names file and line."""


class UrgentTableError(IndexerError):
    """A table of urgent phrases cannot be used; the message names file and line."""


class NamesError(IndexerError):
    """The shipped names, or what is removed from them, cannot be used; the message names the file."""


class GoldenError(IndexerError):
    """A file of golden queries cannot be used; the message names file and line."""


class LibraryDamaged(LibraryError):
    """`library.sqlite` is damaged; a full reindex makes a new one from the corpus."""


class NothingToRollBackTo(IndexerError):
    """The generation to roll back to does not exist, or is live already."""


class WorkerError(IndexerError):
    """A worker process cannot start, so no page can be cleaned and no article analysed."""


class NotEnoughSpace(IndexerError):
    """The disk has less space than the next generation needs; nothing was begun."""


class QueryFileError(IndexerError):
    """A file of queries to compare two indexes by cannot be used."""
