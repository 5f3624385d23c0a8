"""The order by a `Ranking`: words covered, other names, kinds in proportion, titles, whole articles."""

import random

import pytest

from indexer import weights
from indexer.engines.base import SearchRequest
from indexer.query.ranking import Ranking, ScoredClause
from indexer.query.tree import Boosted, Everything, Or, Phrase, Term

FILLER = "a quiet line of words that says nothing much at all about anything"

GOUT, FEVER, PODAGRA = Term("gout"), Term("fever"), Term("podagra")
WORDS = (ScoredClause("gout", GOUT, 3.0), ScoredClause("fever", FEVER, 1.0))
EITHER = Or((GOUT, FEVER))


def hits_of(engine, ranking, query=EITHER, **options):
    return engine.search(SearchRequest(query, ranking, limit=1_000, sections_per_article=100, **options))


def order(engine, ranking, query=EITHER, **options):
    return [hit.article_id for hit in hits_of(engine, ranking, query, **options).articles]


def scores(engine, ranking, query=EITHER):
    """The score of each section that matches."""
    found = hits_of(engine, ranking, query).articles
    return {section.section_id: section.score for hit in found for section in hit.sections}


def test_a_section_that_covers_the_words_comes_before_one_that_repeats_one_of_them(build, article):
    repeats = article("a", "fever fever fever fever fever fever")
    covers = article("b", f"gout and fever {FILLER}")
    engine = build(repeats, covers, *(article(f"g{number}", "gout") for number in range(2)))
    assert order(engine, None)[0] == "a"
    assert order(engine, Ranking(WORDS))[0] == "b"


def test_a_score_falls_with_the_share_of_the_words_weight_that_is_missing(build, article):
    engine = build(article("a", f"gout {FILLER}"), article("b", f"fever {FILLER}"))
    alone = scores(engine, None)
    found = scores(engine, Ranking(WORDS))
    assert found["a/s0"] == pytest.approx(alone["a/s0"] * 0.75**weights.COVERAGE)
    assert found["b/s0"] == pytest.approx(alone["b/s0"] * 0.25**weights.COVERAGE)


def test_a_name_covers_the_words_that_it_stands_for(build, article):
    engine = build(article("a", f"podagra and fever {FILLER}"), article("b", f"fever {FILLER}"))
    query = Or((GOUT, FEVER, PODAGRA))

    def score(covers):
        name = ScoredClause("podagra", Boosted(PODAGRA, 0.2), covers=covers)
        return scores(engine, Ranking(WORDS, (name,)), query)["a/s0"]

    assert score(()) == pytest.approx(score((0,)) * 0.25**weights.COVERAGE)
    assert score((0,)) == score((0, 1)) > 0


def test_a_section_with_the_reader_s_own_word_stands_above_one_with_another_name(build, article):
    engine = build(article("a", f"podagra {FILLER}"), article("b", f"gout {FILLER}"))
    name = ScoredClause("podagra", Boosted(PODAGRA, 0.2), covers=(0,))
    assert order(engine, Ranking(WORDS[:1], (name,)), Or((GOUT, PODAGRA))) == ["b", "a"]


def test_kinds_weigh_in_proportion_and_the_first_one_most(build, article):
    engine = build(
        article("a", ("", f"gout {FILLER}", "treatment"), ("", f"fever {FILLER}", "causes"), ("", "gout")),
        article("b", ("", f"gout fever {FILLER}", "overview")),
    )
    plain = scores(engine, Ranking(WORDS))
    found = scores(engine, Ranking(WORDS, kinds=("treatment", "causes")))
    assert found["a/s0"] == pytest.approx(plain["a/s0"] * (1 + weights.KIND))
    assert found["a/s1"] == pytest.approx(plain["a/s1"] * (1 + weights.KIND / 2))
    assert found["a/s2"] == plain["a/s2"]
    assert found["b/s0"] == pytest.approx(plain["b/s0"] - weights.OVERVIEW)


def test_a_kind_asked_for_does_not_lift_a_section_that_barely_has_the_subject(build, article):
    """A flat bonus did: "symptoms of lead poisoning" led to the symptoms of anaemia."""
    engine = build(
        article("a", ("Gout", f"gout gout gout {FILLER}"), title="Gout"),
        article("b", ("", f"fever {FILLER}", "treatment"), title="Flu"),
    )
    assert order(engine, Ranking(WORDS, kinds=("treatment",))) == ["a", "b"]


def test_the_points_of_a_title_are_added_and_count_more_beside_the_kind_asked_for(build, article):
    engine = build(article("a", ("", f"gout {FILLER}", "treatment"), f"gout {FILLER}"))
    plain = scores(engine, Ranking(WORDS, kinds=("treatment",)))
    found = scores(engine, Ranking(WORDS, kinds=("treatment",), titles={"a": 10.0}))
    assert found["a/s0"] == pytest.approx(plain["a/s0"] + 10.0 * (1 + weights.TITLE_KIND))
    assert found["a/s1"] == pytest.approx(plain["a/s1"] + 10.0)


def test_a_title_brings_its_article_to_the_front_of_hundreds(build, article):
    better = [article(f"a{number:03}", ("Gout", "gout gout gout"), title="Gout") for number in range(400)]
    engine = build(*better, article("z", f"gout {FILLER} {FILLER} {FILLER}"))
    assert order(engine, Ranking(WORDS))[-1] == "z"
    assert order(engine, Ranking(WORDS, titles={"z": 100.0}))[0] == "z"


