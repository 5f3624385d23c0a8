"""Two texts compared word by word."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.changes.words import word_changes

WORD = st.sampled_from(["a", "b", "c", "d", "rest", "ice", "cold", "helps"])
LINE = st.lists(WORD, max_size=8).map(" ".join)
TEXT = st.lists(LINE, max_size=8).map("\n".join)


def read(runs, *kinds):
    return [word for run in runs if run.kind in kinds for word in run.words]


@given(TEXT, TEXT)
@settings(max_examples=500, deadline=None)
def test_what_is_lost_and_gained_leads_from_one_text_to_the_other(before, after):
    runs = word_changes(before, after)
    assert read(runs, "same", "lost") == before.split()
    assert read(runs, "same", "gained") == after.split()
    assert all(run.words for run in runs)
    assert all(one.kind != other.kind for one, other in zip(runs, runs[1:], strict=False))


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=300, deadline=None)
def test_so_it_does_whatever_the_texts_hold(before, after):
    runs = word_changes(before, after)
    lines = [" ".join(text.splitlines()).split() for text in (before, after)]
    assert [read(runs, "same", "lost"), read(runs, "same", "gained")] == lines


@given(TEXT)
def test_a_text_has_nothing_lost_or_gained_against_itself(text):
    assert read(word_changes(text, text), "lost", "gained") == []


def test_only_what_changed_is_lost_and_gained():
    runs = word_changes("Rest helps.\nTake 200 mg once daily.", "Rest helps.\nTake 400 mg twice daily.")
    assert [(run.kind, " ".join(run.words)) for run in runs] == [
        ("same", "Rest helps. Take"),
        ("lost", "200"),
        ("gained", "400"),
        ("same", "mg"),
        ("lost", "once"),
        ("gained", "twice"),
        ("same", "daily."),
    ]


def test_a_rewritten_sentence_is_one_change_despite_common_small_words():
    runs = word_changes(
        "It is a rare disease of the nerves in the arms and the legs.",
        "Nobody knows the number of people who live with it in the world.",
    )
    assert len(runs) <= 4


def test_a_paragraph_that_is_split_in_two_has_lost_nothing():
    assert read(word_changes("Rest helps. So does ice.", "Rest helps.\nSo does ice."), "lost", "gained") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("0 1 " * 200_000, "1 0 0 " * 150_000),
        ("a\nb\n" * 100_000, "b\na\na\n" * 70_000),
        ("x" * 2_000_000, "y" * 2_000_000),
        (
            " ".join(str(n % 977) for n in range(100_000)),
            " ".join(str(n * n % 977) for n in range(100_000)),
        ),
        (
            "".join(f"{n} rest ice cold " for n in range(2_000)),
            "".join(f"{n} heat ice more " for n in range(2_000)),
        ),
        ("0 rest ice cold " * 2_000, "0 heat ice more " * 2_000),
        (" ".join(map(str, range(200_000))), " ".join(map(str, range(200_000, 0, -1)))),
    ],
    ids=[
        "two words",
        "two lines",
        "one word",
        "many words",
        "every other word",
        "every other word of few",
        "backwards",
    ],
)
def test_texts_of_any_size_are_compared_in_bounded_time(before, after):
    started = process_time()
    runs = word_changes(before, after)
    assert process_time() - started < 5
    assert len(read(runs, "same", "lost")) == len(before.split())
    assert len(read(runs, "same", "gained")) == len(after.split())
