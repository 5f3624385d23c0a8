"""The shipped table on phrases of our own: what has to have a box, and what must not."""

import time
from pathlib import Path

import pytest

from indexer.urgent.table import UrgentTable
from indexer.urgent.urgent import NO_NUMBER

LINES = Path(__file__).with_name("phrases.tsv").read_text(encoding="utf-8").splitlines()[1:]
PHRASES = [tuple(line.split("\t")) for line in LINES]


@pytest.fixture(scope="module")
def table():
    return UrgentTable.load()


def named(table, text):
    category = table.find(text)
    return category and category.name


def test_nearly_all_urgent_phrases_are_found(table):
    urgent = [text for kind, text in PHRASES if kind == "urgent"]
    missed = [text for text in urgent if table.find(text) is None]
    assert len(urgent) > 200 and len(missed) <= len(urgent) * 0.02, missed


def test_hardly_any_ordinary_phrase_is(table):
    ordinary = [text for kind, text in PHRASES if kind == "ordinary"]
    flagged = [(text, table.find(text).name) for text in ordinary if table.find(text)]
    assert len(ordinary) > 200 and len(flagged) <= len(ordinary) * 0.01, flagged


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("i want to kill myself", "self-harm"),
        ("my baby is turning blue", "infant"),
        ("someone is choking", "choking"),
        ("chest pain", "heart"),
        ("face drooping on one side", "stroke"),
        ("overdose paracetamol", "overdose"),
        ("throat is closing after peanuts", "anaphylaxis"),
        ("worst headache of my life", "head"),
        ("stiff neck and fever", "infection"),
        ("blood sugar 35 shaking", "diabetic"),
        ("my husband hits me", "violence"),
    ],
)
def test_the_category_is_that_of_the_danger(table, text, category):
    assert named(table, text) == category


@pytest.mark.parametrize(
    "text",
    ["I can't breathe", "i cant breathe", "I CAN’T BREATHE!!", "cant breeth", "i can`t breathe"],
)
def test_apostrophes_capitals_and_misspellings_do_not_matter(table, text):
    assert named(table, text) == "breathing"


@pytest.mark.parametrize("text", ["unconsious", "anaphalaxis symptoms", "siezure wont stop", "chset pain"])
def test_a_letter_amiss_is_no_obstacle(table, text):
    assert table.find(text)


def test_a_reading_word_makes_a_name_ordinary_and_a_cry_for_help_stays_urgent(table):
    assert table.find("heart attack symptoms")
    assert table.find("heart attack symptoms statistics") is None
    assert table.find("i took too many pills after surgery")
    assert table.find("suicidal thoughts statistics")


def test_a_reading_word_far_away_changes_nothing(table):
    message = "My father has crushing chest pain. " + "He came home at noon and lay down. " * 3
    assert table.find(message + "Is there a diet?")


def test_what_was_long_ago_in_a_long_text_costs_little(table):
    text = "pain chest baby not breathing fever " * 3_000
    started = time.process_time()
    table.find(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("text", ["", "   ", "???", "12 34", "\x00", "ﷺ" * 50, "<b>", "=", "+", "a" * 5_000])
def test_a_text_without_words_of_the_table_has_no_category(table, text):
    assert table.find(text) is None


def test_no_wording_claims_a_number_that_it_does_not_know(table):
    """Numbers come from the settings: none is right in every country."""
    for kind, text in PHRASES:
        if kind == "urgent" and (category := table.find(text)):
            assert "{number}" in category.title + category.text
            assert not any(number in category.title + category.text for number in ("911", "112", "999"))
    assert not any(letter.isdigit() for letter in NO_NUMBER)
