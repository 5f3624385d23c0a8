import pytest

from indexer.analysis.analyzer import tokens
from indexer.analysis.name_tokens import SharedParts, name_tokens, title_names


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bladder cancers", "bladder cancer"),
        ("Mucopolysaccharidosis II", "mucopolysaccharidosis 2"),
        ("Guillain-Barré syndrome", "guillain barre syndrome"),
        ("AIDS", "aids"),
    ],
)
def test_names_that_are_the_same_have_the_same_tokens(one, other):
    assert set(name_tokens(tokens(one))) == set(name_tokens(tokens(other)))


def test_a_title_gives_the_whole_then_without_parentheses_then_each_of_them():
    assert title_names("Gout") == [("gout",)]
    whole, plain, *inside = title_names("Gout (podagra) of the foot (also known as crystals)")
    assert whole[:2] == ("gout", "podagra")
    assert (plain, inside) == (("gout", "foot"), [("podagra",), ("crystal",)])
    assert title_names("!") == title_names("()") == []


def test_a_part_that_ten_titles_share_is_left_out():
    shared = SharedParts([f"Question {n} | Clinic" for n in range(10)] + ["Gout - Other"])
    assert shared.without("Scabies | Clinic") == "Scabies"
    assert shared.without("Gout - Other") == "Gout - Other"
    assert SharedParts([f"Question {n} | Clinic" for n in range(9)]).without("A | Clinic") == "A | Clinic"
