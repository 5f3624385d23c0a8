"""A text's analysis as an index keeps it: what is read back finds and shows the same as the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.analyzer import tokens
from indexer.documents.packing import (
    pack_column,
    pack_columns,
    pack_parts,
    unpack_column,
    unpack_columns,
    unpack_parts,
)
from indexer.documents.text_analysis import TextAnalysis
from indexer.documents.token_hashes import HashedTokens
from indexer.documents.token_table import SPAN, occurrences
from indexer.limits import MAX_SNIPPET_SOURCE
from indexer.query import parse
from indexer.query.highlights import highlights
from indexer.snippets.highlighter import Highlighter
from indexer.snippets.snippets import snippet, snippets

SCRAPS = [
    "fever",
    "Fevers",
    "rash",
    "hepatitis B",
    "AIDS",
    "aids",
    "not",
    "2.5mg",
    "follow-up",
    "β-blocker",
    "\ud800",
    ". ",
    ", ",
    ": ",
    "\n",
    "\t",
    "x" * 300,
]
TEXTS = st.lists(st.sampled_from(SCRAPS), max_size=120).map(" ".join) | st.text(max_size=300)
QUERIES = ["fever", '"fever rash"', "feve*", "hepatitis-b aids", "AIDS -rash", "follow-up 2.5mg not"]


def kept(text):
    return TextAnalysis.load(TextAnalysis.of(text).dump(), text)


def together(texts, query):
    """The snippets of texts as a page has them, where an engine tells what a prefix stands for."""
    held = {token.text for text in texts for token in tokens(text)}
    shown = snippets(list(map(kept, texts)), query, lambda prefix: [t for t in held if t.startswith(prefix)])
    return [one.html for one in shown]


@given(TEXTS, st.sampled_from(QUERIES))
def test_an_analysis_read_back_gives_the_snippet_of_its_text(text, query):
    wanted = highlights(parse(query).query)
    assert together([text], wanted) == [snippet(text, wanted).html]


@given(st.lists(TEXTS, max_size=40), st.sampled_from(QUERIES))
def test_the_texts_of_a_page_have_the_snippets_that_each_has_alone(texts, query):
    wanted = highlights(parse(query).query)
    assert together(texts, wanted) == [snippet(text, wanted).html for text in texts]


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_every_token_is_found_by_its_text_at_its_place(texts):
    expected = [
        (token.text, number * SPAN + token.start, number * SPAN + token.end, number * SPAN + token.position)
        for number, text in enumerate(texts)
        for token in tokens(text)
    ]
    sought = sorted({text for text, *_ in expected})
    found = occurrences(HashedTokens(sought), [kept(text).tokens for text in texts])
    columns = (found.starts, found.ends, found.positions)
    rows = zip((sought[n] for n in found.which), *(column.tolist() for column in columns), strict=True)
    assert list(rows) == expected


def test_part_of_a_token_is_not_found():
    sought = HashedTokens(["fever", "rage", "", "is"])
    tables = [TextAnalysis.of("feverish haemorrhage").tokens, TextAnalysis.of("").tokens]
    assert not len(occurrences(sought, tables).which)


def test_a_long_text_is_read_back_up_to_the_limit_and_said_to_be_cut():
    text = "A fever. " * MAX_SNIPPET_SOURCE
    again = kept(text)
    assert again.cut and len(again.text) <= MAX_SNIPPET_SOURCE
    (found,) = Highlighter.of(highlights(parse("fever").query), list).spans([again.tokens])
    assert found[-1][0] > 65_536
    wanted = highlights(parse("fever").query)
    assert together([text], wanted) == [snippet(text, wanted).html]


def test_a_long_text_and_short_ones_are_marked_together():
    texts = ["A fever.", "No rash. " * 9_000 + "A fever.", "A fever."]
    wanted = highlights(parse("fever").query)
    assert together(texts, wanted) == [snippet(text, wanted).html for text in texts]


def test_tokens_made_before_are_taken_as_they_are():
    text = "Follow-up of hepatitis B, and AIDS"
    assert TextAnalysis.of(text, tokens(text)).dump() == TextAnalysis.of(text).dump()


@pytest.mark.parametrize("numbers", [[], [0], [255, 0], [256, 1], [65_535], [65_536, 7], [2**32 - 1]])
def test_a_column_of_any_width_is_read_back(numbers):
    assert list(unpack_column(pack_column(numbers))) == numbers


def test_a_column_takes_as_little_room_as_its_largest_number_allows():
    assert [len(pack_column([most] * 10)) for most in (255, 65_535, 65_536)] == [11, 21, 41]


@given(st.lists(st.lists(st.integers(0, 100_000), max_size=9), min_size=1, max_size=5))
def test_columns_are_read_back_apart(columns):
    packed = pack_columns(columns)
    assert [list(column) for column in unpack_columns(packed, len(columns))] == columns


@given(st.lists(st.binary(max_size=400), min_size=1, max_size=12))
def test_parts_are_read_back_apart(parts):
    assert unpack_parts(pack_parts(parts)) == parts
