"""A search ends by its deadline with what it has, and says so."""

from time import monotonic

import pytest

from indexer.engines.base import SearchRequest
from indexer.query.ranking import Ranking, ScoredClause
from indexer.query.tree import And, Everything, Not, Or, Phrase, Prefix, Term


@pytest.fixture
def engine(build, article):
    return build(*(article(f"a{n}", "gout gouty goutweed fever cough " * 5) for n in range(300)))


@pytest.mark.parametrize(
    "query",
    [
        Term("gout"),
        Prefix("gou"),
        Phrase(("gout", "gouti"), (0, 1)),
        And((Term("gout"), Term("fever"))),
        Or((Term("gout"), Prefix("fev"))),
        Not(Term("gout")),
        Everything(),
    ],
)
def test_without_any_time_a_search_is_partial_and_no_error(engine, query):
    ranking = Ranking((ScoredClause("gout", Term("gout"), 1.0),), titles={"a7": 5.0})
    for seconds in (0.0, -1.0):
        for options in ({}, {"ranking": ranking, "counted": query}):
            hits = engine.search(SearchRequest(query, **options, seconds=seconds))
            assert hits.partial
            assert hits.ranked_articles >= hits.total_articles >= len(hits.articles)


def test_with_time_enough_a_search_is_not_partial(engine):
    assert not engine.search(SearchRequest(Or((Term("gout"), Prefix("gou"))), seconds=30)).partial


def test_a_search_cut_short_never_shows_what_the_query_excludes(engine, matches):
    """Whenever it is cut, an exclusion that was not finished must not let its sections through."""
    excluded = Not(Or((Term("nowhere"), Prefix("gou"), Term("fever"))))
    query = And((Term("cough"), excluded))
    started = monotonic()
    assert matches(engine, query, seconds=30) == set()
    whole = monotonic() - started
    ranking = Ranking((ScoredClause("cough", Term("cough"), 1.0),), titles={"a7": 5.0})
    for part in range(60):
        assert matches(engine, query, seconds=whole * part / 50) == set()
        hits = engine.search(SearchRequest(query, ranking, Term("cough"), seconds=whole * part / 50))
        assert hits.articles == ()


def test_a_deadline_is_kept_within_a_fraction_of_a_second(engine):
    words = tuple(Prefix(word) for word in ("gou", "fev", "cou"))
    started = monotonic()
    engine.search(SearchRequest(Or(words), seconds=0.001))
    assert monotonic() - started < 0.5
