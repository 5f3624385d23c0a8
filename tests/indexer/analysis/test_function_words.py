import pytest

from indexer.analysis.analyzer import tokens
from indexer.analysis.function_words import function_tokens, is_function_word


@pytest.mark.parametrize("text", ["what", "What", "cant", "can't", "can\u2019t", "whats", "the", "I"])
def test_words_without_a_subject_are_function_words_with_and_without_apostrophe(text):
    assert is_function_word(text)


@pytest.mark.parametrize("text", ["WHO", "IT", "ALL", "gout", "pain", "without-x", ""])
def test_acronyms_and_words_with_a_subject_are_none(text):
    assert not is_function_word(text)


def test_their_tokens_are_those_that_an_index_has():
    assert {token.text for token in tokens("knowing, needed")} <= function_tokens()
    assert not {token.text for token in tokens("WHO says gout hurts")} - {"say", "=says"} & function_tokens()
