"""The engines by name: the one place that knows which there are.

In: a name and a location. Out: a `SearchEngine` (`indexer.engines.base`, the seam). May use `lexicon`, `query`,
`documents` and the rooms below.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from indexer.engines.base import IndexBuilder, SearchEngine
from indexer.errors import EngineError

#: Each engine's name, the embedded default first.
ENGINES = ("whoosh", "tantivy")


def open_engine(name: str, location: Path) -> SearchEngine:
    """The published index at this location, open for reading; raises what `require_engine` raises."""
    require_engine(name)
    if name == "tantivy":
        from indexer.engines.tantivy.tantivy_engine import TantivyEngine

        return TantivyEngine(location)
    from indexer.engines.whoosh.whoosh_engine import WhooshEngine

    return WhooshEngine(location)


def open_builder(name: str, location: Path) -> IndexBuilder:
    """A builder of an index at this location; raises what `require_engine` raises."""
    require_engine(name)
    if name == "tantivy":
        from indexer.engines.tantivy.tantivy_builder import TantivyBuilder

        return TantivyBuilder(location)
    from indexer.engines.whoosh.whoosh_builder import WhooshBuilder

    return WhooshBuilder(location)


def require_engine(name: str) -> None:
    """Nothing where there is such an engine and it is installed, else an `EngineError`."""
    if name not in ENGINES:
        raise EngineError(f"There is no engine {name!r}; choose one of: {', '.join(ENGINES)}.")
    if find_spec(name) is None:  # an engine is named as its client is, and so is its extra
        raise EngineError(
            f"The engine {name!r} is not installed. Run `pip install 'healthsearch[{name}]'`, "
            "or choose another with --engine."
        )
