"""Abbreviations: what the articles say that they stand for."""

from indexer.lexicon.lexicon import Lexicon, LexiconBuilder
from indexer.lexicon.values import Sense


def test_articles_are_counted_and_not_occurrences(lexicon):
    assert lexicon.senses("MMN") == [Sense("multifocal motor neuropathy", 2)]


def test_senses_come_most_used_first(lexicon):
    assert lexicon.senses("MS") == [Sense("Multiple sclerosis", 2), Sense("Mitral stenosis", 1)]


def test_an_abbreviation_is_known_however_it_is_typed(lexicon):
    for typed in ("MMN", "mmn", "Mmn", "MMNs", "M-M-N"):
        assert lexicon.senses(typed) == lexicon.senses("MMN")
    assert lexicon.senses("IVIG") == [Sense("intravenous immunoglobulin", 2)]


def test_a_long_form_is_compared_by_its_tokens(lexicon):
    for long in (
        "multifocal motor neuropathy",
        "Multifocal Motor Neuropathies",
        "multifocal-motor neuropathy",
    ):
        assert list(lexicon.abbreviations(long)) == ["MMN"]
    assert list(lexicon.abbreviations("Guillain Barre syndrome")) == ["GBS"]
    assert list(lexicon.abbreviations("Intravenous immunoglobulins")) == ["IVIG"]


def test_what_no_article_defines_is_unknown(lexicon):
    for text in (
        "",
        " ",
        "XYZ",
        "motor neuropathy",
        "s",
        "\x00",
        "\ud800",
        "'",
        "A" * 10_000,
        "neuropathy " * 999,
    ):
        assert list(lexicon.senses(text)) == list(lexicon.abbreviations(text)) == []


def test_spellings_of_one_sense_are_one_and_shown_as_most_articles_write_it(build_lexicon, article):
    lexicon = build_lexicon(
        article("a", "nonsteroidal anti-inflammatory drugs (NSAIDs)"),
        article("b", "Non-steroidal anti-inflammatory drug (NSAID)"),
        article("c", "Nonsteroidal anti-inflammatory drugs (NSAIDs)"),
        article("d", "polycystic ovary syndrome (PCOS)", "polycystic ovarian syndrome (PCOS)"),
        article("e", "HIV type 1 (HIV-1)", "Hypothyroidism (HT) or hyperthyroidism (HT)"),
        article("f", "factor V deficiency (FVD) or factor VI deficiency (FVD)"),
    )
    assert lexicon.senses("NSAID") == [Sense("nonsteroidal anti-inflammatory drugs", 3)]
    assert len(lexicon.senses("PCOS")) == 1
    assert len(lexicon.senses("HT")) == len(lexicon.senses("FVD")) == 2


def test_senses_of_discarded_articles_are_forgotten(entries, article, tmp_path):
    gone = article("a", "multiple sclerosis (MS)", title="Gout (MS)")
    valve = article("b", "mitral stenosis (MS)", "and more")
    builder = LexiconBuilder()
    for one in (gone, valve):
        for each in entries(one):
            builder.add(one.id, each)
    builder.save(tmp_path)
    before = Lexicon.load(tmp_path)
    assert {sense.long for sense in before.senses("MS")} == {"multiple sclerosis", "mitral stenosis"}
    later = LexiconBuilder(tmp_path)
    for one in (gone, valve):
        for each in entries(one):
            later.discard(one.id, each)
    for one in (article("b", "morphine sulfate (MS)"), article("c", "morphine sulfate (MS), AIDS")):
        for each in entries(one):
            later.add(one.id, each)
    later.save(tmp_path)
    lexicon = Lexicon.load(tmp_path)
    assert lexicon.senses("MS") == [Sense("morphine sulfate", 2)]
    assert list(lexicon.abbreviations("multiple sclerosis")) == []
