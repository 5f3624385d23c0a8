"""The app's one `Searcher`: opened when first asked for, and asked for again after a failure."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import cast

from flask import Flask, current_app

from indexer.errors import IndexerError, IndexMissing
from indexer.search.searcher import Searcher

_EXTENSION = "healthsearch"

#: Seconds that a failure to open stands. Checking a damaged index reads all of it, so not with every request.
STANDS_FOR = 5.0


class LiveSearch:
    """Holds the searcher of one app; safe to use from several threads."""

    def __init__(self, data: str, engine: str | None, synonyms: str | None) -> None:
        self._data = data
        self._engine = engine
        self._synonyms = synonyms
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None
        self._failure: IndexerError | None = None
        self._failed_at = 0.0

    def searcher(self) -> Searcher:
        """The open searcher; raises what `Searcher.open` raises, and `EngineError`."""
        with self._lock:
            if self._searcher is None:
                self._searcher = self._open()
            return self._searcher

    def open_ahead(self) -> None:
        """Open the index in the background, so that the first reader does not wait; failures stay unsaid."""

        def opened() -> None:
            with suppress(IndexerError):  # the first request says it
                self.searcher()

        threading.Thread(target=opened, daemon=True).start()

    def close(self) -> None:
        """Let go of the index; the next request opens it again."""
        with self._lock:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher = None

    def _open(self) -> Searcher:
        if self._failure is not None and time.monotonic() - self._failed_at < STANDS_FOR:
            raise self._failure
        try:
            searcher = Searcher.open(self._data, self._engine, self._synonyms, in_background=True)
        except IndexMissing:
            raise  # cheap to find out, and soon mended: a first reindex may be running
        except IndexerError as error:
            self._failure, self._failed_at = error, time.monotonic()
            raise
        self._failure = None
        return searcher


def install(app: Flask) -> None:
    """Give the app its searcher, over the folder, engine and synonym list that its settings name."""
    engine, synonyms = (str(app.config[name] or "") or None for name in ("ENGINE", "SYNONYMS"))
    app.extensions[_EXTENSION] = LiveSearch(str(app.config["DATA"]), engine, synonyms)


def live(app: Flask | None = None) -> LiveSearch:
    """What holds the searcher of this app, or of the app that answers the request."""
    return cast(LiveSearch, (app or current_app).extensions[_EXTENSION])


def searcher() -> Searcher:
    """The searcher of the app that answers the request."""
    return live().searcher()
