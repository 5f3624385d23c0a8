from datetime import date
from typing import get_args

import pytest

from indexer.documents.facets import FACETS
from indexer.rewriting.rewritten_query import RewriteStep, StepName
from search_web.wording import FACET_WORDING, day, step_messages


def test_every_facet_has_a_parameter_of_its_own():
    assert set(FACET_WORDING) == set(FACETS)
    parameters = ["q", "page", "exact", *(facet.parameter for facet in FACET_WORDING.values())]
    assert len(set(parameters)) == len(parameters)


def test_a_date_is_written_as_people_write_it():
    assert day(date(2024, 5, 3)) == "3 May 2024"


@pytest.mark.parametrize("name", get_args(StepName))
def test_every_rewrite_step_has_a_message_and_can_be_undone(name):
    step = RewriteStep(name, "{after} heart atack", "heart attack", "heart atack")
    (message,) = step_messages([step])
    assert message.text.endswith(".") and message.undo == "heart atack" and message.undo_label


def test_a_message_names_the_readers_words_whatever_is_in_them():
    step = RewriteStep("spelling", "{after} %s", "heart attack")
    assert "“{after} %s”" in step_messages([step])[0].text


def test_words_left_out_share_one_message_at_the_end():
    steps = [
        RewriteStep("ignored", "a*", ""),
        RewriteStep("spelling", "pian", "pain", "x"),
        RewriteStep("ignored", "b*", ""),
    ]
    assert [message.text for message in step_messages(steps)] == [
        "Showing results for “pain” instead of “pian”.",
        "Left out of the search: “a*”, “b*”.",
    ]
