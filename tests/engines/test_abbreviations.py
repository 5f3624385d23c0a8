"""Abbreviations: what the articles say that they stand for, and which of a query's words they are."""

import shutil

import pytest

from indexer.engines import open_engine
from indexer.lexicon.values import Sense
from indexer.query.parser import parse
from indexer.rewriting.abbreviations import expand


@pytest.fixture
def engine(build, article):
    return build(
        article("a", "It is multifocal motor neuropathy (MMN).", "Multifocal Motor Neuropathies (MMN) last."),
        article("b", "multifocal-motor neuropathy (MMN)", title="Multiple sclerosis (MS) and you"),
        article("c", ("Multiple sclerosis (MS)", "an attack"), ("Mitral stenosis (MS)", "a valve")),
        article("d", "Acute lymphoblastic leukemia (ALL).", "this is all we know of hearing aids"),
        article("e", "acquired immunodeficiency syndrome (AIDS)", "all aids help", "all of them"),
        article(
            "f", "Guillain-Barré syndrome (GBS) and tuberculosis (TB), intravenous immunoglobulin (IVIg)"
        ),
        article("g", "intravenous immunoglobulin (IVIG) or intravenous immunoglobulins (IVIG)"),
    )


def read(engine, text):
    """What is known of each run of words: its text with names or long forms."""
    words = parse(text).words
    return {
        text[words[found.first].start : words[found.last].end]: [
            *found.names,
            *(sense.long for sense in found.senses),
        ]
        for found in expand(words, engine)
    }


def test_articles_are_counted_and_not_occurrences(engine):
    assert engine.lexicon().senses("MMN") == [Sense("multifocal motor neuropathy", 2)]


def test_senses_come_most_used_first(engine):
    assert engine.lexicon().senses("MS") == [Sense("Multiple sclerosis", 2), Sense("Mitral stenosis", 1)]


def test_an_abbreviation_is_known_however_it_is_typed(engine):
    for typed in ("MMN", "mmn", "Mmn", "MMNs", "M-M-N"):
        assert engine.lexicon().senses(typed) == engine.lexicon().senses("MMN")
    assert engine.lexicon().senses("IVIG") == [Sense("intravenous immunoglobulin", 2)]


def test_a_long_form_is_compared_by_its_tokens(engine):
    for long in (
        "multifocal motor neuropathy",
        "Multifocal Motor Neuropathies",
        "multifocal-motor neuropathy",
    ):
        assert list(engine.lexicon().abbreviations(long)) == ["MMN"]
    assert list(engine.lexicon().abbreviations("Guillain Barre syndrome")) == ["GBS"]
    assert list(engine.lexicon().abbreviations("Intravenous immunoglobulins")) == ["IVIG"]


def test_what_no_article_defines_is_unknown(engine):
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
        assert list(engine.lexicon().senses(text)) == list(engine.lexicon().abbreviations(text)) == []


def test_spellings_of_one_sense_are_one_and_shown_as_most_articles_write_it(build, article):
    engine = build(
        article("a", "nonsteroidal anti-inflammatory drugs (NSAIDs)"),
        article("b", "Non-steroidal anti-inflammatory drug (NSAID)"),
        article("c", "Nonsteroidal anti-inflammatory drugs (NSAIDs)"),
        article("d", "polycystic ovary syndrome (PCOS)", "polycystic ovarian syndrome (PCOS)"),
        article("e", "HIV type 1 (HIV-1)", "Hypothyroidism (HT) or hyperthyroidism (HT)"),
        article("f", "factor V deficiency (FVD) or factor VI deficiency (FVD)"),
    )
    assert engine.lexicon().senses("NSAID") == [Sense("nonsteroidal anti-inflammatory drugs", 3)]
    assert len(engine.lexicon().senses("PCOS")) == 1
    assert len(engine.lexicon().senses("HT")) == len(engine.lexicon().senses("FVD")) == 2


