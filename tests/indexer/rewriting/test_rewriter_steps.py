"""The steps of the query rewriter over articles that define abbreviations, with an editor's list."""

from contextlib import closing
from itertools import chain
from urllib.parse import parse_qs

import pytest

from indexer.documents.sections import indexed_sections
from indexer.engines import open_engine
from indexer.query.tree import Bonus, Term, leaves
from indexer.rewriting.rewriter import QueryRewriter
from indexer.rewriting.synonyms.list_file import parse_list
from indexer.rewriting.synonyms.synonyms import Synonyms

LIST = """
immune thrombocytopenia = idiopathic thrombocytopenic purpura, immune purpura
diabetes => type 1 diabetes, type 2 diabetes
side effects = adverse effects
GIST => gastrointestinal stromal tumor
metformin = Glucophage
"""


@pytest.fixture
def rewriter(tmp_path, article):
    articles = (
        article("a", "immune thrombocytopenia (ITP)", "mmn is seen here in small letters"),
        article("b", "idiopathic thrombocytopenic purpura (ITP)", "a fish is no test, and shock no acronym"),
        *(article(f"h{n}", "high-density lipoprotein (HDL)", "and more") for n in range(5)),
        article("i", "Huntington disease-like (HDL)", "is rare"),
        article("m", "multiple sclerosis (MS)", "neuropathy and neuropathies"),
        article("n", "mitral stenosis (MS)", "gastrointestinal stromal tumors"),
        *(article(f"m{n}", "multiple sclerosis (MS) or mitral stenosis (MS)") for n in range(2)),
        article("Emery", "a rare kind", title="Emery-Dreifuss muscular dystrophy (a form)"),
        *(article(f"x{n}", "a rare kind", title=f"Xanthic yellow zone {n}") for n in range(6)),
        article("s", "acute lymphoblastic leukemia (ALL)", "adverse effects of metformin"),
    )
    with open_engine("whoosh", tmp_path / "index").builder() as builder:
        for section in chain.from_iterable(map(indexed_sections, articles)):
            builder.add(section)
    with closing(open_engine("whoosh", tmp_path / "index").open()) as engine:
        yield QueryRewriter(engine, Synonyms([parse_list(LIST, "list").entries]))


def steps(rewriter, text, *names):
    return [(step.before, step.after) for step in rewriter.rewrite(text).steps if step.step in names]


def words(rewriter, text):
    query = rewriter.rewrite(text).query
    return {
        leaf.text
        for leaf in leaves(query.clause if isinstance(query, Bonus) else query)
        if isinstance(leaf, Term)
    }


def test_senses_that_the_lists_call_synonyms_are_all_searched_and_none_is_offered(rewriter):
    assert steps(rewriter, "ITP", "abbreviation", "sense") == [
        ("ITP", "idiopathic thrombocytopenic purpura, immune thrombocytopenia")
    ]


def test_different_senses_are_offered(rewriter):
    assert steps(rewriter, "MS", "abbreviation") == []
    assert steps(rewriter, "MS", "sense") == [
        ("MS", "mitral stenosis (3 articles)"),
        ("MS", "multiple sclerosis (3 articles)"),
    ]


def test_a_sense_that_leads_by_far_is_searched_and_the_others_are_offered(rewriter):
    assert steps(rewriter, "HDL", "abbreviation") == [("HDL", "high-density lipoprotein")]
    assert steps(rewriter, "HDL", "sense") == [("HDL", "Huntington disease-like (1 article)")]


def test_an_unknown_abbreviation_may_be_the_initials_of_a_title(rewriter):
    assert steps(rewriter, "EDMD", "abbreviation") == [("EDMD", "Emery-Dreifuss muscular dystrophy (a form)")]
    first, *_ = rewriter.rewrite("EDMD").ranking.titles
    assert first == "Emery"


@pytest.mark.parametrize("text", ["edmd", "Edmd", "XYZ", "ITP", "ED"])
def test_initials_need_capitals_few_titles_and_an_abbreviation_that_no_article_has(rewriter, text):
    """XYZ are the initials of six titles, and articles say what ITP is."""
    found = {title for _, after in steps(rewriter, text, "abbreviation") for title in after.split(", ")}
    assert not found & {"Emery-Dreifuss muscular dystrophy (a form)", "Xanthic yellow zone 0"}


def test_an_acronym_is_not_taken_for_a_question_word(rewriter):
    assert steps(rewriter, "ALL treatment", "intent") == [("treatment", "Treatment")]
    assert steps(rewriter, "ALL treatment", "abbreviation") == [("ALL", "acute lymphoblastic leukemia")]


def test_words_that_only_carry_the_question_are_not_expanded(rewriter):
    assert steps(rewriter, "side effects of metformin", "synonym") == [("metformin", "Glucophage")]
    assert steps(rewriter, "side effects", "synonym") == [("side effects", "adverse effects")]


def test_an_acronym_that_no_article_and_no_list_has_becomes_a_word(rewriter):
    assert words(rewriter, "SHOCK") == {"shock"}
    assert words(rewriter, "FISH test") >= {"fish"}
    assert words(rewriter, "MMN") >= {"mmn"}
    assert steps(rewriter, "GIST", "synonym") == [("GIST", "gastrointestinal stromal tumor")]
    assert words(rewriter, "ALL") == {"ALL"}


def test_a_word_that_occurs_twice_is_one_step(rewriter):
    assert len(steps(rewriter, "metformin or not, metformin", "synonym")) == 1


def test_where_nothing_is_found_words_of_the_articles_are_offered(rewriter):
    def offered(text):
        return [step.after for step in rewriter.suggest(text)]

    assert offered("neurop") == ["neuropathies", "neuropathy"]
    assert "sclerosis" in offered("sclerosys")
    assert offered("neuropathy") == offered("qqqqzzzz") == offered("12345") == offered("") == []
    (first, *_) = rewriter.suggest("neurop MS", ("MS",))
    assert parse_qs(first.undo) == {"q": ["neuropathies MS"], "exact": ["MS"]}
