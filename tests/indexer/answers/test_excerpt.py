"""The stretch of a section that answers: whole, 60 to 120 words, and nothing that says nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import tokens
from indexer.answers.excerpt import LEAST, MOST, excerpt
from indexer.documents.text_analysis import TextAnalysis
from indexer.snippets.text_blocks import text_blocks

SENTENCES = [
    f"Sentence number {n} of this section tells the reader one more thing about it." for n in range(30)
]
PARAGRAPHS = "\n".join(" ".join(SENTENCES[n : n + 3]) for n in range(0, 30, 3))


def blocks(text, sought="", items=()):
    analysed = TextAnalysis.of(text, items=items)
    found = excerpt(analysed, {token.text for token in tokens(sought)})
    return text_blocks(analysed.text, analysed.passages, found.runs) if found else None


def written(text, sought="", items=()):
    found = blocks(text, sought, items)
    return None if found is None else [one.text for block in found for one in block.texts]


def words(lines):
    return sum(len(line.split()) for line in lines)


def test_it_begins_with_the_first_sentence_and_ends_with_a_paragraph():
    lines = written(PARAGRAPHS)
    assert lines[0].startswith(SENTENCES[0]) and lines == PARAGRAPHS.split("\n")[: len(lines)]
    assert LEAST <= words(lines) <= MOST


def test_what_says_nothing_at_the_beginning_is_passed_over():
    empty = "What is gout?\nKey facts\nThe signs vary from person to person. See also the page on diet. "
    assert written(empty + PARAGRAPHS)[0].startswith(SENTENCES[0])


def test_a_sentence_that_is_said_twice_is_shown_once():
    lines = written(f"{SENTENCES[0]}\n{SENTENCES[0]} {' '.join(SENTENCES[1:5])}")
    assert " ".join(lines).count(SENTENCES[0]) == 1


def test_it_begins_where_the_words_that_are_sought_are():
    found = written(PARAGRAPHS + "\nIt is contagious for two weeks.\n" + PARAGRAPHS, "contagious")
    assert any("contagious for two weeks" in line for line in found)
    assert written(PARAGRAPHS, "contagious") is None


def test_a_section_with_less_gives_less_and_one_with_nothing_gives_none():
    short = "Gout is a kind of arthritis that comes in attacks and hurts very much indeed."
    assert written(short) == [short]
    assert written("Yes.") is None
    assert written("") is None
    assert written("See also: - Gout Society - Gout Foundation - Arthritis Institute") is None


def test_a_sentence_that_does_not_fit_is_left_out_whole():
    long = "Take 2 tablets, " + "and then wait for a while, " * 40 + "but never more."
    lines = written(f"{SENTENCES[0]} {long} {' '.join(SENTENCES[1:8])}")
    assert all("tablets" not in line and "never more" not in line for line in lines)
    assert LEAST <= words(lines) <= MOST


def test_list_items_are_whole_and_come_with_the_line_before_them():
    listed = [f"sign number {n}, which is seen in some of those who have it" for n in range(20)]
    text = SENTENCES[0] + "\nSigns include\n" + "\n".join(listed)
    starts = [text.index(item + "\n") if item != listed[-1] else text.rindex(item) for item in listed]
    first, lead, items = blocks(text, items=starts)
    assert [first.kind, lead.kind, items.kind] == ["paragraph", "paragraph", "list"]
    assert lead.texts[0].text == "Signs include"
    shown = [one.text for one in items.texts]
    assert len(shown) >= 3 and shown == listed[: len(shown)]


def test_a_list_is_not_begun_for_an_item_or_two():
    listed = " ".join(
        f"- sign number {n}, which is seen in some of those who have had it for long" for n in range(9)
    )
    lines = written(" ".join(SENTENCES[:6]) + f" Signs include {listed}.")
    assert not lines[-1].endswith("Signs include") and sum("which is seen" in line for line in lines) in (
        0,
        3,
    )


SCRAPS = [
    "Fever.",
    "Is it?",
    "no",
    "- a",
    ": ",
    "\n",
    "It is 5 mg.",
    ", ",
    "See also",
    "x" * 700,
    "\t",
    "word " * 30,
]


@given(
    st.lists(st.sampled_from(SCRAPS), max_size=80).map(" ".join), st.sampled_from(["", "fever", "fever rash"])
)
def test_any_text_gives_whole_passages_within_the_limit_or_none(text, sought):
    lines = written(text, sought)
    if lines is not None:
        source = " ".join(re.sub(r"(?<!\S)-(?=\s)", " ", text).split())
        assert words(lines) <= MOST
        assert all(" ".join(re.sub(r"(?<!\S)-(?=\s)", " ", line).split()) in source for line in lines)


@pytest.mark.parametrize("scrap", ["It is. ", "- a ", "no, ", "Here are: - ", "Fever. "])
def test_a_huge_hostile_text_is_answered_within_the_limit(scrap):
    lines = written(scrap * (100_000 // len(scrap)), "fever")
    assert lines is None or words(lines) <= MOST
