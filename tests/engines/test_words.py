"""Completion and spelling: words of the corpus as it writes them."""

import pytest


@pytest.fixture
def engine(build, article):
    return build(
        article("a", "Immunoglobulin helps.", "immunoglobulin and immunity", "Immune cells, immunity"),
        article(
            "b", ("Immunoglobulins", "The immunology of naïve T-cells; don't worry"), title="IMMUNOGLOBULIN"
        ),
    )


def test_completion_gives_the_most_used_words_first(engine):
    words = list(engine.complete("immun", 10))
    assert words == ["immunoglobulin", "immunity", "immune", "immunoglobulins", "immunology"]
    assert list(engine.complete("immun", 2)) == words[:2]


def test_words_are_whole_and_not_stems(engine):
    assert "immun" not in engine.complete("immun", 10)
    assert list(engine.complete("help", 5)) == ["helps"]
    assert list(engine.complete("naï", 5)) == ["naïve"]


def test_a_prefix_that_begins_no_word_completes_to_nothing(engine):
    for prefix in ("xyz", "immunoglobulinsx", "\x00", "\ud800", "i" * 10_000, "*", "\U0010ffff"):
        assert list(engine.complete(prefix, 5)) == []


def test_similar_words_are_within_two_edits_and_nearest_first(engine):
    assert engine.similar("imunoglobulin", 5)[0] == "immunoglobulin"
    assert engine.similar("immuntiy", 5)[0] == "immunity"
    assert "immunology" not in engine.similar("immunity", 10)
    assert list(engine.similar("immunoglobulinx", 1)) == ["immunoglobulin"]


def test_nothing_is_similar_to_nonsense(engine):
    for word in ("qqqqqqqqqq", "\ud800" * 5, "\x00" * 9, "x" * 100_000):
        assert list(engine.similar(word, 5)) == []
