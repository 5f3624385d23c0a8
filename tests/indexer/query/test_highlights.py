"""Highlights of a query: the leaves that are marked, in which field, and which of them count as one thing."""

import pytest

from indexer.query import parse
from indexer.query.highlights import combined, highlights
from indexer.query.tree import Phrase, Prefix


def marked(text):
    """For each highlight what its leaves are, with the one field to mark them in."""

    def name(leaf):
        if isinstance(leaf, Phrase):
            return f'"{" ".join(leaf.terms)}"'
        return f"{leaf.text}*" if isinstance(leaf, Prefix) else leaf.text

    return [
        [name(leaf) if field is None else f"{field}:{name(leaf)}" for leaf, field, _ in one.leaves]
        for one in highlights(parse(text).query)
    ]


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("gout rash", [["gout"], ["rash"]]),
        ("fevers rash", [["fever", "=fevers"], ["rash"]]),
        ("gout OR rash", [["gout"], ["rash"]]),
        ("(gout OR rash) cough", [["gout", "rash"], ["cough"]]),
        ("(gout rash) OR cough", [["gout"], ["rash"], ["cough"]]),
        ('"gout rash" cough', [['"gout rash"'], ["cough"]]),
        ("title:gout rash", [["title:gout"], ["rash"]]),
        ('heading:(gout OR "rash cough") fever', [["heading:gout", 'heading:"rash cough"'], ["fever"]]),
        ("title:heading:gout rash", [["heading:gout"], ["rash"]]),
        ("gout immuno*", [["gout"], ["immuno*"]]),
        ("gout -rash", [["gout"]]),
        ("gout -(rash OR cough) in:treatment source:clinic", [["gout"]]),
        ("-gout", []),
        ("in:treatment", []),
    ],
)
def test_each_thing_that_a_query_asks_for_is_a_highlight(text, leaves):
    assert marked(text) == leaves


def test_combined_highlights_have_the_leaves_of_all():
    one, other = highlights(parse("gout rash").query)
    assert combined([one, other]).leaves == (*one.leaves, *other.leaves)
