"""All words first, then most of them: what stays strict, and the step that a reader sees."""

import pytest

from indexer.query.parser import parse
from indexer.query.tree import And, Filter, Not, Or, Term, leaves
from indexer.reindex import reindex
from indexer.rewriting.relaxation import relax
from indexer.search.searcher import Searcher


def relaxed(text):
    return relax(parse(text).query)


@pytest.mark.parametrize(
    "text", ["gout", '"acute gout"', "gout OR fever", "gout -fever", "gout in:treatment"]
)
def test_a_query_of_one_clause_cannot_be_relaxed(text):
    assert relaxed(text) is None


def test_most_words_still_need_at_least_one():
    for count in range(2, 12):
        query = And(tuple(Term(f"w{number}") for number in range(count)))
        assert 1 <= relax(query).at_least < count


@pytest.mark.parametrize(
    "filters",
    [
        "-cough",
        "in:treatment",
        "source:clinic",
        "in:treatment in:causes",
        "source:clinic source:library",
        "(in:treatment OR source:clinic)",
        "-cough in:treatment in:causes source:clinic",
    ],
)
def test_filters_and_exclusions_stay_as_strict_as_they_were(filters):
    query = relaxed(f"gout fever rash {filters}")
    assert isinstance(query, And)
    words = [clause for clause in query.clauses if isinstance(clause, Or) and Term("gout") in clause.clauses]
    assert len(words) == 1 and set(words[0].clauses) == {Term("gout"), Term("fever"), Term("rash")}
    strict = [clause for clause in query.clauses if clause not in words]
    whole = parse(f"gout fever rash {filters}").query
    assert set(strict) == set(whole.clauses) - set(words[0].clauses)
    kinds = (Filter,)
    assert all(isinstance(c, Not) or all(isinstance(leaf, kinds) for leaf in leaves(c)) for c in strict)


def test_words_left_out_of_a_query_are_a_step(sample_data):
    steps = Searcher.open(sample_data).search("gout ab*").steps
    assert ("ignored", "ab*") in [(step.step, step.before) for step in steps]


@pytest.fixture(scope="module")
def searcher(page, tmp_path_factory):
    folder, data = tmp_path_factory.mktemp("relaxing"), tmp_path_factory.mktemp("data")
    for name, text in {
        "both": "gout and fever",
        "one": "gout gout gout",
        "other": "fever fever fever",
        "none": "cough",
    }.items():
        (folder / f"{name}.html").write_text(page(name.title(), intro="Nothing.", Treatment=text))
    reindex([folder], data, workers=1)
    found = Searcher.open(data)
    yield found
    found.close()


def test_articles_with_all_words_come_before_those_with_most(searcher):
    results = searcher.search("gout fever")
    assert [hit.title for hit in results.articles][0] == "Both"
    assert {hit.title for hit in results.articles} == {"Both", "One", "Other"}
    assert [step.step for step in results.steps][-1] == "relaxed"


def test_relaxing_is_no_step_where_it_finds_nothing_more(searcher):
    assert searcher.search("gout and fever cough -cough").steps
    for text in ("gout", "gout OR fever"):
        assert "relaxed" not in [step.step for step in searcher.search(text).steps]


def test_an_excluded_word_stays_out_when_the_query_is_relaxed(searcher):
    results = searcher.search("gout cough measles -fever")
    assert {hit.title for hit in results.articles} == {"One", "None"}


def test_relaxing_never_leaves_the_kinds_of_the_filter(searcher):
    for text in ("gout fever in:causes", "gout fever in:causes in:symptoms"):
        assert searcher.search(text).total_articles == 0
    assert searcher.search("gout measles", kinds=("causes",)).total_articles == 0


def test_the_pages_of_a_relaxed_search_are_one_ranking(searcher):
    whole = [hit.id for hit in searcher.search("gout fever").articles]
    parts = [hit.id for page in (1, 2, 3) for hit in searcher.search("gout fever", page, size=1).articles]
    assert parts == whole
