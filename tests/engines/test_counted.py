"""What counts as a match: totals, facet counts, and how many articles there are to turn pages through."""

import pytest

from indexer.engines.base import SearchRequest
from indexer.query.ranking import Ranking, ScoredClause
from indexer.query.tree import And, Filter, Not, Or, Term

GOUT, FEVER = Term("gout"), Term("fever")
EITHER, BOTH = Or((GOUT, FEVER)), And((GOUT, FEVER))
RANKING = Ranking((ScoredClause("gout", GOUT, 1.0), ScoredClause("fever", FEVER, 1.0)))


@pytest.fixture
def engine(build, article):
    return build(
        article("a", ("", "gout fever", "causes"), ("", "gout", "treatment"), source="One"),
        article("b", ("", "gout fever", "treatment"), source="Two"),
        article("c", ("", "gout", "symptoms"), source="Two"),
        article("d", ("", "cough", "symptoms"), source="Two"),
    )


@pytest.mark.parametrize("ranking", [None, RANKING], ids=["by the query", "by a ranking"])
def test_what_is_counted_makes_totals_and_counts_and_changes_no_article(engine, ranking):
    plain = engine.search(SearchRequest(EITHER, ranking))
    hits = engine.search(SearchRequest(EITHER, ranking, BOTH))
    assert hits.articles == plain.articles and len(hits.articles) == 3
    assert (hits.total_articles, hits.total_sections) == (2, 2)
    assert dict(hits.facets["kind"]) == {"causes": 1, "treatment": 1}
    assert dict(hits.facets["source"]) == {"One": 1, "Two": 1}
    assert (plain.total_articles, plain.total_sections) == (3, 4)


def test_filters_hold_for_what_is_counted_and_for_what_is_ranked(engine):
    hits = engine.search(SearchRequest(EITHER, RANKING, BOTH, filters={"source": ("Two",)}))
    assert [hit.article_id for hit in hits.articles] == ["b", "c"]
    assert (hits.total_articles, hits.ranked_articles) == (1, 2)
    assert dict(hits.facets["source"]) == {"One": 1, "Two": 1}
    assert dict(hits.facets["kind"]) == {"treatment": 1}


def test_where_nothing_counts_all_that_is_ranked_does(engine):
    hits = engine.search(SearchRequest(EITHER, RANKING, And((*BOTH.clauses, Term("cough")))))
    assert (hits.total_articles, hits.total_sections, hits.ranked_articles) == (3, 4, 3)
    filtered = engine.search(SearchRequest(EITHER, RANKING, Term("no"), filters={"kind": ("causes",)}))
    assert (filtered.total_articles, filtered.total_sections) == (1, 1)
    assert dict(filtered.facets["kind"]) == {"causes": 1, "treatment": 2, "symptoms": 1}


def test_where_nothing_is_ranked_nothing_counts(engine):
    excluded = And((EITHER, Not(EITHER)))
    hits = engine.search(SearchRequest(excluded, RANKING, excluded))
    assert (hits.articles, hits.total_articles, hits.total_sections, hits.ranked_articles) == ((), 0, 0, 0)


@pytest.mark.parametrize(
    ("found", "counted", "ranked"),
    [
        (40, 3, 40),  # up to a hundred articles: all of them
        (400, 3, 100),  # of more: a hundred
        (400, 250, 250),  # or as many as count
        (400, 400, 400),
    ],
)
def test_there_are_pages_for_a_hundred_articles_or_for_all_that_count(build, article, found, counted, ranked):
    kinds = ["treatment" if number < counted else "other" for number in range(found)]
    engine = build(*(article(f"a{number:03}", ("", "gout", kind)) for number, kind in enumerate(kinds)))
    request = SearchRequest(GOUT, RANKING, And((GOUT, Filter("kind", "treatment"))), limit=1_000)
    hits = engine.search(request)
    assert (hits.total_articles, hits.total_sections, hits.ranked_articles) == (counted, counted, ranked)
    assert len(hits.articles) == found
    later = engine.search(SearchRequest(GOUT, RANKING, request.counted, offset=ranked - 5, limit=5))
    assert len(later.articles) == 5
    assert (later.total_articles, later.ranked_articles) == (counted, ranked)
