"""The engines by name: the one place that knows which there are."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from indexer.engines.base import IndexBuilder, SearchEngine
from indexer.errors import EngineError

#: Each engine's name, the embedded default first.
ENGINES = ("whoosh", "tantivy")


def open_engine(name: str, location: Path) -> SearchEngine:
    """The published index at this location, open for reading.

    An `EngineError` for an unknown name and for an engine that is not installed.
    """
    if name == "whoosh":
        from indexer.engines.whoosh_engine import WhooshEngine

        return WhooshEngine(location)
    if name == "tantivy":
        _need("tantivy")
        from indexer.engines.tantivy_engine import TantivyEngine

        return TantivyEngine(location)
    raise _unknown(name)


def open_builder(name: str, location: Path) -> IndexBuilder:
    """A builder of an index at this location.

    An `EngineError` for an unknown name and for an engine that is not installed.
    """
    if name == "whoosh":
        from indexer.engines.whoosh_builder import WhooshBuilder

        return WhooshBuilder(location)
    if name == "tantivy":
        _need("tantivy")
        from indexer.engines.tantivy_builder import TantivyBuilder

        return TantivyBuilder(location)
    raise _unknown(name)


def _need(extra: str) -> None:
    """Engines but the default are extras, each named as its client is."""
    if find_spec(extra) is None:
        raise EngineError(
            f"The engine {extra!r} is not installed. Run `pip install 'healthsearch[{extra}]'`, "
            f"or choose another with --engine."
        )


def _unknown(name: str) -> EngineError:
    return EngineError(f"There is no engine {name!r}; choose one of: {', '.join(ENGINES)}.")
