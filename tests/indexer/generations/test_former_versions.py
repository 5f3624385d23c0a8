"""An index that an earlier version built is reported as stale, and built anew from the library.

`former/` has manifests as earlier versions wrote them: the first schema, the first that could be extended,
and the last before the packages were divided into rooms.
"""

import json
import shutil
from pathlib import Path

import pytest

from indexer.errors import IndexStale
from indexer.generations.generations import Generations
from indexer.generations.manifest import FINGERPRINT, MANIFEST_FILE
from indexer.generations.verify import verify
from indexer.reindex import rebuild, reindex
from indexer.search.searcher import Searcher
from indexer.status import read_status

FORMER = sorted((Path(__file__).parent / "former").glob("*.json"))


@pytest.fixture
def pages(corpus_of, page):
    return [corpus_of({"a.html": page("Gout", Treatment="Rest.")})]


@pytest.fixture(params=FORMER, ids=lambda path: path.stem)
def manifest(request):
    return request.param


@pytest.fixture
def data(manifest, pages, tmp_path):
    """A data folder whose live generation has the manifest of an earlier version."""
    reindex(pages, tmp_path / "data", workers=1)
    shutil.copy(manifest, tmp_path / "data" / "generations" / "000001" / MANIFEST_FILE)
    return tmp_path / "data"


def test_it_is_reported_as_stale_with_what_to_do(data, manifest):
    former = json.loads(manifest.read_text())["fingerprint"]
    with pytest.raises(IndexStale) as error:
        Searcher.open(data)
    assert f"built by another version ({former}; this one builds {FINGERPRINT})" in str(error.value)
    assert "Run `healthsearch reindex`" in str(error.value)
    assert read_status(data).problem == str(error.value)


def test_verify_does_not_open_it(data):
    found = verify(data)
    assert not found.whole and found.questions == 0


def test_it_is_rebuilt_from_the_library_alone(data):
    assert rebuild(data)
    assert Generations(data).current() == 2 and verify(data).whole
    searcher = Searcher.open(data)
    assert [hit.title for hit in searcher.search("gout").articles] == ["Gout"]
    searcher.close()


def test_a_reindex_builds_it_anew_though_no_page_has_changed(data, pages):
    report = reindex(pages, data, workers=1)
    assert (report.generation, report.articles.unchanged, report.manifest.steps) == (2, 1, 0)
    assert read_status(data).problem is None
