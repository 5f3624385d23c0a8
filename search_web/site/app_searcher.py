"""The app's one `Searcher`: opened by the first request, and tried again after a failure."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import cast

from flask import Flask, current_app

from indexer.errors import IndexerError, IndexMissing
from indexer.search.searcher import Searcher
from indexer.urgent.urgent import UrgentOptions
from search_web.settings import urgent_options

_EXTENSION = "healthsearch"

#: Seconds before an index that failed to open is tried again. Checking a damaged one reads all of it, which
#: is too much for every request.
RETRY_SECONDS = 5.0


class AppSearcher:
    """Opens and closes the searcher of one app; safe to use from several threads."""

    def __init__(self, data: str, engine: str | None, synonyms: str | None, urgent: UrgentOptions) -> None:
        self._data = data
        self._engine = engine
        self._synonyms = synonyms
        self._urgent = urgent
        self._lock = threading.Lock()
        self._searcher: Searcher | None = None
        self._failure: IndexerError | None = None
        self._failed_at = 0.0

    def get(self) -> Searcher:
        """The open searcher; raises what `Searcher.open` raises, and `EngineError`."""
        with self._lock:
            if self._searcher is None:
                self._searcher = self._open()
            return self._searcher

    def open_in_background(self) -> None:
        """Start opening the index, so that the first reader does not wait; a failure is left to a request."""

        def open_index() -> None:
            with suppress(IndexerError):  # the first request reports it
                self.get()

        threading.Thread(target=open_index, daemon=True).start()

    def close(self) -> None:
        """Close the index; the next request opens it again."""
        with self._lock:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher = None

    def _open(self) -> Searcher:
        if self._failure is not None and time.monotonic() - self._failed_at < RETRY_SECONDS:
            raise self._failure
        try:
            searcher = Searcher.open(
                self._data, self._engine, self._synonyms, urgent=self._urgent, in_background=True
            )
        except IndexMissing:
            raise  # cheap to find out, and soon over: a first reindex may be running
        except IndexerError as error:
            self._failure, self._failed_at = error, time.monotonic()
            raise
        self._failure = None
        return searcher


def install_searcher(app: Flask) -> None:
    """Give the app its searcher, over the folder, engine, synonym list and urgent table of its settings."""
    engine, synonyms = (str(app.config[name] or "") or None for name in ("ENGINE", "SYNONYMS"))
    app.extensions[_EXTENSION] = AppSearcher(
        str(app.config["DATA"]), engine, synonyms, urgent_options(app.config)
    )


def app_searcher(app: Flask | None = None) -> AppSearcher:
    """The `AppSearcher` of this app, or of the app that handles the request."""
    return cast(AppSearcher, (app or current_app).extensions[_EXTENSION])


def searcher() -> Searcher:
    """The open searcher of the app that handles the request."""
    return app_searcher().get()
