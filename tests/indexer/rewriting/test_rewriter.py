"""Queries rewritten over the sample corpus: the right section first, and the step that led to it."""

from urllib.parse import parse_qs

import pytest

from indexer.search.searcher import Searcher


@pytest.fixture(scope="module")
def searcher(sample_data):
    opened = Searcher.open(sample_data)
    yield opened
    opened.close()


def first(results):
    article = results.articles[0]
    return article.title, article.sections[0].kind


@pytest.mark.parametrize(
    ("text", "title", "kind", "step"),
    [
        ("MMN", "Multifocal Motor Neuropathy", "overview", "abbreviation"),
        ("ivig", "Multifocal Motor Neuropathy", "treatment", "abbreviation"),
        ("immunoglobin therapy", None, "treatment", "spelling"),
        ("antibody infusions for weak hands", "Multifocal Motor Neuropathy", "treatment", "synonym"),
        ("how is multifocal motor neuropathy treated", "Multifocal Motor Neuropathy", "treatment", "intent"),
        ("heart attack", "Heart Attack", "overview", "synonym"),
        ("hepatitis b", "Hepatitis B", "overview", "together"),
        ("symptoms of guillain barre", "Guillain-Barré", "symptoms", "intent"),
        ("what causes kidney stones", "Kidney Stones", "causes", "intent"),
    ],
)
def test_the_right_section_comes_first_and_a_step_says_why(searcher, text, title, kind, step):
    results = searcher.search(text)
    found_title, found_kind = first(results)
    assert title is None or title.lower() in found_title.lower()
    assert kind in (None, found_kind)
    assert step is None or step in [taken.step for taken in results.steps]


def test_every_step_can_be_undone_by_its_address(searcher):
    for text in ("immunoglobin therapy", "heart attack", "MMN", "symptoms of gout"):
        for step in searcher.search(text).steps:
            if step.step in ("spelling", "abbreviation", "synonym", "intent"):
                address = parse_qs(step.undo)
                undone = searcher.search(address["q"][0], exact=address["exact"]).steps
                assert (step.step, step.before) not in [(taken.step, taken.before) for taken in undone]


def test_a_word_that_is_exact_has_no_other_names(searcher):
    assert "synonym" in [step.step for step in searcher.search("heart attack").steps]
    assert "synonym" not in [
        step.step for step in searcher.search("heart attack", exact=["heart attack"]).steps
    ]


def test_words_in_quotes_are_not_rewritten(searcher):
    assert [step.step for step in searcher.search('"heart attack"').steps] == []


def test_an_article_marks_the_words_that_were_searched_not_only_those_typed(searcher):
    marked = searcher.highlight("Immunoglobulin is given.", "immunoglobin")
    assert marked == "<mark>Immunoglobulin</mark> is given."
