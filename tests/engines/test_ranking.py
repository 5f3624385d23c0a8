"""The order of the articles by the score of a query alone, and turning its pages."""

import random

import pytest

from indexer.engines.base import SearchRequest
from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    Filter,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)

FILLER = "a quiet line of words that says nothing much at all about anything"


def order(engine, query, **options):
    return [hit.article_id for hit in engine.search(SearchRequest(query, **options)).articles]


@pytest.mark.parametrize("better", ["title", "heading"])
def test_a_word_in_the_title_or_heading_counts_more_than_one_in_the_text(build, article, better):
    weak = article("a", ("Plain", f"{FILLER} gout"), title="Plain")
    strong = article(
        "b",
        ("Gout" if better == "heading" else "Plain", FILLER),
        title="Gout" if better == "title" else "Plain",
    )
    assert order(build(weak, strong), Term("gout")) == ["b", "a"]


def test_a_word_said_more_often_counts_more(build, article):
    engine = build(article("a", f"{FILLER} gout rest sleep"), article("b", f"{FILLER} gout gout gout"))
    assert order(engine, Term("gout")) == ["b", "a"]


def test_the_same_word_counts_more_in_a_shorter_section(build, article):
    long = " ".join([FILLER] * 20)
    engine = build(article("a", f"gout {long} {long}"), article("b", f"gout {long}"))
    assert order(engine, Term("gout")) == ["b", "a"]


def test_a_line_that_says_nothing_stands_below_a_section_that_tells(build, article):
    tells = "Gout comes from crystals in the joints, and attacks of gout pass within days."
    engine = build(article("a", "More on gout elsewhere.", tells))
    hit = engine.search(SearchRequest(Term("gout"))).articles[0]
    assert [section.section_id for section in hit.sections] == ["a/s1", "a/s0"]


def test_a_list_of_references_stands_below_a_section_that_tells(build, article):
    named = " ".join(["A study of gout in adults."] * 2)
    engine = build(article("a", ("References", named, "references"), ("Text", f"{FILLER} gout and {FILLER}")))
    hit = engine.search(SearchRequest(Term("gout"))).articles[0]
    assert [section.section_id for section in hit.sections] == ["a/s1", "a/s0"]


def test_a_rare_word_counts_more_than_a_common_one(build, article):
    common = [article(f"c{number}", "fever and nothing") for number in range(9)]
    engine = build(*common, article("rare", "gout and nothing"))
    assert order(engine, Or((Term("fever"), Term("gout"))))[0] == "rare"


def test_a_section_with_more_of_the_words_comes_first(build, article):
    engine = build(article("a", "gout hurts"), article("b", "gout fever"), article("c", "cough fever"))
    assert order(engine, Or((Term("gout"), Term("fever"))))[0] == "b"


@pytest.mark.parametrize("query", [Everything(), Filter("kind", "other"), Not(Term("missing"))])
def test_filters_and_exclusions_add_nothing_to_a_score(build, article, query):
    engine = build(article("a", "gout"))
    plain = engine.search(SearchRequest(Term("gout"))).articles[0].score
    assert plain > 0
    assert engine.search(SearchRequest(And((Term("gout"), query)))).articles[0].score == pytest.approx(plain)
    assert engine.search(SearchRequest(query)).articles[0].score == 0


def test_a_boost_multiplies_a_score(build, article):
    engine = build(article("a", "gout hurts"), article("b", "fever"))
    for query in (Term("gout"), Prefix("gou"), Phrase(("gout", "hurt"), (0, 1))):
        plain = engine.search(SearchRequest(query)).articles[0].score
        boosted = engine.search(SearchRequest(Boosted(query, 2.5))).articles[0].score
        assert boosted == pytest.approx(2.5 * plain) and plain > 0


def test_equal_scores_stand_in_the_order_of_article_ids(build, article):
    names = ["m", "z", "a", "k", "b"]
    engine = build(*(article(name, "gout today") for name in names))
    assert order(engine, Term("gout")) == sorted(names)


def test_the_order_does_not_depend_on_the_order_of_adding(build, article):
    choose = random.Random(3)
    articles = [article(f"a{n:03}", f"gout {'fever ' * choose.randint(0, 3)}") for n in range(120)]
    query = Or((Term("gout"), Term("fever")))
    one = build(*articles).search(SearchRequest(query, limit=200)).articles
    other = build(*reversed(articles)).search(SearchRequest(query, limit=200)).articles
    assert [hit.article_id for hit in one] == [hit.article_id for hit in other]
    assert [hit.score for hit in one] == pytest.approx([hit.score for hit in other])


def test_turning_pages_neither_repeats_nor_skips_an_article(build, article):
    choose = random.Random(5)
    articles = [
        article(f"a{n}", *(choose.choice(["gout", "gout fever", "gout gout", "fever"]) for _ in range(2)))
        for n in range(400)
    ]
    engine, query = build(*articles), Or((Term("gout"), Term("fever")))
    whole = order(engine, query, limit=1_000)
    assert len(whole) == len(set(whole)) == 400
    pages = [order(engine, query, offset=first, limit=7) for first in range(0, 400, 7)]
    assert [name for page in pages for name in page] == whole
    assert order(engine, query, offset=400, limit=7) == []


def test_the_same_question_gets_the_same_answer_each_time(build, article):
    engine = build(*(article(f"a{n}", "gout " * (n % 4 + 1)) for n in range(50)))
    request = SearchRequest(Or((Term("gout"), Prefix("gou"))), limit=50)
    assert engine.search(request) == engine.search(request)


def test_a_bonus_comes_on_top_of_the_score_and_a_constant_is_the_score(build, article):
    engine = build(article("a", "gout hurts"), article("b", "fever"))
    plain = engine.search(SearchRequest(Term("gout"))).articles[0].score
    more = engine.search(SearchRequest(Bonus(Term("gout"), Constant(Term("gout"), 5.0)))).articles[0].score
    assert more == pytest.approx(plain + 5.0)


def test_a_phrase_that_only_ranks_brings_its_section_to_the_front_of_hundreds(build, article):
    articles = [article(f"a{n}", f"this syndrome is number {n} of many") for n in range(400)]
    engine = build(*articles, article("z", "rather long words of the Allan Dudley kind of syndrome"))
    phrase = Boosted(Phrase(("allan", "dudley"), (0, 1)), 0.2)
    hits = engine.search(SearchRequest(Bonus(Term("syndrom"), phrase)))
    assert hits.articles[0].article_id == "z"
    both = And((Term("syndrom"), Term("dudley")))
    alone = engine.search(SearchRequest(Bonus(both, phrase)))
    assert alone.articles[0].score > engine.search(SearchRequest(both)).articles[0].score
