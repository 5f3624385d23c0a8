"""Words of a query that are abbreviations defined by articles, or long forms of one."""

from indexer.query.parser import parse
from indexer.rewriting.abbreviations import abbreviation_matches


def matched(lexicon, text):
    """The matches: the text of each with its short or long forms."""
    words = parse(text).words
    return {
        text[words[found.first].start : words[found.last].end]: [
            *found.names,
            *(sense.long for sense in found.senses),
        ]
        for found in abbreviation_matches(words, lexicon)
    }


def test_a_query_s_abbreviations_and_long_forms_are_found(lexicon):
    assert matched(lexicon, "mmn treatment") == {"mmn": ["multifocal motor neuropathy"]}
    assert matched(lexicon, "is multifocal motor neuropathy rare") == {"multifocal motor neuropathy": ["MMN"]}
    assert matched(lexicon, "intravenous immunoglobulin for children") == {
        "intravenous immunoglobulin": ["IVIG"]
    }


def test_a_long_form_wants_two_articles_that_define_it_and_two_words(lexicon):
    """Of one article's definitions too many are slips, and "cells (CE)" is one."""
    assert matched(lexicon, "guillain-barre syndrome") == matched(lexicon, "mitral stenosis") == {}
    assert matched(lexicon, "tuberculosis") == matched(lexicon, "TB") == {}
    assert set(matched(lexicon, "multiple sclerosis")) == {"multiple sclerosis"}


def test_an_abbreviation_wants_two_articles_or_capitals_and_three_letters(lexicon):
    assert matched(lexicon, "GBS") == {"GBS": ["Guillain-Barré syndrome"]}
    assert matched(lexicon, "gbs") == {}
    assert set(matched(lexicon, "ivig")) == {"ivig"}
    assert matched(lexicon, "MS drugs") == {"MS": ["Multiple sclerosis"]}


def test_an_ambiguous_abbreviation_gives_every_sense(build_lexicon, article):
    lexicon = build_lexicon(
        *(article(f"s{number}", "multiple sclerosis (MS)") for number in range(3)),
        *(article(f"m{number}", "mitral stenosis (MS)") for number in range(2)),
        article("o", "molar stones (MS)"),
    )
    assert matched(lexicon, "MS drugs") == {"MS": ["multiple sclerosis", "mitral stenosis"]}


def test_ordinary_words_of_a_query_are_left_alone(lexicon):
    for text in ("are all aids the same", "All the aids", "Aids"):
        assert matched(lexicon, text) == {}
    assert matched(lexicon, "AIDS and ALL") == {
        "AIDS": ["acquired immunodeficiency syndrome"],
        "ALL": ["Acute lymphoblastic leukemia"],
    }


def test_a_word_is_ordinary_in_its_singular_and_in_its_own_capitals_too(build_lexicon, article):
    lexicon = build_lexicon(
        article("a", "keratitis ichthyosis deafness (KID)", "pulmonary hypertension (PH)", "the pH of kids"),
        article("b", "two kids", "a pH over 7", "its pH", "pulmonary hypertension (PH)"),
    )
    for text in ("kid", "pH", "ph of blood"):
        assert matched(lexicon, text) == {}
    assert matched(lexicon, "KID") == {"KID": ["keratitis ichthyosis deafness"]}
    assert matched(lexicon, "PH") == {"PH": ["pulmonary hypertension"]}


def test_a_roman_numeral_is_no_abbreviation_where_it_counts(build_lexicon, article):
    lexicon = build_lexicon(
        *(article(name, "infantile vasculitis (IV)", "stage IV", "intravenous (IV)") for name in "ab")
    )
    assert matched(lexicon, "stage IV cancer") == matched(lexicon, "infantile vasculitis") == {}
    assert matched(lexicon, "IV treatment") == {"IV": ["infantile vasculitis"]}


def test_a_query_all_in_capitals_is_treated_as_one_in_small_letters(lexicon):
    assert matched(lexicon, "WHAT IS ALL THE FUSS") == {}
    assert matched(lexicon, "MMN TREATMENT") == {"MMN": ["multifocal motor neuropathy"]}
    assert set(matched(lexicon, "AIDS ALL")) == {"AIDS", "ALL"}


def test_words_far_apart_make_no_long_form(lexicon):
    assert matched(lexicon, 'multifocal "a quoted remark" motor neuropathy') == {}
    assert matched(lexicon, "neuropathy motor multifocal") == {}


def test_a_state_behind_its_town_is_no_abbreviation(lexicon):
    assert (
        matched(lexicon, "specialists near Jackson, MS") == matched(lexicon, "doctors in the MS area") == {}
    )
    assert set(matched(lexicon, "fatigue, MS")) == set(matched(lexicon, "reading problems in MS")) == {"MS"}


def test_two_letters_are_an_abbreviation_only_where_several_articles_say_so(build_lexicon, article):
    lexicon = build_lexicon(
        article("a", "Reye syndrome (RS)", "multiple sclerosis (MS)"), article("b", "multiple sclerosis (MS)")
    )
    assert matched(lexicon, "snp rs 488") == {}
    assert set(matched(lexicon, "RS and ms and MS")) == {"ms", "MS"}
