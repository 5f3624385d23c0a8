"""Limits hold where readers meet them: at the limit all is well, one beyond is a plain sentence."""

import pytest

from indexer import limits
from indexer.errors import QueryError
from indexer.query import parse
from indexer.query.tree import Prefix, Term, leaves


def nested(depth):
    return "(" * depth + "fever" + ")" * depth


def test_a_query_may_be_as_long_as_the_limit():
    assert parse("x" * limits.MAX_QUERY_CHARS).query is not None


def test_a_longer_query_is_told_both_numbers_and_what_to_do():
    with pytest.raises(QueryError, match=r"^Your search has 10,000 characters; 2,000 is the most\. Please "):
        parse("x" * 10_000)


def test_space_around_words_does_not_count_as_length():
    assert parse("fever" + " " * 10_000 + "cough").text == "fever cough"


def test_brackets_may_be_as_deep_as_the_limit():
    assert parse(nested(limits.MAX_NESTING)).query == Term("fever")


def test_deeper_brackets_are_told_the_limit():
    with pytest.raises(QueryError, match="brackets more than 8 deep"):
        parse(nested(limits.MAX_NESTING + 1))


def test_every_word_of_a_long_message_is_read():
    words = [f"word{n}" for n in range(200)]
    parsed = parse(" ".join(words))
    assert [word.text for word in parsed.words] == words
    assert parsed.ignored == ()


def test_a_long_phrase_is_searched_by_its_beginning():
    parsed = parse('"' + " ".join(f"word{n}" for n in range(limits.MAX_TERMS + 1)) + '"')
    assert len(parsed.query.terms) == limits.MAX_TERMS
    assert parsed.ignored == ("word16",)


def test_filters_count_as_terms():
    parsed = parse(" ".join(f"source:s{n}" for n in range(limits.MAX_TERMS + 1)))
    assert parsed.ignored == ("source:s16",)


def test_a_prefix_beyond_the_most_is_left_out_and_named():
    parsed = parse("immuno* neuro* cardi* gastr* fever")
    assert [leaf.text for leaf in leaves(parsed.query) if isinstance(leaf, Prefix)] == [
        "immuno",
        "neuro",
        "cardi",
    ]
    assert parsed.ignored == ("gastr*",)


@pytest.mark.parametrize("short", ["i*", "im*", "é*"])
def test_a_prefix_that_is_too_short_is_left_out_and_named(short):
    parsed = parse(f"{short} fever")
    assert parsed.query == Term("fever")
    assert parsed.ignored == (short,)
