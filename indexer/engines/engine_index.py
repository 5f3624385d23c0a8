"""The seam, for building: what every engine's index can do, from its first section to its end.

The docstrings here are the contract, and `tests/engines` holds every engine to it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, TypeAlias

from indexer.errors import EngineError

if TYPE_CHECKING:  # they import much that `--help` does not need
    from indexer.documents.indexed_section import IndexedSection
    from indexer.engines.base import SearchEngine

#: SHA-256 hashes, in hexadecimal, by the name of what they are of.
Digests: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class IndexSize:
    """Bytes on this machine's disk."""

    total: int
    shared: int  # of these, bytes that other indexes use too and that dropping this one would not free


class IndexBuilder(Protocol):
    """Builds or extends one index, as a context manager.

    Leaving normally completes the index; leaving by an exception leaves nothing behind. A section whose id
    was added before replaces the former one.
    """

    def __enter__(self) -> IndexBuilder: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def add(self, section: IndexedSection) -> None:
        """Add a section."""
        ...

    def remove(self, article_id: str) -> None:
        """Delete every section of an article; having none is no error."""
        ...


class EngineIndex(Protocol):
    """One index of an engine, from its first section to its end, in a place that it has to itself.

    An embedded engine keeps its files in the folder `location`; a distributed one keeps there what it takes
    to find its index again. The owner may put files of its own beside them. Only `exists`, `builder` and
    `open` need the engine's client library, and raise `EngineError` where it is not installed.
    """

    @property
    def engine(self) -> str:
        """The engine's name, as `open_engine` takes it."""
        ...

    @property
    def location(self) -> Path:
        """The folder that was given to `open_engine` or `clone`."""
        ...

    def exists(self) -> bool:
        """Whether there is an index to open or to extend."""
        ...

    def builder(self) -> IndexBuilder:
        """A builder that extends the index, or begins one where there is none."""
        ...

    def seal(self) -> Digests:
        """Make everything at the location durable, and return the digests that `verify` compares.

        Call it once, when the builder is closed and the owner's files are written. What is still shared with
        the index that this one was cloned from is not hashed again.
        """
        ...

    def verify(self, digests: Digests, beside: Collection[str] = ()) -> None:
        """Compare everything at the location with the digests that `seal` returned; nothing is opened.

        `beside` names files that the owner has written since. Raises `IndexDamaged` for what differs, is
        missing or does not belong there, whatever version of this program built the index.
        """
        ...

    def open(self) -> SearchEngine:
        """The index, open for reading. Call `verify` first: Whoosh unpickles what it opens."""
        ...

    def clone(self, location: Path, digests: Digests) -> EngineIndex:
        """Begin another index at a new location from this one, whose digests are given.

        The two share what they have in common where that is possible; no change of one shows in the other.
        """
        ...

    def can_extend(self, *, steps: int, stored: int, deleted: int, added: int) -> bool:
        """Whether to extend a clone of this index, rather than to build one from nothing.

        Each step and each deleted section makes every search dearer. `steps` are the builds since the last
        one from nothing, `stored` are the sections in the files, deleted ones included, `deleted` the
        deleted ones there would be after the next step, `added` the sections that it adds.
        """
        ...

    def size(self) -> IndexSize:
        """The bytes that the location takes on disk."""
        ...

    def drop(self) -> None:
        """Delete everything at the location, as far as that is possible; no error if nothing is there."""
        ...


def require_client(engine: str) -> None:
    """Raise `EngineError` unless the client library of an engine is installed."""
    if find_spec(engine) is None:  # an engine is named as its client is, and so is its extra
        raise EngineError(
            f"The engine {engine!r} is not installed. Run `pip install -e '.[{engine}]'` in a checkout of "
            "healthsearch, or choose another engine with --engine."
        )
