"""Passages: lists within a line, what must be shown together, what says nothing, and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.passages.addresses import addresses
from indexer.passages.bound_passages import bound_passages
from indexer.passages.sentences import passages
from indexer.passages.uninformative import uninformative


def written(text, numbers):
    found = passages(text)
    return [text[found[number].start : found[number].end] for number in sorted(numbers)]


def shown_with(text, beginning):
    """The passages that are shown with the one that begins so."""
    found = passages(text)
    number = next(n for n, one in enumerate(found) if text.startswith(beginning, one.start))
    return written(text, bound_passages(text, found).get(number, ()))


def items(text):
    return [text[one.start : one.end] for one in passages(text) if one.item]


@pytest.mark.parametrize(
    ("text", "listed"),
    [
        ("Signs include - fever - a rash - chills.", ["- fever", "- a rash", "- chills."]),
        ("Call if you have: - fever - a rash", ["- fever", "- a rash"]),
        ("There are two. - Blood. - Lymph.", ["- Blood.", "- Lymph."]),
        ("- fever", ["- fever"]),
        ("Signs include - fever - a rash - chills. See a doctor.", ["- fever", "- a rash", "- chills."]),
        ("The flu - a virus - spreads.", []),
        ("An x-ray of a T-cell, 2 - 3 days later", []),
        ("The flu – a virus – spreads – fast – and far.", []),
    ],
)
def test_a_list_within_a_line_has_items(text, listed):
    assert items(text) == listed


def test_a_sentence_after_the_last_item_begins_a_paragraph():
    found = passages("Signs include - fever - a rash - chills. See a doctor.")
    assert [one.line for one in found] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "The Lifeline is a phone service. It is open at night.",
        "Aspirin thins the blood. This can cause bleeding.",
        "Warts come from a virus. They often go away.",
        "Ask Dr Lee about the clinic. She knows all of them.",
        "The clinic has two nurses.\nThey answer the phone.",
    ],
)
def test_a_sentence_that_stands_for_something_is_shown_with_what_names_it(text):
    first, second = written(text, range(2))
    assert shown_with(text, second) == [first, second]


@pytest.mark.parametrize(
    "sentence",
    [
        "It is important to rest.",
        "It is not known why this happens.",
        "It's best to call a doctor.",
        "It may take weeks.",
        "This condition is rare.",
        "These rare diseases are known.",
        "Rest helps.",
    ],
)
def test_a_sentence_that_stands_for_nothing_stands_alone(sentence):
    assert shown_with(f"The flu is a virus. {sentence}", sentence) == []


def test_of_several_sentences_about_it_each_is_shown_with_the_one_that_names_it():
    more = "It has many members who meet once a month to talk about what they need. "
    text = "The Harbour Club is in Leeds. " + more * 6 + "It is free of charge."
    assert shown_with(text, "It is free") == ["The Harbour Club is in Leeds.", "It is free of charge."]


def test_list_items_do_not_stand_for_one_another():
    assert shown_with("Signs: - fever - its cause - a rash", "- its cause") == []


LONG = "which the staff of the ward explain again to every person at the time of the first visit there"


@pytest.mark.parametrize("said", ["take 2 tablets", "call the ward", "do not take more", "never lie down"])
def test_a_sentence_with_a_number_a_not_or_a_call_is_bound_to_be_whole(said):
    text = f"When it hurts, {said}, {LONG}, {LONG}, and rest for a while."
    assert " ".join(shown_with(text, "and rest")) == text


def test_items_after_a_negated_line_are_shown_with_it_and_not_with_one_another():
    text = "Do not take it if you - have asthma - are pregnant - have a fever"
    assert shown_with(text, "- have a fever") == ["Do not take it if you", "- have a fever"]


EMPTY = [
    "Symptoms vary from person to person because of numerous factors.",
    "The course of the disease differs from one patient to another.",
    "Talk to your doctor for more information.",
    "Ask your child's doctor about clinical trials.",
    "For more information, see the page on asthma.",
    "See also the page on gout.",
    "Click here to read on.",
    "Learn more about asthma.",
    "Visit the clinic's website.",
    "Everyone is different.",
]
TELLING = [
    "Symptoms vary from person to person, but most have a fever.",
    "The dose differs from child to child, such as 5 mg or 10 mg.",
    "Talk to your doctor before you take aspirin.",
    "See your doctor if you have a fever.",
    "Call your doctor right away for more information.",
    "More people get gout than before.",
    "The doctor will ask about your diet.",
]


@pytest.mark.parametrize("sentence", EMPTY)
def test_a_sentence_that_says_nothing_is_known_as_such(sentence):
    text = f"Rest helps. {sentence} Drink plenty."
    assert written(text, uninformative(text, passages(text))) == [sentence]


@pytest.mark.parametrize("sentence", TELLING)
def test_a_sentence_that_tells_something_is_not(sentence):
    assert uninformative(sentence, passages(sentence)) == set()


@pytest.mark.parametrize(
    "text",
    [
        "See also: - Gout - Asthma",
        "These resources address gout: - Gout Review: Gout - Diet",
        "- National Gout Society - Gout Foundation - Arthritis Institute",
        "- www.gout.example - https://joints.example/gout",
    ],
)
def test_a_list_of_links_says_nothing(text):
    found = passages(text)
    assert len(uninformative(text, found)) == len(found)


@pytest.mark.parametrize(
    "text",
    [
        "Signs are: - Fever - Cough - Chills",
        "- The Gout Society says that rest helps. - Drink water.",
        "- Rest",
    ],
)
def test_a_list_of_what_to_know_is_no_list_of_links(text):
    assert uninformative(text, passages(text)) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://www.gout.example/a?b=c.", ["https://www.gout.example/a?b=c"]),
        ("Write to gout.help@clinic.example, or to us.", ["gout.help@clinic.example"]),
        ("Look at www.gout.example!", ["www.gout.example"]),
        ("It is on gout.nih.gov/rest (in English).", ["gout.nih.gov/rest"]),
        ("Take 2.5 mg, e.g. at night. Then rest.", []),
        ("a.b.c and T.com-like", []),
    ],
)
def test_addresses_are_found_whole(text, found):
    assert [text[start:end] for start, end in addresses(text)] == found


@pytest.mark.parametrize(
    "scrap", ["- ", "a-", "@", "a@", "w.", "it ", "It. ", "see also: - a ", "no - no ", ". - "]
)
def test_a_huge_hostile_text_is_read_in_the_time_of_a_page(scrap):
    text = scrap * (100_000 // len(scrap))
    found = passages(text)
    bound_passages(text, found)
    uninformative(text, found)
    assert all(0 <= start < end <= len(text) for start, end in addresses(text))


@given(
    st.lists(
        st.sampled_from(["It is", "no", "- ", ": ", ". ", "fever", "\n", "see also", ", ", "5"]), max_size=60
    )
)
def test_what_is_shown_together_contains_the_passage_itself(scraps):
    text = " ".join(scraps)
    found = passages(text)
    assert all(number in others for number, others in bound_passages(text, found).items())
    assert uninformative(text, found) <= set(range(len(found)))
