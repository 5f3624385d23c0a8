"""Completion and spelling: words of the corpus as it writes them."""

import pytest

from indexer.analysis.analyzer import tokens
from indexer.lexicon.lexicon import Lexicon, LexiconBuilder
from indexer.limits import MAX_EXPANSIONS


@pytest.fixture
def lexicon(build_lexicon, article):
    return build_lexicon(
        article("a", "Immunoglobulin helps.", "immunoglobulin and immunity", "Immune cells, immunity"),
        article(
            "b", ("Immunoglobulins", "The immunology of naïve T-cells; don't worry"), title="IMMUNOGLOBULIN"
        ),
    )


def test_completion_gives_the_most_used_words_first(lexicon):
    words = list(lexicon.complete("immun", 10))
    assert words == ["immunoglobulin", "immunity", "immune", "immunoglobulins", "immunology"]
    assert list(lexicon.complete("immun", 2)) == words[:2]


def test_words_are_whole_and_not_stems(lexicon):
    assert "immun" not in lexicon.complete("immun", 10)
    assert list(lexicon.complete("help", 5)) == ["helps"]
    assert list(lexicon.complete("naï", 5)) == ["naïve"]


def test_a_prefix_that_begins_no_word_completes_to_nothing(lexicon):
    for prefix in ("xyz", "immunoglobulinsx", "\x00", "\ud800", "i" * 10_000, "*", "\U0010ffff"):
        assert list(lexicon.complete(prefix, 5)) == []


def test_similar_words_are_within_two_edits_and_nearest_first(lexicon):
    assert lexicon.spelling_candidates("imunoglobulin", 5)[0] == "immunoglobulin"
    assert lexicon.spelling_candidates("immuntiy", 5)[0] == "immunity"
    assert "immunology" not in lexicon.spelling_candidates("immunity", 10)
    assert list(lexicon.spelling_candidates("immunoglobulinx", 1)) == ["immunoglobulin"]


def test_nothing_is_similar_to_nonsense(lexicon):
    for word in ("qqqqqqqqqq", "\ud800" * 5, "\x00" * 9, "x" * 100_000):
        assert list(lexicon.spelling_candidates(word, 5)) == []


def test_words_that_sound_the_same_are_similar_however_they_are_spelled(build_lexicon, article):
    lexicon = build_lexicon(article("a", "Asthma, schizophrenia and pneumonia, ask, axis, azure"))
    assert lexicon.spelling_candidates("azma", 3)[0] == "asthma"
    assert lexicon.spelling_candidates("skitzofrenia", 3)[0] == "schizophrenia"


def test_a_word_is_spelled_as_the_corpus_writes_it_and_counted_by_section(build_lexicon, article):
    lexicon = build_lexicon(
        article("a", "Pain. The Guillain of Guillain-Barré; MMN", ("Pain", "No pain at all"), title="Barré"),
        article("b", "In MMN, and with Guillain, some pain"),
    )
    found = lexicon.surface_forms(["PAIN", "guillain", "mmn", "guillain-barré", "pains", ""])
    assert {word: (spelling.text, spelling.sections) for word, spelling in found.items()} == {
        "PAIN": ("pain", 3),
        "guillain": ("Guillain", 2),
        "mmn": ("MMN", 2),
        "guillain-barré": ("Guillain-Barré", 1),
    }


def test_capitals_of_titles_and_sentences_make_no_name(build_lexicon, article):
    lexicon = build_lexicon(
        article("a", ("Motor Neuropathy", "Nerves hurt. Weakness follows"), title="A Neuropathy")
    )
    words = ["neuropathy", "motor", "nerves", "weakness"]
    assert [lexicon.surface_forms([word])[word].text for word in words] == words


def test_tokens_are_counted_by_section(build_lexicon, article):
    lexicon = build_lexicon(article("a", "nerve nerve", "nerves and pain"), article("b", "nerve"))
    nerve, pain = (token.text for token in tokens("nerve pain"))
    assert lexicon.doc_freqs([nerve, pain, "nosuch", "\ud800", ""]) == {nerve: 3, pain: 1}


def test_what_is_discarded_is_no_longer_in_the_lexicon(build_lexicon, entries, article, tmp_path):
    crohn, sjögren = article("a", "In Crohn cases", title="Fever"), article("b", "The Sjögren way")
    builder = LexiconBuilder()
    for one in (crohn, sjögren):
        for each in entries(one):
            builder.add(one.id, each)
    builder.save(tmp_path)
    later = LexiconBuilder(tmp_path)
    for each in entries(sjögren):
        later.discard(sjögren.id, each)
    later.save(tmp_path)
    lexicon = Lexicon.load(tmp_path)
    assert dict(lexicon.surface_forms(["sjögren", "way"])) == {}
    assert lexicon.surface_forms(["crohn"])["crohn"].text == "Crohn"
    assert set(lexicon.doc_freqs(["crohn", "sjogren", "way"])) == {"crohn"}
    assert list(lexicon.expand_prefix("sjo")) == []


def test_the_same_sections_give_the_same_bytes_in_any_order(entries, article, tmp_path):
    articles = [article("a", "In Crohn (CD) cases"), article("b", "Crohn disease (CD), the end")]
    for name, given in (("one", articles), ("other", articles[::-1])):
        builder = LexiconBuilder()
        for one in given:
            for each in entries(one):
                builder.add(one.id, each)
        (tmp_path / name).mkdir()
        builder.save(tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_a_prefix_stands_for_the_tokens_that_begin_so_the_most_used_of_many(build_lexicon, article):
    rare = " ".join(f"gout{n:03}" for n in range(MAX_EXPANSIONS + 50))
    lexicon = build_lexicon(
        article("a", f"goutier fever {rare}"), *(article(f"b{n}", "goutier") for n in range(3))
    )
    assert set(lexicon.expand_prefix("fev")) == {"fever"}
    assert list(lexicon.expand_prefix("nothing")) == []
    found = lexicon.expand_prefix("gout")
    assert len(found) == MAX_EXPANSIONS and "goutier" in found
    assert all(text.startswith("gout") for text in found)
