"""What a query matches, what counts, what ranks: over articles in a real index."""

from contextlib import closing

import pytest

from indexer import limits
from indexer.documents.sections import indexed_sections
from indexer.engines import open_engine
from indexer.engines.base import SearchRequest
from indexer.rewriting.rewriter import QueryRewriter
from indexer.rewriting.synonyms.list_file import parse_list
from indexer.rewriting.synonyms.synonyms import Synonyms

LIST = "lockjaw => tetanus\nheart attack = myocardial infarction\n"


@pytest.fixture
def engine(tmp_path, article):
    articles = (
        article("both", "gout and fever"),
        article("gout", ("Gout", "gout hurts"), title="Gout"),
        article("fever", "fever alone"),
        article("side", "dry cough with alcohol"),
        article("apart", "a cough that is dry"),
        article("tetanus", ("Tetanus", "stiff muscles"), title="Tetanus"),
        article("bugs", ("", "they bite"), title="Bedbugs"),
        article("heart", "a myocardial infarction"),
        *(article(f"z{number}", "tetanus shots and fever") for number in range(6)),
    )
    with open_engine("whoosh", tmp_path / "index").builder() as builder:
        for one in articles:
            for section in indexed_sections(one):
                builder.add(section)
    with closing(open_engine("whoosh", tmp_path / "index").open()) as opened:
        yield opened


@pytest.fixture
def rewrite(engine):
    return QueryRewriter(engine, Synonyms([parse_list(LIST, "list").entries])).rewrite


@pytest.fixture
def found(engine, rewrite):
    """The articles in order, and how many count as a match."""

    def search(text):
        rewritten = rewrite(text)
        request = SearchRequest(rewritten.query, rewritten.ranking, rewritten.counted, limit=100)
        hits = engine.search(request)
        return [hit.article_id for hit in hits.articles], hits.total_articles

    return search


def test_any_word_matches_and_half_of_the_weight_counts(found):
    """Gout is rare and fever is not: a section with gout has half of what "gout fever" weighs."""
    articles, counted = found("gout fever")
    assert articles[:2] in (["both", "gout"], ["gout", "both"])
    assert "fever" in articles and counted == 2


def test_of_many_words_half_count(found):
    articles, counted = found("gout fever cough dry alcohol muscles")
    assert {"both", "side", "tetanus"} <= set(articles)
    assert counted == 1  # dry cough with alcohol


def test_function_words_neither_match_nor_weigh(rewrite):
    assert [word.name for word in rewrite("what can i do about my gout").ranking.words] == ["gout"]
    assert [word.name for word in rewrite("how do you know").ranking.words]  # all there is to search


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ('"dry cough"', ["side"]),
        ('"dry cough" alcohol', ["side"]),
        ("gout -fever", ["gout"]),
        ("gout (fever OR hurts)", ["both", "gout"]),
        ("title:gout", ["gout"]),
        ("gout hurt*", ["gout"]),
    ],
)
def test_what_a_reader_asks_for_by_syntax_is_required(found, text, articles):
    assert sorted(found(text)[0]) == articles


def test_a_phrase_that_occurs_nowhere_and_one_word_in_quotes_are_no_requirement(found):
    assert "gout" in found('"gout of the knee" hurts')[0]
    articles, _ = found('fever "alcohol"')
    assert {"side", "fever"} <= set(articles)


def test_words_in_brackets_are_plain_words(found, rewrite):
    assert found("gout (fever)") == found("gout fever")
    assert [word.name for word in rewrite("gout (fever)").ranking.words] == ["gout", "fever"]


def test_another_name_covers_its_words_and_counts(found, rewrite):
    (name,) = rewrite("heart attack fever").ranking.names
    assert name.covers == (0, 1)
    articles, counted = found("heart attack")
    assert (articles, counted) == (["heart"], 1)


def test_the_article_with_the_title_comes_first_also_by_a_name_that_no_article_has(found):
    assert found("tetanus")[0][0] == "tetanus"
    assert found("lockjaw")[0][0] == "tetanus"
    assert found("gout")[0][0] == "gout"


def test_a_title_in_one_word_is_found_by_two(found):
    assert found("bed bugs")[0][0] == "bugs"


def test_a_word_that_no_section_has_weighs_nothing(rewrite):
    weights = {word.name: word.weight for word in rewrite("gout qqqqzzzz").ranking.words}
    assert weights["qqqqzzzz"] == 0 < weights["gout"]


def test_a_long_message_is_condensed_to_what_it_is_about(rewrite):
    message = "my doctor said so and we wondered about it " * 20 + "is it tetanus or gout"
    scored = [word.name for word in rewrite(message).ranking.words]
    assert len(scored) <= limits.MAX_TERMS
    assert {"tetanus", "gout"} <= set(scored)


def test_the_same_word_fifty_times_is_one_word(rewrite):
    assert [word.name for word in rewrite("gout " * 50).ranking.words] == ["gout"]


@pytest.mark.parametrize("text", ["norvasc", "norvasc side effects", "where to buy norvasc"])
def test_a_drug_that_no_article_has_is_told_with_what_it_is_made_of(rewrite, text):
    rewritten = rewrite(text)
    assert [(step.before, step.after) for step in rewritten.steps if step.step == "missing"] == [
        ("norvasc", "amlodipine")
    ]
    assert rewritten.uncovered


@pytest.mark.parametrize("text", ["gout and norvasc", "tetanus cocktail", "gout", "heart attack"])
def test_what_an_article_is_about_is_no_gap(rewrite, text):
    assert not rewrite(text).uncovered


def test_another_name_that_an_article_has_is_no_gap(rewrite):
    rewritten = rewrite("lockjaw")
    assert not rewritten.uncovered
    assert not any(step.step == "missing" for step in rewritten.steps)
