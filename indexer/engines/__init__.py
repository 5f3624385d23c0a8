"""The engines by name: the one place that knows which there are."""

from __future__ import annotations

from pathlib import Path

from indexer.engines.base import IndexBuilder, SearchEngine
from indexer.errors import EngineError

#: Each engine's name, the embedded default first.
ENGINES = ("whoosh",)


def open_engine(name: str, location: Path) -> SearchEngine:
    """The published index at this location, open for reading; an `EngineError` for an unknown name."""
    if name == "whoosh":
        from indexer.engines.whoosh_engine import WhooshEngine

        return WhooshEngine(location)
    raise _unknown(name)


def open_builder(name: str, location: Path) -> IndexBuilder:
    """A builder of an index at this location; an `EngineError` for an unknown name."""
    if name == "whoosh":
        from indexer.engines.whoosh_builder import WhooshBuilder

        return WhooshBuilder(location)
    raise _unknown(name)


def _unknown(name: str) -> EngineError:
    return EngineError(f"There is no engine {name!r}; choose one of: {', '.join(ENGINES)}.")
