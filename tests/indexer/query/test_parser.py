"""Readers' texts, and the query tree of each."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.kinds import KINDS
from indexer.analysis.analyzer import tokens
from indexer.errors import QueryError
from indexer.limits import MAX_NESTING, MAX_PREFIXES, MAX_QUERY_CHARS, MAX_TERMS, MIN_PREFIX_LETTERS
from indexer.query import parse
from indexer.query.lexer import clean
from indexer.query.terms import EXACT_WEIGHT
from indexer.query.tree import (
    And,
    Boosted,
    Everything,
    Filter,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)

FEVER, COUGH, RASH = Term("fever"), Term("cough"), Term("rash")
SYNTAX = [
    "(",
    ")",
    '"',
    "“",
    "-",
    "NOT ",
    "AND ",
    "OR ",
    "title:",
    "heading:",
    "in:",
    "source:",
    "*",
    " ",
    ":",
]
SCRAPS = [
    *SYNTAX,
    "fever",
    "the ",
    "a",
    "in:treatment ",
    "long-term ",
    "immuno*",
    "😀",
    "\u202e",
    "\x00",
    "\ud800",
]
QUERIES = st.one_of(st.text(max_size=512), st.lists(st.sampled_from(SCRAPS), max_size=60).map("".join))


def query(text):
    return parse(text).query


def test_words_side_by_side_must_all_match():
    assert query("immunoglobulin therapy") == And((Term("immunoglobulin"), Term("therapy")))


@pytest.mark.parametrize("text", ["fever cough", "fever AND cough", "(fever) cough", "fever (cough fever)"])
def test_one_meaning_is_one_tree(text):
    assert query(text) == And((FEVER, COUGH))


@pytest.mark.parametrize("marks", ['""', "“”", "„“", "«»", '"'])
def test_quotes_of_any_kind_make_a_phrase_and_the_last_may_be_missing(marks):
    assert query(marks[:1] + "kawasaki disease" + marks[1:]) == Phrase(("kawasaki", "diseas"), (0, 1))


def test_a_phrase_counts_the_positions_of_stop_words():
    assert query('"inflammation of the heart"') == Phrase(("inflammation", "heart"), (0, 3))


def test_a_phrase_of_one_word_is_that_word():
    assert query('"fever"') == FEVER


@pytest.mark.parametrize("text", ["fever -cough", "fever NOT cough", "fever AND NOT cough", "fever -(cough)"])
def test_a_word_can_be_excluded(text):
    assert query(text) == And((FEVER, Not(COUGH)))


def test_a_phrase_can_be_excluded():
    assert query('fever -"dry cough"') == And((FEVER, Not(Phrase(("dry", "cough"), (0, 1)))))


def test_exclusions_alone_are_subtracted_from_everything():
    assert query("-fever") == And((Everything(), Not(FEVER)))
    assert query("-fever NOT cough") == And((Everything(), Not(FEVER), Not(COUGH)))


@pytest.mark.parametrize("text", ["--fever", "NOT NOT fever", "NOT -fever", "-(-fever)", "NOT (NOT fever)"])
def test_a_double_negation_cancels_out(text):
    assert query(text) == FEVER


def test_three_negations_are_one():
    assert query("NOT NOT NOT fever") == query("-fever")


def test_or_binds_less_than_words_side_by_side():
    assert query("fever cough OR rash") == Or((And((FEVER, COUGH)), RASH))
    assert query("fever (cough OR rash)") == And((FEVER, Or((COUGH, RASH))))


def test_alternatives_within_alternatives_are_flat_and_without_duplicates():
    assert query("fever OR (cough OR (rash OR fever))") == Or((FEVER, COUGH, RASH))


def test_an_excluded_alternative_is_subtracted_from_everything():
    assert query("fever OR -cough") == Or((FEVER, And((Everything(), Not(COUGH)))))


@pytest.mark.parametrize("text", ["fever and cough", "fever or cough", "fever And cough"])
def test_operators_in_small_letters_are_words(text):
    assert query(text) == And((FEVER, COUGH))


def test_not_in_small_letters_is_searched_as_a_word():
    assert query("not fever") == And((Term("not"), FEVER))


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("title:fever", FEVER),
        ("TITLE:fever", FEVER),
        ('title:"dry cough"', Phrase(("dry", "cough"), (0, 1))),
        ("title:(fever cough)", And((FEVER, COUGH))),
        ("title:immuno*", Prefix("immuno")),
    ],
)
def test_a_field_restricts_the_word_phrase_or_group_after_it(text, clause):
    assert query(f"{text} rash") == And((InField("title", clause), RASH))


def test_of_several_fields_the_innermost_counts():
    assert query("title:" * 60 + "heading:fever") == InField("heading", FEVER)


def test_an_excluded_group_in_a_field_is_excluded_there():
    assert query("rash heading:(-fever)") == And((RASH, Not(InField("heading", FEVER))))


@pytest.mark.parametrize(
    "text",
    ["in:side-effects", 'in:"side effects"', 'in:"Side Effects"', "in:side_effects", "IN:SIDE-EFFECTS"],
)
def test_a_kind_is_recognised_in_any_spelling(text):
    assert query(text) == Filter("kind", "side-effects")


def test_a_kind_is_recognised_by_its_label():
    assert query("in:outlook") == Filter("kind", "prognosis")


def test_several_kinds_are_alternatives_since_no_section_has_two():
    assert query("in:treatment fever in:prevention") == And(
        (FEVER, Or((Filter("kind", "treatment"), Filter("kind", "prevention"))))
    )


def test_a_kind_can_be_excluded():
    assert query("fever -in:treatment") == And((FEVER, Not(Filter("kind", "treatment"))))


def test_an_unknown_kind_is_left_out_and_named_as_written():
    parsed = parse('fever in:"Nice Things" in:foo')
    assert parsed.query == FEVER
    assert parsed.ignored == ('in:"Nice Things"', "in:foo")


@pytest.mark.parametrize(
    ("text", "source"), [("source:nhs", "nhs"), ('source:"Harbour Notes"', "Harbour Notes")]
)
def test_a_source_is_taken_as_written(text, source):
    assert query(f"fever {text}") == And((FEVER, Filter("source", source)))


def test_a_prefix_is_folded_but_not_stemmed():
    assert query("Ménièr*") == Prefix("menier")


@pytest.mark.parametrize(
    ("text", "token"), [("virus*", "viri"), ("diabete*", "diabet"), ("hospitaliz*", "hospitalis")]
)
def test_a_prefix_longer_than_the_stem_still_finds_the_word(text, token):
    found = query(text).clauses
    assert found[0] == Prefix(text[:-1])
    assert Term(token) in found


def test_a_prefix_is_searched_in_both_spellings():
    assert query("anaem*") == Or((Prefix("anaem"), Prefix("anem")))


def test_a_star_after_a_hyphenated_word_belongs_to_its_last_part():
    assert query("long-ter*") == And((Term("long"), Prefix("ter")))


def test_a_stop_word_with_a_star_is_a_prefix():
    assert query("the*") == Prefix("the")


def test_a_hyphenated_word_is_a_phrase_and_other_marks_separate_words():
    assert query("long-term") == Or((Term("longterm"), Phrase(("long", "term"), (0, 1))))
    assert query("fever,cough/rash") == And((FEVER, COUGH, RASH))
    assert query("IL-6") == Or((Term("il6"), Phrase(("il", "6"), (0, 1))))


def test_a_word_is_searched_in_all_its_forms_and_the_typed_one_ranks_above():
    assert query("fevers") == Or((FEVER, Boosted(Term("=fevers"), EXACT_WEIGHT)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hepatitis b", Term("hepatitis_b")),
        ("fever type II rash", And((FEVER, Term("type2"), RASH))),
        ("t cell rash", And((Term("tcell"), RASH))),
        ("hepatitis b and c", And((Term("hepatitis_b"), Term("hepatitis_c")))),
        ("vitamin d-rash", And((Term("vitamin_d"), RASH))),
        ("10 mg", Term("10mg")),
        ("AIDS", Term("AIDS")),
        ('"vitamin a rash"', Phrase(("vitamin_a", "rash"), (0, 2))),
    ],
)
def test_words_that_belong_together_are_one_term(text, found):
    assert query(text) == found


def test_the_plain_words_are_named_with_what_they_search():
    parsed = parse("fever (cough) hepatitis B -rash title:fever long-term immuno*")
    assert [word.text for word in parsed.words] == ["fever", "cough", "hepatitis B", "long-term"]
    assert [parsed.text[word.start : word.end] for word in parsed.words] == [
        word.text for word in parsed.words
    ]
    assert all(word.clause in parsed.query.clauses for word in parsed.words)
    assert parse("fever OR cough").words == ()
    assert [word.text for word in parse("(fever OR cough) (dry rash) -(itchy skin)").words] == ["dry", "rash"]
    assert [word.text for word in parse("vitamins C and D").words] == ["vitamins C", "D"]


@given(QUERIES)
def test_every_plain_word_is_in_text_and_query(text):
    try:
        parsed = parse(text)
    except QueryError:
        return
    clauses = parsed.query.clauses if isinstance(parsed.query, And) else (parsed.query,)
    for word in parsed.words:
        assert parsed.text[word.start : word.end] == word.text
        assert word.clause in (*clauses, parsed.query)


@pytest.mark.parametrize("text", ["", " ", "((((", ")", ":", "*", "-", '"', '""', "😀", "()", "\x00", "--"])
def test_a_text_without_words_has_nothing_to_search(text):
    assert parse(text).query is None
    assert parse(text).ignored == ()


@pytest.mark.parametrize(
    ("text", "words"), [("what is it", ("what", "is", "it")), ("AND", ("AND",)), ('"to be"', ('"to be"',))]
)
def test_stop_words_are_reported_where_nothing_else_is_left(text, words):
    assert parse(text).query is None
    assert parse(text).ignored == words


def test_stop_words_beside_others_are_not_reported():
    assert parse("what is a fever").ignored == ()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("foo:bar", And((Term("foo"), Term("bar")))),
        ("http://x", And((Term("http"), Term("x")))),
        ("fever OR", FEVER),
        ("OR fever", FEVER),
        ("AND fever AND", FEVER),
        ("fever)) cough", And((FEVER, COUGH))),
        ("rash (fever OR cough", And((RASH, Or((FEVER, COUGH))))),
        ("title: fever", And((Term("titl"), FEVER))),
        ("in:(fever)", FEVER),
        ("NOT", Term("not")),
        ("*fever", FEVER),
        ("fever - cough", And((FEVER, COUGH))),
        ('"fever', FEVER),
    ],
)
def test_what_is_no_syntax_is_words(text, found):
    assert query(text) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("  fever \n\t cough ", "fever cough"),
        ("fe\u200bver\x00", "fever"),
        ("\u202efever\u2069 \u200fcough", "fever cough"),
        ("fever\ud800", "fever"),
        ("ＩＬ-６", "IL-6"),
        ("I.ª", "I.ª"),
        ("Gamunex™", "Gamunex™"),
        ("Sjo\u0308gren", "Sjögren"),
        ("😀 fever", "😀 fever"),
    ],
)
def test_the_cleaned_text_has_no_invisible_characters(text, shown):
    assert parse(text).text == shown


@example("I.ª")
@example("1,00²")
@given(st.text(alphabet="a1,Ié\u0301\u0308ñ™½²６ＩﬁµſŉΣ-‐'’._®ª℃ \u00a0", max_size=20))
def test_cleaning_joins_nothing_that_the_analysis_separates(text):
    assert clean(clean(text)) == clean(text)
    assert [t.text for t in tokens(clean(text))] == [t.text for t in tokens(text)]


@given(QUERIES)
def test_any_text_within_the_limits_parses_and_its_shown_form_means_the_same(text):
    try:
        parsed = parse(text)
    except QueryError as error:
        assert str(error).startswith("Your search has ")
        return
    again = parse(parsed.text)
    assert (again.text, again.query) == (parsed.text, parsed.query)
    parsed.text.encode()


GUIDE = Path(__file__).parents[3] / "docs" / "query-language.md"


@pytest.mark.parametrize("example", re.findall(r"^\| `([^`]+)` \|", GUIDE.read_text("utf-8"), re.MULTILINE))
def test_the_guide_has_only_examples_that_are_searched_whole(example):
    parsed = parse(example)
    assert parsed.query is not None
    assert parsed.ignored == ()


def test_the_guide_names_every_kind_and_limit():
    guide = GUIDE.read_text("utf-8")
    limits = (MAX_QUERY_CHARS, MAX_NESTING, MAX_TERMS, MAX_PREFIXES, MIN_PREFIX_LETTERS)
    assert all(f"`{kind}`" in guide for kind in KINDS)
    assert all(f" {limit:,} " in guide for limit in limits)
