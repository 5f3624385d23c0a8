"""What several suites share: the sample corpus, indexed once."""

from pathlib import Path

import pytest

from corpus.read import SAMPLE
from indexer.reindex import reindex


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample corpus published; not to be written to."""
    data_dir = tmp_path_factory.mktemp("sample")
    reindex([SAMPLE], data_dir)
    return data_dir
