"""Two indexes compared by the same queries."""

import shutil

import pytest

from corpus.sources.scan import SAMPLE
from indexer.evaluation.comparison_queries import evenly, library_queries
from indexer.evaluation.parity import measure_parity
from indexer.library.library import Library
from indexer.reindex import reindex
from indexer.search.searcher import Searcher

PAGE = "meadow-medical-library/kidney-stones.html"


@pytest.fixture(scope="module")
def searchers(sample_data, tmp_path_factory):
    """The sample corpus, and the same without its article on kidney stones."""
    folder = tmp_path_factory.mktemp("parity")
    shutil.copytree(SAMPLE, folder / "articles")
    (folder / "articles" / PAGE).unlink()
    reindex([folder / "articles"], folder / "data")
    opened = Searcher.open(sample_data), Searcher.open(folder / "data")
    yield opened
    for searcher in opened:
        searcher.close()


@pytest.fixture(scope="module")
def queries(sample_data):
    with Library(sample_data) as library:
        return library_queries(library)


def test_an_index_agrees_with_itself_in_all(searchers, queries):
    found = measure_parity(searchers[0], searchers[0], queries)
    assert found.same_top == found.same_totals == len(found.compared) == len(queries)
    assert found.overlap == 1 and not any(one.difference for one in found.queries)
    assert all(0 < median <= high for median, high in found.ms)


def test_a_missing_article_is_described_as_a_difference(searchers):
    (one,) = measure_parity(*searchers, ["renal calculi"]).queries
    assert not one.same_top and not one.same_totals and one.overlap < 1
    assert "comes first, not “Kidney stones" in one.difference and " sections match, not " in one.difference


def test_what_has_nothing_to_do_with_that_article_is_the_same(searchers):
    (one,) = measure_parity(*searchers, ["chickenpox and shingles"]).queries
    assert one.same_top and one.difference is None


def test_a_search_that_both_refuse_or_that_finds_nothing_is_no_difference(searchers):
    found = measure_parity(*searchers, ["x" * 10_000, "qqqqqqqq", ""])
    assert found.same_top == found.same_totals == 3 and found.overlap == 1


def test_the_drawn_queries_are_titles_and_headings_and_the_same_each_time(sample_data, queries):
    with Library(sample_data) as library:
        titles = {" ".join(article.title.split()) for article in library.articles()}
        assert library_queries(library) == queries
        few = library_queries(library, 20)
    assert len(set(queries)) == len(queries) == 200
    assert titles <= set(queries)
    assert len(few) == 20 and len(titles & set(few)) == 10


def test_what_is_drawn_evenly_spans_all_of_it():
    assert evenly(range(100), 4) == [0, 25, 50, 75]
    assert evenly([1, 2], 4) == [1, 2] and evenly([], 4) == []
