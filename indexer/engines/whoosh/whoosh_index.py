"""The Whoosh index in a folder; Whoosh itself is imported when the index is built or opened."""

from __future__ import annotations

from indexer.engines.base import SearchEngine
from indexer.engines.engine_index import IndexBuilder, require_client
from indexer.engines.local.local_index import LocalIndex


class WhooshIndex(LocalIndex):
    """See `EngineIndex` for the contract."""

    engine = "whoosh"

    def exists(self) -> bool:
        require_client(self.engine)
        from whoosh import index

        return bool(index.exists_in(self.location))

    def builder(self) -> IndexBuilder:
        require_client(self.engine)
        from indexer.engines.whoosh.whoosh_builder import WhooshBuilder

        return WhooshBuilder(self.location)

    def open(self) -> SearchEngine:
        require_client(self.engine)
        from indexer.engines.whoosh.whoosh_engine import WhooshEngine

        return WhooshEngine(self.location)
