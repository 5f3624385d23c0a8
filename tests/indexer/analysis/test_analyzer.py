"""Text to tokens: what engines compare, with offsets and positions."""

import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import fold, tokens
from indexer.analysis.word_forms import STOP_WORDS, WORD_FORMS

SCRAPS = [
    *(
        "hepatitis",
        "type",
        "vitamin",
        "T",
        "B",
        "x",
        "cell",
        "ray",
        "II",
        "12",
        "a",
        "A",
        "and",
        "pre",
        "follow",
    ),
    *(
        "10",
        ".5",
        "1,000",
        "mg",
        "µg",
        "-",
        " ",
        ", ",
        ".",
        "AIDS",
        "ALL",
        "WHO",
        "β",
        "'s",
        "up",
        "Σ",
        "\u0301",
    ),
    *("\n", "cells", "IS"),
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join))


def texts(text):
    """The first token at each position: normal forms."""
    found = {}
    for token in tokens(text):
        found.setdefault(token.position, token.text)
    return list(found.values())


def all_texts(text):
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("IL-6", ["il", "il6", "6"]),
        ("5-FU", ["5fu"]),
        ("B-12", ["b12"]),
        ("0.5", ["0.5"]),
        ("HbA1c", ["hba1c"]),
        ("2,4", ["2", "4"]),
        ("1,000", ["1000"]),
        ("2-3", ["2", "3"]),
        ("10mg", ["10", "10mg", "mg"]),
        ("T-cell", ["tcell"]),
        ("T cells", ["tcell"]),
        ("hepatitis B", ["hepatitis", "hepatitis_b", "b"]),
        ("type II", ["type", "type2", "ii"]),
        ("vitamin A", ["vitamin", "vitamin_a", "a"]),
        ("vitamin D and a", ["vitamin", "vitamin_d", "d"]),
    ],
)
def test_digits_and_the_letters_that_distinguish_names_are_tokens(written, kept):
    assert all_texts(f"a {written} for") == kept


def test_a_hyphenated_word_gives_its_parts_and_a_joined_word():
    found = tokens("long-term use")
    assert [(t.text, t.position) for t in found] == [("long", 0), ("longterm", 0), ("term", 1), ("use", 2)]
    assert texts("long-term use") == texts("long term use")


def test_a_name_and_its_letter_are_one_token():
    text = "Hepatitis B and C"
    assert {t.text: text[t.start : t.end] for t in tokens(text)} == {
        "hepatitis": "Hepatitis",
        "hepatitis_b": "Hepatitis B",
        "hepatitis_c": "Hepatitis B and C",
        "b": "B",
        "c": "C",
    }


def test_a_spelling_that_differs_from_its_normal_form_is_a_token_too():
    assert all_texts("Anaemias") == ["anemia", "=anaemias"]
    assert all_texts("Sjögren") == ["sjogren", "=sjögren"]
    assert all_texts("anemia disease") == ["anemia", "diseas"]


def test_an_acronym_that_is_a_word_in_small_letters_keeps_its_capitals():
    assert all_texts("AIDS") == ["AIDS", "aid", "=aids"]
    assert all_texts("aids") == ["aid", "=aids"]
    assert all_texts("The WHO says who") == ["WHO", "say", "=says"]
    assert "ALL" not in all_texts("READ ALL WARNINGS")


@pytest.mark.parametrize("hyphen", "-‐‑")
def test_every_kind_of_hyphen_is_the_same(hyphen):
    assert texts(f"IL{hyphen}6 long{hyphen}term") == texts("IL-6 long-term")


@pytest.mark.parametrize("word", ["Guillain-Barré", "Sjögren's", "Ménière", "señal", "Ångström"])
def test_accents_make_no_difference_however_they_are_encoded(word):
    composed, decomposed = unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    assert texts(composed) == texts(decomposed) == texts(plain)


@pytest.mark.parametrize("written", ["Crohn's", "Crohn’s", "Crohnʼs", "CROHN'S", "crohn"])
def test_a_possessive_is_its_noun_with_any_apostrophe(written):
    assert texts(written) == ["crohn"]


def test_inflected_forms_of_a_word_are_one_token():
    assert texts("therapy therapies") == ["therapy"] * 2
    assert len(set(texts("treat treats treated treating"))) == 1


@pytest.mark.parametrize("word", ["no", "not", "without", "never"])
def test_words_that_reverse_a_sentence_are_no_stop_words(word):
    assert word not in STOP_WORDS
    assert texts(f"is {word} the") == [word]


def test_the_positions_of_stop_words_are_counted():
    assert [(t.text, t.position) for t in tokens("Inflammation of the heart")] == [
        ("inflammation", 0),
        ("heart", 3),
    ]


def test_offsets_cover_the_word_as_written():
    text = "Ménière’s disease: long-term IVIG (2 g/kg), not aspirin."
    covered = dict.fromkeys(text[token.start : token.end] for token in tokens(text))
    assert list(covered) == [
        "Ménière’s", "disease", "long", "long-term", "term", "IVIG", "2", "2 g", "g", "kg", "not", "aspirin",
    ]  # fmt: skip


def test_threads_that_share_the_cache_get_their_own_tokens():
    starts = [a + b + c for a in "bdfglmnprt" for b in "aeiou" for c in "bdfglmnprt"]
    written = [start + end for start in starts for end in ("aemias", "ologies", "fulness", "ingly")]
    expected = [texts(" ".join(written[n::40])) for n in range(40)]
    WORD_FORMS.clear()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(texts, [" ".join(written[n::40]) for n in range(40)])) == expected
    finally:
        sys.setswitchinterval(interval)


@given(TEXTS)
def test_the_tokens_of_any_text_are_in_order(text):
    found = tokens(text)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.text
        assert " " not in token.text
    for before, after in zip(found, found[1:], strict=False):
        assert before.position <= after.position
        assert before.start <= after.start


@given(TEXTS)
def test_each_token_is_what_its_own_part_of_the_text_gives(text):
    for token in tokens(text):
        alone = all_texts(text[token.start : token.end])
        assert token.text in alone or token.text in ("a", "i")  # of "vitamin A", "type I"


@given(TEXTS)
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("letter", "ͺﱞﷺﷻﹰﹾ")
def test_a_letter_that_stands_for_several_words_is_one_token(letter):
    """A space in a token would make two of it wherever tokens are joined by spaces."""
    for text in (letter, f"ab{letter}cd", f"{letter}-ab"):
        assert not [token for token in tokens(text) if not token.text or " " in token.text]
    assert [token.text for token in tokens("ﷺ")] == ["صلىاللهعليهوسلم"]
