"""Which sections match a query tree."""

import pytest

from indexer.query.tree import (
    And,
    Bonus,
    Boosted,
    Constant,
    Everything,
    Filter,
    InField,
    Not,
    Or,
    Phrase,
    Prefix,
    Term,
)


@pytest.fixture
def engine(build, article):
    """Four sections: a/s0 and a/s1, b/s0, c/s0."""
    return build(
        article("a", ("Fever", "Cough and a rash"), ("Rest", "Drink water", "treatment"), title="Measles"),
        article("b", ("Rash", "Fever in the night", "symptoms"), title="Flu", source="Night Clinic"),
        article("c", ("Cough", "Rash or cough at night"), title="Cough", source="Other"),
    )


ALL = {"a/s0", "a/s1", "b/s0", "c/s0"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Term("cough"), {"a/s0", "c/s0"}),
        (Term("measl"), {"a/s0", "a/s1"}),
        (Term("nothing"), set()),
        (Prefix("cou"), {"a/s0", "c/s0"}),
        (Prefix("xyz"), set()),
        (And((Term("rash"), Term("fever"))), {"a/s0", "b/s0"}),
        (And((Term("rash"), Not(Term("fever")))), {"c/s0"}),
        (And((Not(Term("fever")), Not(Term("cough")))), {"a/s1"}),
        (And(()), set()),
        (Or((Term("water"), Term("flu"))), {"a/s1", "b/s0"}),
        (Or((Term("rash"), Term("fever"), Term("night")), at_least=2), {"a/s0", "b/s0", "c/s0"}),
        (Or((Term("rash"), Term("fever"), Term("night")), at_least=3), {"b/s0"}),
        (Or((Term("rash"),), at_least=2), set()),
        (Or(()), set()),
        (Not(Term("rash")), {"a/s1"}),
        (Not(Not(Term("water"))), {"a/s1"}),
        (Not(Everything()), set()),
        (Everything(), ALL),
        (Boosted(Term("flu"), 3.0), {"b/s0"}),
        (Constant(Term("flu"), 3.0), {"b/s0"}),
        (Bonus(Term("flu"), Term("gout")), {"b/s0"}),
        (Filter("kind", "treatment"), {"a/s1"}),
        (Filter("kind", "genetics"), set()),
        (Filter("source", "Night Clinic"), {"b/s0"}),
        (Filter("source", "night CLINIC"), {"b/s0"}),
        (Filter("source", "Night"), set()),
        (And((Filter("kind", "other"), Term("fever"))), {"a/s0"}),
    ],
)
def test_a_query_matches_the_sections_that_the_tree_says(engine, matches, query, expected):
    assert matches(engine, query) == expected


@pytest.mark.parametrize(
    ("field", "leaf", "expected"),
    [
        ("title", Term("cough"), {"c/s0"}),
        ("heading", Term("cough"), {"c/s0"}),
        ("body", Term("cough"), {"a/s0", "c/s0"}),
        ("heading", Prefix("fev"), {"a/s0"}),
        ("body", Prefix("fev"), {"b/s0"}),
        ("title", Phrase(("fever",), (0,)), set()),
        ("heading", Not(Term("rash")), {"a/s0", "a/s1", "c/s0"}),
        ("title", Or((Term("flu"), Term("water"))), {"b/s0"}),
        ("title", And((Filter("kind", "symptoms"), Term("flu"))), {"b/s0"}),
    ],
)
def test_a_field_restricts_all_that_stands_below_it(engine, matches, field, leaf, expected):
    assert matches(engine, InField(field, leaf)) == expected


@pytest.mark.parametrize(
    ("terms", "offsets", "expected"),
    [
        (("inflammation", "heart"), (0, 3), {"p/s0"}),
        (("inflammation", "heart"), (0, 1), {"p/s1"}),
        (("heart", "inflammation"), (0, 1), set()),
        (("heart", "heart"), (0, 1), {"p/s2"}),
        (("heart",), (0,), {"p/s0", "p/s1", "p/s2"}),
        (("heart", "missing"), (0, 1), set()),
    ],
)
def test_a_phrase_matches_its_words_at_their_distances(build, article, matches, terms, offsets, expected):
    engine = build(article("p", "Inflammation of the heart.", "Inflammation, heart.", "Heart, heart!"))
    assert matches(engine, Phrase(terms, offsets)) == expected


def test_a_phrase_never_crosses_from_one_field_into_another(build, article, matches):
    engine = build(article("p", ("heart", "failure"), title="acute"), article("q", "acute heart failure"))
    assert matches(engine, Phrase(("acut", "heart"), (0, 1))) == {"q/s0"}
    assert matches(engine, Phrase(("heart", "failur"), (0, 1))) == {"q/s0"}


def test_a_phrase_is_found_at_the_very_start_and_end_of_a_field(build, article, matches):
    engine = build(article("p", ("one two", "x"), title="one two"), article("q", "one two"))
    phrase = Phrase(("one", "two"), (0, 1))
    assert (
        matches(engine, InField("title", phrase)) == matches(engine, InField("heading", phrase)) == {"p/s0"}
    )
    assert matches(engine, InField("body", phrase)) == {"q/s0"}


def test_a_long_vocabulary_does_not_make_a_prefix_fail(build, article, matches):
    engine = build(
        article("p", " ".join(f"gene{number}x" for number in range(1_000))), article("q", "genesis")
    )
    assert "p/s0" in matches(engine, Prefix("gene"))
