"""Text that no one would write, but that a page may hold."""

import pytest

from indexer.analysis.analyzer import tokens
from indexer.engines.base import SearchRequest
from indexer.query.tree import And, Everything, Filter, Or, Phrase, Prefix, Term

WORDS = {
    "lone surrogate": "go\ud800ut",
    "lone surrogate alone": "\udfff",
    "NUL": "go\x00ut",
    "astral letters": "𝒢out",
    "long word": "x" * 100_000,
    "combining marks": "e" + "\u0301" * 500,
    "right to left": "\u202eצרבת",
    "highest character": "\U0010ffff",
    "percent and quotes": "100%\"'\\",
    "line separators": "a\u2028b\x85c\x0bd",
}


@pytest.mark.parametrize("word", WORDS.values(), ids=WORDS.keys())
def test_any_text_is_indexed_found_and_given_back(build, article, matches, word):
    one = article("a", (word, f"before {word} after"), title=word, source=word)
    engine = build(one, article("b", "nothing"))
    assert engine.article("a") == one
    assert one.sections[0].text.startswith(engine.sections(["a/s0"])["a/s0"].analysis.text)
    assert matches(engine, Filter("source", word)) == {"a/s0"}
    for token in tokens(word):
        assert matches(engine, Term(token.text)) == {"a/s0"}
        assert matches(engine, Prefix(token.text)) == {"a/s0"}
    assert engine.search(SearchRequest(Term("befor"))).facets["source"] == {word: 1}


@pytest.mark.parametrize("word", ["\ud800", "\x00", "x" * 100_000, "", " ", "\U0010ffff", "a\tb\nc"])
def test_any_token_in_a_query_is_no_error(build, article, matches, word):
    engine = build(article("a", "gout"))
    leaves = (Term(word), Phrase((word, "gout"), (0, 1)), Filter("source", "nobody" + word))
    assert matches(engine, Or(leaves)) == set()
    assert matches(engine, And((Everything(), Or((Prefix(word), Term("gout")))))) == {"a/s0"}
    assert list(engine.lexicon().expand_prefix(word + "~")) == []
    assert engine.lexicon().complete(word + "~", 3) == engine.lexicon().complete("~", 3)
    assert isinstance(list(engine.lexicon().spelling_candidates(word, 3)), list)


def test_a_section_of_two_million_characters_is_searched_as_any_other(build, article, matches):
    text = "ab cd " * 333_333 + "gout at last"
    engine = build(article("long", text), article("short", "gout"))
    assert matches(engine, Term("gout")) == {"long/s0", "short/s0"}
    assert matches(engine, Phrase(("gout", "last"), (0, 2))) == {"long/s0"}
    assert matches(engine, Phrase(("cd", "gout"), (0, 1))) == {"long/s0"}
    assert engine.article("long").sections[0].text == text


def test_sections_and_titles_without_any_word_are_kept_and_listed(build, article, matches):
    engine = build(article("a", "", ("", "…"), title=""), article("b", "gout"))
    assert matches(engine, Everything()) == {"a/s0", "a/s1", "b/s0"}
    assert len(engine.article("a").sections) == 2
