"""What several suites share: the sample corpus, indexed once, and a server over it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread

import pytest

from corpus.model import Article, Block, Section
from corpus.sources.scan import SAMPLE
from indexer.reindex import reindex
from search_web import create_app
from search_web.site.app_searcher import app_searcher
from search_web.site.server import create_server


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample corpus published; not to be written to."""
    data_dir = tmp_path_factory.mktemp("sample")
    reindex([SAMPLE], data_dir)
    return data_dir


@pytest.fixture(scope="session")
def site_url(sample_data: Path) -> Iterator[str]:
    """The address of a real server over the sample corpus, on a free port."""
    app = create_app({"DATA": str(sample_data)})
    server = create_server(app, "127.0.0.1", 0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    # In the server's own thread, where nothing else uses its sockets.
    server.trigger.pull_trigger(server.close)
    thread.join(timeout=10)
    server.task_dispatcher.shutdown()
    app_searcher(app).close()


@pytest.fixture(scope="session")
def article():
    """Makes an article of (heading, text) or (heading, text, kind) sections; a bare text has no heading."""

    def make(identity, *sections, title="", source="", reviewed=None, published=None):
        def section(position, heading, text, kind="other"):
            anchor = f"s{position}"
            blocks = tuple(Block("paragraph", line) for line in text.split("\n"))
            path = (heading,) if heading else ()
            return Section(
                f"{identity}/{anchor}", identity, position, 2, heading or title, path, anchor, kind, blocks
            )

        parts = [("", part) if isinstance(part, str) else part for part in sections]
        return Article(
            id=identity,
            url=f"https://health.example/{identity}",
            title=title,
            source=source,
            language="en",
            published=date.fromisoformat(published) if published else None,
            reviewed=date.fromisoformat(reviewed) if reviewed else None,
            sections=tuple(section(position, *part) for position, part in enumerate(parts)),
        )

    return make
