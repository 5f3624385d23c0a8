"""The Tantivy index in a folder; Tantivy itself is imported when the index is built or opened."""

from __future__ import annotations

from indexer.engines.base import SearchEngine
from indexer.engines.engine_index import IndexBuilder, require_client
from indexer.engines.local.local_index import LocalIndex


class TantivyIndex(LocalIndex):
    """See `EngineIndex` for the contract."""

    engine = "tantivy"

    def exists(self) -> bool:
        require_client(self.engine)
        from indexer.engines.tantivy.folder import holds_index

        return holds_index(self.location)

    def builder(self) -> IndexBuilder:
        require_client(self.engine)
        from indexer.engines.tantivy.tantivy_builder import TantivyBuilder

        return TantivyBuilder(self.location)

    def open(self) -> SearchEngine:
        require_client(self.engine)
        from indexer.engines.tantivy.tantivy_engine import TantivyEngine

        return TantivyEngine(self.location)
