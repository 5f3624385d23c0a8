"""The queries of the spelling benchmark, against the sample corpus: what is right is left alone."""

import csv
from pathlib import Path

import pytest

from indexer.search import Searcher

QUERIES = Path(__file__).parent.parent / "benchmarks" / "spelling_queries"


def rows(name):
    lines = (QUERIES / name).read_text(encoding="utf-8").splitlines()
    return list(csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t"))[1:]


@pytest.fixture(scope="module")
def searcher(sample_data):
    return Searcher.open(sample_data)


@pytest.mark.parametrize("typed", [typed for typed, _ in rows("right.tsv")])
def test_what_is_right_is_left_alone_even_by_a_small_corpus(searcher, typed):
    assert not [step for step in searcher.search(typed).steps if step.step == "spelling"]


def test_most_misspellings_of_subjects_of_the_sample_corpus_are_corrected(searcher):
    for typed, meant in [("diabetis", "diabetes"), ("shingels", "shingles"), ("astma", "asthma")]:
        found = searcher.search(typed)
        assert [(step.before, step.after) for step in found.steps if step.step == "spelling"] == [
            (typed, meant)
        ]
        assert found.total_articles


def test_a_correction_is_undone_by_its_link(searcher):
    (step,) = [step for step in searcher.search("astma").steps if step.step == "spelling"]
    assert step.undo == "q=astma&exact=astma"
    undone = searcher.search("astma", exact=["astma"])
    assert not [step for step in undone.steps if step.step == "spelling"]
