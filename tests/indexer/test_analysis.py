"""Text to tokens: what engines compare, and where it stands."""

import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis import STOP_WORDS, fold, tokens


def texts(text):
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("IL-6", ["il-6"]),
        ("COVID-19", ["covid-19"]),
        ("0.5", ["0.5"]),
        ("T-cell", ["t-cell"]),
        ("x-ray", ["x-ray"]),
        ("HbA1c", ["hba1c"]),
        ("B12", ["b12"]),
        ("2,4", ["2", "4"]),
    ],
)
def test_digits_and_the_hyphens_beside_short_parts_are_kept(written, kept):
    assert texts(f"a {written} for") == kept


def test_a_hyphenated_word_of_whole_words_matches_them_written_apart():
    assert texts("long-term treatment") == texts("long term treatment")
    assert [token.position for token in tokens("long-term treatment")] == [0, 1, 2]


@pytest.mark.parametrize("hyphen", "-‐‑")
def test_every_kind_of_hyphen_is_the_same(hyphen):
    assert texts(f"IL{hyphen}6 long{hyphen}term") == texts("IL-6 long-term")


@pytest.mark.parametrize("word", ["Guillain-Barré", "Sjögren's", "Ménière", "señal", "Ångström"])
def test_accents_count_for_nothing_however_they_are_encoded(word):
    composed, decomposed = unicodedata.normalize("NFC", word), unicodedata.normalize("NFD", word)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    assert texts(composed) == texts(decomposed) == texts(plain)


@pytest.mark.parametrize("written", ["Crohn's", "Crohn’s", "Crohnʼs", "CROHN'S", "crohn"])
def test_a_possessive_is_its_noun_with_any_apostrophe(written):
    assert texts(written) == ["crohn"]


def test_inflected_forms_of_a_word_are_one_token():
    assert texts("therapy therapies") == ["therapi"] * 2
    assert len(set(texts("treat treats treated treating"))) == 1


@pytest.mark.parametrize("word", ["no", "not", "without", "never"])
def test_words_that_turn_a_sentence_round_are_kept(word):
    assert word not in STOP_WORDS
    assert texts(f"is {word} the") == [word]


def test_left_out_words_keep_their_position():
    assert [(t.text, t.position) for t in tokens("Inflammation of the heart")] == [
        ("inflamm", 0),
        ("heart", 3),
    ]


def test_offsets_cover_the_word_as_written():
    text = "Ménière’s disease: long-term IVIG (2 g/kg), not aspirin."
    covered = [text[token.start : token.end] for token in tokens(text)]
    assert covered == ["Ménière’s", "disease", "long", "term", "IVIG", "2", "g", "kg", "not", "aspirin"]


def test_threads_do_not_get_each_others_tokens():
    starts = [a + b + c for a in "bdfglmnprt" for b in "aeiou" for c in "bdfglmnprt"]
    written = [start + end for start in starts for end in ("izations", "ologies", "fulness", "ingly")]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(texts, [" ".join(written[n::40]) for n in range(40)]))
    finally:
        sys.setswitchinterval(interval)
    stem = snowballstemmer.stemmer("english").stemWord
    assert found == [[stem(word) for word in written[n::40]] for n in range(40)]


@given(st.text())
def test_any_text_has_tokens_that_stand_in_it_in_order(text):
    found = tokens(text)
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert token.text
    for before, after in zip(found, found[1:], strict=False):
        assert before.end <= after.start
        assert before.position < after.position


@given(st.text())
def test_each_token_is_what_its_own_stretch_of_the_text_gives(text):
    for token in tokens(text):
        assert texts(text[token.start : token.end]) == [token.text]


@given(st.text())
def test_text_is_folded_once_and_for_all(text):
    assert fold(fold(text)) == fold(text)
