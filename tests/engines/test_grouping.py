"""Sections grouped under their articles."""

import pytest

from indexer.engines.base import SearchRequest
from indexer.query.tree import Everything, Or, Term


@pytest.fixture
def engine(build, article):
    return build(
        article("a", "gout", "gout gout gout", "fever only", "gout gout", "gout"),
        article("b", "gout and fever"),
        article("c", "cough"),
    )


def test_an_article_shows_its_best_sections_best_first_then_by_position(engine):
    hit = engine.search(SearchRequest(Term("gout"))).articles[0]
    assert [section.section_id for section in hit.sections] == ["a/s1", "a/s3", "a/s0"]
    scores = [section.score for section in hit.sections]
    assert scores == sorted(scores, reverse=True)
    assert hit.score == scores[0]


def test_an_article_counts_all_its_matching_sections_shown_or_not(engine):
    first, second = engine.search(SearchRequest(Term("gout"), sections_per_article=1)).articles
    assert (first.article_id, first.total_sections, len(first.sections)) == ("a", 4, 1)
    assert (second.article_id, second.total_sections) == ("b", 1)


def test_totals_count_all_articles_and_sections_whatever_the_page(engine):
    query = Or((Term("gout"), Term("fever")))
    for first in (0, 1, 50):
        hits = engine.search(SearchRequest(query, offset=first, limit=1))
        assert (hits.total_articles, hits.total_sections) == (2, 6)
    assert engine.search(SearchRequest(query, offset=50)).articles == ()


def test_no_articles_asked_for_still_gives_the_totals_and_counts(engine):
    hits = engine.search(SearchRequest(Everything(), limit=0))
    assert hits.articles == () and hits.total_sections == 7 and hits.facets["kind"] == {"other": 7}


def test_sections_of_an_article_added_apart_are_one_article(engine_name, article, add, opened, tmp_path):
    from indexer.engines import open_engine

    one, other = article("a", "gout", "fever"), article("b", "gout")
    with open_engine(engine_name, tmp_path / "index").builder() as builder:
        from indexer.documents.sections import indexed_sections

        first, second = indexed_sections(one)
        builder.add(second)
        add(builder, other)
        builder.add(first)
    engine = opened(tmp_path / "index")
    assert [s.id for s in engine.article("a").sections] == ["a/s0", "a/s1"]
    assert engine.search(SearchRequest(Everything())).total_articles == 2
