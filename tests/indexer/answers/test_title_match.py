"""Titles that name what a question is about, and titles that name something near it."""

import pytest

from indexer.analysis.analyzer import EXACT, tokens
from indexer.answers.title_match import names_subject
from indexer.rewriting.rewritten_query import Question


def token_set(text):
    return frozenset(token.text for token in tokens(text) if not token.text.startswith(EXACT))


def question(*subjects, asking=""):
    return Question(tuple(map(token_set, subjects)), token_set(asking), None)


@pytest.mark.parametrize(
    "title",
    [
        *("Gout", "gout", "Gout: questions and answers", "What you need to know about gout"),
        *("Podagra (gout)", "Gout Treatment"),
    ],
)
def test_a_title_that_is_the_subject_names_it(title):
    assert names_subject(title, question("gout", asking="treatment"))


@pytest.mark.parametrize(
    "title", ["Pseudogout", "Gout in children", "Gout and kidney stones", "Treatment", "", "()", ":"]
)
def test_a_title_with_another_word_names_another_subject(title):
    assert not names_subject(title, question("gout", asking="treatment"))


def test_another_name_of_the_subject_is_as_good():
    asked = question("heart attack", "myocardial infarction")
    assert names_subject("Myocardial Infarction", asked) and not names_subject("Myocardial disease", asked)


def test_the_order_and_the_form_of_words_do_not_count():
    assert names_subject("Stones, Kidney", question("kidney stone"))
    assert names_subject("Post-Traumatic Stress Disorder", question("post traumatic stress disorder"))
