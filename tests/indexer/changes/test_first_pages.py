"""First pages before and after a change: of the sample corpus with real edits, and of every shape of page."""

import shutil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sources.scan import SAMPLE
from indexer.changes.first_pages import FirstPageChange, RankedArticle, first_page_changes
from indexer.reindex import reindex
from indexer.search.searcher import Searcher

QUERIES = ("ivig", "kawasaki", "hepatitis b", "migraine", "plasma exchange")


@pytest.fixture(scope="module")
def live(sample_data):
    searcher = Searcher.open(sample_data)
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def candidate(tmp_path_factory):
    """The sample corpus without hepatitis C, and with ivig in the middle of the article on migraine."""
    folder = tmp_path_factory.mktemp("candidate")
    pages = shutil.copytree(SAMPLE, folder / "articles")
    (pages / "carepath" / "hepatitis-c.html").unlink()
    page = pages / "askwell" / "migraine.html"
    html = page.read_bytes()
    page.write_bytes(html.replace(b"What sets off an attack?</", b"IVIG: does IVIG set off an attack?</"))
    reindex([pages], folder / "data")
    searcher = Searcher.open(folder / "data")
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def changes(live, candidate):
    return {change.query: change for change in first_page_changes(live, candidate, QUERIES)}


def test_an_index_against_itself_changes_no_first_page(live):
    assert first_page_changes(live, live, QUERIES) == ()


def test_only_searches_with_another_first_page_are_reported(changes):
    assert "ivig" in changes and "hepatitis b" in changes and "kawasaki" not in changes


def test_an_article_that_is_gone_has_left_the_page(changes):
    change = changes["hepatitis b"]
    assert "Hepatitis C" in [place.title for place in change.left]
    assert not any(place.title == "Hepatitis C" for place in change.after)


def test_an_article_that_answers_now_has_entered_with_its_section(changes):
    (entered,) = [place for place in changes["ivig"].entered if place.title.startswith("Migraine")]
    assert entered.heading == "IVIG: does IVIG set off an attack?"
    assert changes["ivig"].after[entered.rank - 1] == entered


def test_each_query_runs_once_and_a_rejected_one_is_left_out(live, candidate):
    queries = ["ivig", "((((((((((ivig))))))))))", "ivig", "", "x" * 2_001]
    assert [change.query for change in first_page_changes(live, candidate, queries)] == ["ivig"]


def page(*articles):
    """Places of articles, each with its best section: "a1" is article a with section 1."""
    return tuple(
        RankedArticle(number, name[0], name[0], f"{name[0]}/{name[1:]}", name[1:])
        for number, name in enumerate(articles, start=1)
    )


def titles(pairs):
    return [after.article_id for _, after in pairs]


def test_making_room_for_another_article_is_no_move():
    change = FirstPageChange("x", page("a1", "b1", "c1"), page("d1", "a1", "b1"), partial=False)
    assert [place.article_id for place in change.entered] == ["d"]
    assert [place.article_id for place in change.left] == ["c"]
    assert change.moved == change.other_sections == ()


def test_the_article_that_moved_is_reported_and_not_those_that_it_passed():
    change = FirstPageChange("x", page("a1", "b1", "c1", "d1"), page("d1", "a1", "b1", "c1"), partial=False)
    assert titles(change.moved) == ["d"]
    assert [(before.rank, after.rank) for before, after in change.moved] == [(4, 1)]


def test_an_article_that_leads_to_another_section_is_reported():
    change = FirstPageChange("x", page("a1", "b1"), page("a2", "b1"), partial=False)
    ((before, after),) = change.other_sections
    assert (before.heading, after.heading) == ("1", "2") and change.moved == ()


@given(st.permutations("abcdefgh"), st.permutations("abcdefgh"), st.integers(0, 8), st.integers(0, 8))
def test_the_changes_lead_from_one_page_to_the_other(one, other, short, long):
    before, after = (page(*(f"{name}1" for name in names)) for names in (one[:short], other[:long]))
    change = FirstPageChange("x", before, after, partial=False)
    gone = {place.article_id for place in change.left} | set(titles(change.moved))
    came = {place.article_id for place in change.entered} | set(titles(change.moved))
    kept = [place.article_id for place in before if place.article_id not in gone]
    assert kept == [place.article_id for place in after if place.article_id not in came]
