from datetime import date
from typing import get_args

import pytest

from indexer.rewriting.rewritten_query import RewriteStep, StepName
from search_web.wording import day, reading_lines


def test_a_date_is_written_as_people_write_it():
    assert day(date(2024, 5, 3)) == "3 May 2024"


@pytest.mark.parametrize("name", get_args(StepName))
def test_every_step_of_a_reading_has_a_sentence_and_a_way_back(name):
    step = RewriteStep(name, "{after} heart atack", "heart attack", "heart atack")
    (line,) = reading_lines([step])
    assert line.sentence.endswith(".") and line.undo == "heart atack" and line.undo_label


def test_a_sentence_names_the_readers_words_whatever_is_in_them():
    step = RewriteStep("spelling", "{after} %s", "heart attack")
    assert "“{after} %s”" in reading_lines([step])[0].sentence


def test_words_left_out_share_one_line_at_the_end():
    steps = [
        RewriteStep("ignored", "a*", ""),
        RewriteStep("spelling", "pian", "pain", "x"),
        RewriteStep("ignored", "b*", ""),
    ]
    assert [line.sentence for line in reading_lines(steps)] == [
        "Showing results for “pain” instead of “pian”.",
        "Left out of the search: “a*”, “b*”.",
    ]
