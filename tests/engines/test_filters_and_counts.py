"""Filters by facet, and the counts of each facet."""

import pytest

from indexer.engines.base import SearchRequest
from indexer.query.tree import Everything, Term


@pytest.fixture
def engine(build, article):
    return build(
        article("a", ("", "gout", "causes"), ("", "gout", "treatment"), source="Clinic"),
        article("b", ("", "gout", "treatment"), ("", "fever", "treatment"), source="Library"),
        article("c", ("", "gout", "symptoms"), source="Library"),
        article("d", ("", "gout", "causes")),
    )


@pytest.mark.parametrize(
    ("kinds", "sources", "expected"),
    [
        (("treatment",), (), {"a/s1", "b/s0"}),
        (("treatment", "symptoms"), (), {"a/s1", "b/s0", "c/s0"}),
        ((), ("Library",), {"b/s0", "c/s0"}),
        ((), ("lIBRARY", "CLINIC"), {"a/s0", "a/s1", "b/s0", "c/s0"}),
        (("treatment",), ("library",), {"b/s0"}),
        (("no such kind",), (), set()),
        ((), ("no such source",), set()),
        (("treatment",), ("no such source",), set()),
    ],
)
def test_filters_keep_sections_with_one_of_the_values_of_each_facet(
    engine, matches, kinds, sources, expected
):
    assert matches(engine, Term("gout"), filters={"kind": kinds, "source": sources}) == expected


def test_facet_counts_are_of_all_matching_sections(engine):
    hits = engine.search(SearchRequest(Term("gout"), limit=1))
    assert hits.facets["kind"] == {"causes": 2, "treatment": 2, "symptoms": 1}
    assert hits.facets["source"] == {"Clinic": 2, "Library": 2, "": 1}


def test_the_counts_of_a_facet_apply_every_filter_but_its_own(engine):
    hits = engine.search(
        SearchRequest(Term("gout"), filters={"kind": ("treatment",), "source": ("library",)})
    )
    assert hits.facets["kind"] == {"treatment": 1, "symptoms": 1}
    assert hits.facets["source"] == {"Clinic": 1, "Library": 1}
    assert hits.total_sections == 1


def test_a_filter_hides_the_other_sections_of_an_article(engine):
    hits = engine.search(SearchRequest(Everything(), filters={"kind": ("causes",), "source": ("Clinic",)}))
    assert [(hit.article_id, hit.total_sections) for hit in hits.articles] == [("a", 1)]


def test_nothing_found_counts_nothing(engine):
    hits = engine.search(SearchRequest(Term("missing")))
    assert (hits.total_articles, hits.total_sections) == (0, 0)
    assert not any(hits.facets.values())


def test_sections_are_filtered_and_counted_by_the_year_of_review(build, article, matches):
    engine = build(
        article("a", "gout", reviewed="2021-12-31"),
        article("b", "gout", "more gout", reviewed="2024-01-01", published="2020-05-05"),
        article("c", "gout", published="2024-05-05"),
    )
    assert matches(engine, Term("gout"), filters={"reviewed": ("2024",)}) == {"b/s0", "b/s1"}
    assert matches(engine, Term("gout"), filters={"reviewed": ("2021", "2024")}) == {"a/s0", "b/s0", "b/s1"}
    assert matches(engine, Term("gout"), filters={"reviewed": ("2020",)}) == set()
    hits = engine.search(SearchRequest(Term("gout"), filters={"reviewed": ("2024",)}))
    assert hits.facets["reviewed"] == {"2021": 1, "2024": 2, "": 1}
    assert hits.facets["kind"] == {"other": 2}
