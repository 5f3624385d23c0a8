"""The engines by name: the one place that knows which there are.

In: a name and a location. Out: an `EngineIndex`, which opens as a `SearchEngine` (`engine_index` and `base`:
the seam). May use `lexicon`, `query`, `documents` and the rooms below.
"""

from __future__ import annotations

from pathlib import Path

from indexer.engines.engine_index import EngineIndex, require_client
from indexer.errors import EngineError

#: Each engine's name, the embedded default first.
ENGINES = ("whoosh", "tantivy")


def open_engine(name: str, location: Path) -> EngineIndex:
    """The index of an engine at a location, whether it exists or not; `EngineError` for an unknown name."""
    _require_name(name)
    if name == "tantivy":
        from indexer.engines.tantivy.tantivy_index import TantivyIndex

        return TantivyIndex(location)
    from indexer.engines.whoosh.whoosh_index import WhooshIndex

    return WhooshIndex(location)


def require_engine(name: str) -> None:
    """Raise `EngineError` unless there is an engine of this name and its client library is installed."""
    _require_name(name)
    require_client(name)


def _require_name(name: str) -> None:
    if name not in ENGINES:
        raise EngineError(f"There is no engine {name!r}; choose one of: {', '.join(ENGINES)}.")
