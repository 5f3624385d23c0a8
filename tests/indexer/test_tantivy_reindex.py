"""A data folder indexed with Tantivy, from pages to results."""

import shutil
import sys

import pytest

from corpus.sources.scan import SAMPLE
from indexer.errors import EngineError, IndexStale
from indexer.publish.gates import ALLOWABLE
from indexer.reindex import reindex
from indexer.search.searcher import Searcher

pytest.importorskip("tantivy")


def articles(results):
    return [(hit.title, [section.id for section in hit.sections]) for hit in results.articles]


def test_a_corpus_is_indexed_changed_and_searched_with_tantivy(tmp_path):
    pages, data = tmp_path / "pages", tmp_path / "data"
    shutil.copytree(SAMPLE / "askwell", pages)
    first = reindex([pages], data, engine="tantivy", workers=1)
    assert (first.manifest.engine, first.manifest.articles) == ("tantivy", 5)
    searcher = Searcher.open(data)
    assert "Migraine" in searcher.search("throbbing headache").articles[0].title
    with pytest.raises(IndexStale, match="built with the engine 'tantivy', not 'whoosh'"):
        Searcher.open(data, "whoosh")

    (pages / "migraine.html").unlink()
    page = pages / "depression.html"
    page.write_text(page.read_text(encoding="utf-8").replace("</p>", " quokkas</p>"), encoding="utf-8")
    reindex([pages], data, workers=1, allowed=ALLOWABLE)
    searcher = Searcher.open(data)
    assert len(searcher.search("quokkas").articles) == 1
    assert searcher.describe().articles == 4

    fresh = tmp_path / "fresh"
    reindex([pages], fresh, engine="tantivy", workers=1)
    for question in ("low mood treatment", "tick bite", "rash and fever", "pain"):
        assert articles(searcher.search(question)) == articles(Searcher.open(fresh).search(question))


def test_without_the_extra_nothing_is_read_or_written(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "tantivy", None)
    with pytest.raises(EngineError, match="pip install"):
        reindex([SAMPLE], tmp_path / "data", engine="tantivy")
    assert not (tmp_path / "data").exists()