def test_senses_of_articles_taken_out_are_forgotten(engine_name, article, add, opened, tmp_path):
    gone = article("a", "multiple sclerosis (MS)", title="Gout (MS)")
    with open_engine(engine_name, tmp_path / "first").builder() as builder:
        add(builder, gone, article("b", "mitral stenosis (MS)", "and more"))
    shutil.copytree(tmp_path / "first", tmp_path / "second")
    with open_engine(engine_name, tmp_path / "second").builder() as builder:
        builder.remove("a")
        builder.remove("b")
        add(builder, article("b", "morphine sulfate (MS)"), article("c", "morphine sulfate (MS), AIDS"))
    engine = opened(tmp_path / "second")
    assert engine.lexicon().senses("MS") == [Sense("morphine sulfate", 2)]
    assert list(engine.lexicon().abbreviations("multiple sclerosis")) == []
    assert {sense.long for sense in opened(tmp_path / "first").senses("MS")} == {
        "multiple sclerosis",
        "mitral stenosis",
    }


def test_a_query_s_abbreviations_and_long_forms_are_found(engine):
    assert read(engine, "mmn treatment") == {"mmn": ["multifocal motor neuropathy"]}
    assert read(engine, "is multifocal motor neuropathy rare") == {"multifocal motor neuropathy": ["MMN"]}
    assert read(engine, "guillain-barre syndrome with tuberculosis") == {
        "guillain-barre syndrome": ["GBS"],
        "tuberculosis": ["TB"],
    }


def test_an_ambiguous_abbreviation_gives_every_sense(engine):
    assert read(engine, "MS drugs") == {"MS": ["Multiple sclerosis", "Mitral stenosis"]}


def test_ordinary_words_of_a_query_are_left_alone(engine):
    for text in ("are all aids the same", "All the aids", "Aids"):
        assert read(engine, text) == {}
    assert read(engine, "AIDS and ALL") == {
        "AIDS": ["acquired immunodeficiency syndrome"],
        "ALL": ["Acute lymphoblastic leukemia"],
    }


def test_a_word_is_ordinary_in_its_singular_and_in_its_own_capitals_too(build, article):
    engine = build(
        article("a", "keratitis ichthyosis deafness (KID)", "pulmonary hypertension (PH)", "the pH of kids"),
        article("b", "two kids", "a pH over 7"),
    )
    for text in ("kid", "pH", "ph of blood"):
        assert read(engine, text) == {}
    assert read(engine, "KID") == {"KID": ["keratitis ichthyosis deafness"]}
    assert read(engine, "PH") == {"PH": ["pulmonary hypertension"]}


def test_a_roman_numeral_is_no_abbreviation_where_it_counts(build, article):
    engine = build(article("a", "by intravenous (IV) drip", "stage IV"))
    assert read(engine, "stage IV cancer") == read(engine, "intravenous drip") == {}
    assert read(engine, "IV drip") == {"IV": ["intravenous"]}


def test_a_query_all_in_capitals_is_read_as_one_in_small_letters(engine):
    assert read(engine, "WHAT IS ALL THE FUSS") == {}
    assert read(engine, "MMN TREATMENT") == {"MMN": ["multifocal motor neuropathy"]}
    assert set(read(engine, "AIDS ALL")) == {"AIDS", "ALL"}


def test_words_far_apart_make_no_long_form(engine):
    assert read(engine, 'multifocal "a quoted remark" motor neuropathy') == {}
    assert read(engine, "neuropathy motor multifocal") == {}


def test_a_state_behind_its_town_is_no_abbreviation(engine):
    assert read(engine, "specialists near Jackson, MS") == read(engine, "doctors in the MS area") == {}
    assert set(read(engine, "fatigue, MS")) == set(read(engine, "reading problems in MS")) == {"MS"}


def test_two_small_letters_are_an_abbreviation_only_where_several_articles_say_so(build, article):
    engine = build(
        article("a", "Reye syndrome (RS)", "multiple sclerosis (MS)"), article("b", "multiple sclerosis (MS)")
    )
    assert read(engine, "snp rs 488") == {}
    assert set(read(engine, "RS and ms")) == {"RS", "ms"}
