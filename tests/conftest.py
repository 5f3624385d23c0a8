"""What several suites share: the sample corpus, indexed once, and a server over it."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from corpus.sources.scan import SAMPLE
from indexer.reindex import reindex
from search_web import create_app
from search_web.site.live import live
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
    server.trigger.pull_trigger(
        server.close
    )  # in the server's own thread, where nothing else uses its sockets
    thread.join(timeout=10)
    server.task_dispatcher.shutdown()
    live(app).close()
