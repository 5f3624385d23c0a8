"""Completion and spelling: words of the corpus as it writes them."""

import pytest

from indexer.analysis.analyzer import tokens
from indexer.engines import open_engine
from indexer.limits import MAX_EXPANSIONS


@pytest.fixture
def engine(build, article):
    return build(
        article("a", "Immunoglobulin helps.", "immunoglobulin and immunity", "Immune cells, immunity"),
        article(
            "b", ("Immunoglobulins", "The immunology of naïve T-cells; don't worry"), title="IMMUNOGLOBULIN"
        ),
    )


def test_completion_gives_the_most_used_words_first(engine):
    words = list(engine.lexicon().complete("immun", 10))
    assert words == ["immunoglobulin", "immunity", "immune", "immunoglobulins", "immunology"]
    assert list(engine.lexicon().complete("immun", 2)) == words[:2]


def test_words_are_whole_and_not_stems(engine):
    assert "immun" not in engine.lexicon().complete("immun", 10)
    assert list(engine.lexicon().complete("help", 5)) == ["helps"]
    assert list(engine.lexicon().complete("naï", 5)) == ["naïve"]


def test_a_prefix_that_begins_no_word_completes_to_nothing(engine):
    for prefix in ("xyz", "immunoglobulinsx", "\x00", "\ud800", "i" * 10_000, "*", "\U0010ffff"):
        assert list(engine.lexicon().complete(prefix, 5)) == []


def test_similar_words_are_within_two_edits_and_nearest_first(engine):
    assert engine.lexicon().similar("imunoglobulin", 5)[0] == "immunoglobulin"
    assert engine.lexicon().similar("immuntiy", 5)[0] == "immunity"
    assert "immunology" not in engine.lexicon().similar("immunity", 10)
    assert list(engine.lexicon().similar("immunoglobulinx", 1)) == ["immunoglobulin"]


def test_nothing_is_similar_to_nonsense(engine):
    for word in ("qqqqqqqqqq", "\ud800" * 5, "\x00" * 9, "x" * 100_000):
        assert list(engine.lexicon().similar(word, 5)) == []


def test_words_that_sound_the_same_are_similar_however_they_are_spelled(build, article):
    engine = build(article("a", "Asthma, schizophrenia and pneumonia, ask, axis, azure"))
    assert engine.lexicon().similar("azma", 3)[0] == "asthma"
    assert engine.lexicon().similar("skitzofrenia", 3)[0] == "schizophrenia"


def test_a_word_is_spelled_as_the_corpus_writes_it_and_counted_by_section(build, article):
    engine = build(
        article("a", "Pain. The Guillain of Guillain-Barré; MMN", ("Pain", "No pain at all"), title="Barré"),
        article("b", "In MMN, and with Guillain, some pain"),
    )
    found = engine.lexicon().spellings(["PAIN", "guillain", "mmn", "guillain-barré", "pains", ""])
    assert {word: (spelling.text, spelling.sections) for word, spelling in found.items()} == {
        "PAIN": ("pain", 3),
        "guillain": ("Guillain", 2),
        "mmn": ("MMN", 2),
        "guillain-barré": ("Guillain-Barré", 1),
    }


def test_capitals_of_titles_and_sentences_make_no_name(build, article):
    engine = build(article("a", ("Motor Neuropathy", "Nerves hurt. Weakness follows"), title="A Neuropathy"))
    words = ["neuropathy", "motor", "nerves", "weakness"]
    assert [engine.lexicon().spellings([word])[word].text for word in words] == words


def test_tokens_are_counted_by_section(build, article):
    engine = build(article("a", "nerve nerve", "nerves and pain"), article("b", "nerve"))
    nerve, pain = (token.text for token in tokens("nerve pain"))
    assert engine.lexicon().doc_freqs([nerve, pain, "nosuch", "\ud800", ""]) == {nerve: 3, pain: 1}


def test_what_is_taken_out_of_an_index_is_no_word_of_it(engine_name, build, add, article, opened, tmp_path):
    folder = tmp_path / "changing"
    with open_engine(engine_name, folder).builder() as builder:
        add(builder, article("a", "In Crohn cases", title="Fever"), article("b", "The Sjögren way"))
    with open_engine(engine_name, folder).builder() as builder:
        builder.remove("b")
    engine = opened(folder)
    assert dict(engine.lexicon().spellings(["sjögren", "way"])) == {}
    assert engine.lexicon().spellings(["crohn"])["crohn"].text == "Crohn"


def test_a_prefix_stands_for_the_tokens_that_begin_so_the_most_used_of_many(build, article, matches):
    rare = " ".join(f"gout{n:03}" for n in range(MAX_EXPANSIONS + 50))
    engine = build(article("a", f"goutier fever {rare}"), *(article(f"b{n}", "goutier") for n in range(3)))
    assert set(engine.lexicon().expand_prefix("fev")) == {"fever"}
    assert list(engine.lexicon().expand_prefix("nothing")) == []
    found = engine.lexicon().expand_prefix("gout")
    assert len(found) == MAX_EXPANSIONS and "goutier" in found
    assert all(text.startswith("gout") for text in found)