def test_points_bring_no_article_that_does_not_match_or_that_a_filter_leaves_out(build, article):
    engine = build(
        article("a", ("", "gout", "causes")), article("b", "cough"), article("c", ("", "gout", "symptoms"))
    )
    ranking = Ranking(WORDS, titles={"b": 50.0, "c": 40.0, "gone": 30.0})
    assert order(engine, ranking) == ["c", "a"]
    hits = hits_of(engine, ranking, filters={"kind": ("causes",)})
    assert [hit.article_id for hit in hits.articles] == ["a"]
    assert (hits.total_articles, hits.ranked_articles) == (1, 1)


def test_words_in_other_sections_of_an_article_count_in_part(build, article):
    engine = build(
        article("both", f"gout gout {FILLER}", f"fever {FILLER}"),
        article("one", f"gout gout {FILLER}", FILLER),
    )
    first, second = hits_of(engine, Ranking(WORDS)).articles
    assert (first.article_id, second.article_id) == ("both", "one")
    assert [section.section_id for section in first.sections] == ["both/s0", "both/s1"]
    fever = scores(engine, None)["both/s1"]
    assert first.score == pytest.approx(first.sections[0].score + weights.ELSEWHERE * fever)
    assert second.score == pytest.approx(second.sections[0].score)


def test_extras_add_to_sections_with_a_word_or_a_name_alone(build, article):
    engine = build(article("a", f"gout and rest {FILLER}"), article("b", f"rest {FILLER}"))
    plain = scores(engine, Ranking(WORDS[:1]), Everything())
    ranking = Ranking(WORDS[:1], extras=(ScoredClause("rest", Term("rest")),))
    found = scores(engine, ranking, Everything())
    assert found["a/s0"] > plain["a/s0"] > 0
    assert found["b/s0"] == plain["b/s0"] == 0


def test_a_phrase_of_neighbours_lifts_the_section_where_they_stand_side_by_side(build, article):
    engine = build(article("a", f"gout {FILLER} fever"), article("b", f"gout fever {FILLER}"))
    phrase = Boosted(Phrase(("gout", "fever"), (0, 1)), 0.2)
    assert order(engine, Ranking(WORDS)) == ["a", "b"]
    assert order(engine, Ranking(WORDS, extras=(ScoredClause("side by side", phrase),))) == ["b", "a"]


def test_a_subject_alone_prefers_the_overview(build, article):
    engine = build(article("a", f"gout {FILLER}", ("", f"gout {FILLER}", "overview")))
    found = scores(engine, Ranking(WORDS))
    assert found["a/s1"] == pytest.approx(found["a/s0"] + weights.OVERVIEW)


def test_references_stand_below_a_section_that_tells(build, article):
    named = " ".join(["A study of gout and fever in adults."] * 2)
    engine = build(article("a", ("References", named, "references"), ("", f"{FILLER} gout {FILLER} fever")))
    (hit,) = hits_of(engine, Ranking(WORDS, titles={"a": 3.0})).articles
    assert [section.section_id for section in hit.sections] == ["a/s1", "a/s0"]


def test_words_that_the_corpus_does_not_have_take_nothing_from_the_others(build, article):
    """Their weight is 0, so they are no part of what a section has to cover."""
    engine = build(article("a", f"gout {FILLER}"), article("b", f"fever {FILLER}"))
    unknown = ScoredClause("zyzzyva", Term("zyzzyva"), 0.0)
    assert scores(engine, Ranking((*WORDS, unknown))) == scores(engine, Ranking(WORDS))
    assert scores(engine, Ranking((unknown,)), GOUT) == {"a/s0": 0.0}


def test_turning_pages_neither_repeats_nor_skips_an_article(build, article):
    choose = random.Random(5)
    texts = ["gout", "gout fever", "gout gout", "fever"]
    kinds = ["treatment", "causes", "other"]
    articles = [
        article(f"a{n}", *(("", choose.choice(texts), choose.choice(kinds)) for _ in range(2)))
        for n in range(400)
    ]
    points = {f"a{n}": choose.uniform(0, 20) for n in choose.sample(range(500), 200)}
    ranking = Ranking(WORDS, kinds=("treatment",), titles=points)
    engine = build(*articles)
    whole = order(engine, ranking)
    assert sorted(whole) == sorted(one.id for one in articles)
    for size in (7, 10, 33):
        pages = [
            engine.search(SearchRequest(EITHER, ranking, GOUT, offset=first, limit=size)).articles
            for first in range(0, 400, size)
        ]
        assert [hit.article_id for page in pages for hit in page] == whole


def test_the_order_does_not_depend_on_the_order_of_adding(build, article):
    choose = random.Random(3)
    articles = [article(f"a{n:03}", f"gout {'fever ' * choose.randint(0, 3)}") for n in range(120)]
    ranking = Ranking(WORDS, titles={f"a{n:03}": float(n % 7) for n in range(120)})
    one, other = (hits_of(build(*some), ranking).articles for some in (articles, articles[::-1]))
    assert [hit.article_id for hit in one] == [hit.article_id for hit in other]
    assert [hit.score for hit in one] == pytest.approx([hit.score for hit in other])
