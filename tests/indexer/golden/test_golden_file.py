"""A file of golden queries: what it asks, and every way it can be wrong, with its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import limits
from indexer.errors import GoldenError
from indexer.golden.golden_file import SAMPLE_GOLDEN, load_golden, parse_golden, read_golden
from indexer.golden.golden_queries import GoldenQuery

HEADER = "query,must_have,must_not_have,within\n"


def problem(text):
    """The one problem of a file."""
    (found,) = parse_golden(text, "golden.csv").problems
    return found


def test_a_line_is_a_query_and_what_it_must_and_must_not_have():
    found = parse_golden(HEADER + 'gout,"Gout # Treatment |  Gout, explained",Pseudogout,3\n', "x")
    assert found.problems == ()
    assert found.queries == (
        GoldenQuery(2, "gout", ("Gout # Treatment", "Gout, explained"), ("Pseudogout",), 3),
    )


def test_columns_come_in_any_order_and_ten_results_count_by_default():
    (query,) = parse_golden("Must_Have,Query\nGout,gout pain\n", "x").queries
    assert (query.query, query.must_have, query.must_not_have, query.within) == (
        "gout pain",
        ("Gout",),
        (),
        10,
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_other_countries_spreadsheets_write_is_read(delimiter):
    text = (HEADER + "gout,Gout,,3\n").replace(",", delimiter)
    (query,) = parse_golden(text, "x").queries
    assert (query.must_have, query.within) == (("Gout",), 3)


def test_a_byte_order_mark_empty_lines_and_a_line_break_in_quotes_do_no_harm(tmp_path):
    path = tmp_path / "golden.csv"
    path.write_bytes(
        b'\xef\xbb\xbfquery,must_have\r\n\r\n"gout\r\npain",Gout\r\n,,,\r\n"gout","Gout"\r\nx,\r\n'
    )
    found = read_golden(path)
    assert [query.line for query in found.queries] == [3, 6]
    assert [text.split(":")[0] for text in found.problems] == [f"{path}, line 7"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1: the first line has to name the columns: query,must_have,must_not_have,within"),
        ("gout,Gout\n", "line 1: there is no column “gout”; the columns are query, must_have"),
        ("query,must_hvae\ngout,Gout\n", "line 1: there is no column “must_hvae”; the columns are"),
        ("query,must_hvae\ngout,Gout\n", "Did you mean “must_have”?"),
        ("query,within\ngout,1\n", "line 1: the first line has to name the columns"),
        ("query,must_have,query\ngout,Gout,x\n", "line 1: a column is there twice"),
        ('"query\n', "line 1: this is no CSV"),
        (HEADER, "line 1: there is no query under the header"),
        (HEADER + ",Gout,,\n", "line 2: there is no query. Please write"),
        (HEADER + "gout,,,\n", "line 2: “gout” has no demand. Please fill"),
        (HEADER + "gout, | ,,\n", "line 2: “gout” has no demand"),
        (HEADER + "gout,Gout,Gout,\n", "line 2: “Gout” is in must_have and in must_not_have"),
        (HEADER + "gout,Gout,,three\n", "line 2: within is “three”; write a whole number from 1 to 100"),
        (HEADER + "gout,Gout,,0\n", "line 2: within is “0”"),
        (HEADER + "gout,Gout,,-1\n", "line 2: within is “-1”"),
        (HEADER + "gout,Gout,,1.5\n", "line 2: within is “1.5”"),
        (HEADER + "gout,Gout,,101\n", "line 2: within is “101”"),
        (HEADER + f"gout,Gout,,{'9' * 5000}\n", "line 2: within is “999"),
        (HEADER + "gout,Gout, explained,,3,4\n", "line 2: it has 6 cells, the header 4. Put a text with"),
        (HEADER + 'gout,Gout | "Gout, explained",\n', 'line 2: “Gout | "Gout” has a quote without its pair'),
        (HEADER + 'gout,"Gout\n', "line 2: this is no CSV (unexpected end of data)"),
        (HEADER + f"gout,{'x' * 200_000},,\n", "line 2: this is no CSV (field larger than"),
        (HEADER + f"{'x' * 2_001},Gout,,\n", "line 2: the query has 2,001 characters; 2,000 are the most."),
    ],
)
def test_a_problem_is_reported_with_its_line(text, said):
    assert said in problem(text)


def test_every_wrong_line_is_reported_and_the_right_ones_are_read():
    found = parse_golden(HEADER + ",Gout,,\ngout,Gout,,\nstroke,,,\n", "golden.csv")
    assert [text.split(":")[0] for text in found.problems] == ["golden.csv, line 2", "golden.csv, line 4"]
    assert [query.query for query in found.queries] == ["gout"]


def test_loading_a_file_with_problems_gives_the_first_and_the_number_of_others(tmp_path):
    path = tmp_path / "golden.csv"
    path.write_text(HEADER + ",Gout,,\ngout,Gout,,\nstroke,,,\n")
    with pytest.raises(GoldenError, match=r"line 2: there is no query.*\(1 more: see `healthsearch golden"):
        load_golden(path)


def test_another_encoding_is_reported_with_the_line(tmp_path):
    path = tmp_path / "golden.csv"
    path.write_bytes((HEADER + "gout,Gout,,\nm\u00e9ni\u00e8re,Gout,,\n").encode("latin-1"))
    with pytest.raises(GoldenError, match=r"line 3: this is not UTF-8\. Please save the file as"):
        read_golden(path)
    path.write_bytes(HEADER.encode("utf-16"))
    with pytest.raises(GoldenError, match="line 1: this is not UTF-8"):
        read_golden(path)


def test_a_huge_file_is_rejected_before_it_is_read(tmp_path):
    path = tmp_path / "golden.csv"
    with path.open("wb") as file:
        file.truncate(10**12)  # sparse
    with pytest.raises(GoldenError, match=r"has more than 1,000,000 bytes"):
        read_golden(path)


def test_more_queries_than_the_limit_are_rejected():
    text = "query,must_have\n" + "gout,Gout\n" * limits.MAX_GOLDEN_QUERIES
    assert not parse_golden(text, "x").problems
    with pytest.raises(GoldenError, match="more than 2,000 golden queries"):
        parse_golden(text + "gout,Gout\n", "x")


def test_the_sample_corpus_has_golden_queries():
    assert len(load_golden(SAMPLE_GOLDEN)) >= 25


CELL = st.one_of(
    st.sampled_from(["gout", "Gout # Treatment", "3", "", "|", '"', '"a, b"']), st.text(max_size=9)
)
ROWS = st.lists(st.lists(CELL, max_size=6).map(",".join), max_size=6).map("\n".join)


@given(st.one_of(ROWS.map(HEADER.__add__), st.text(max_size=200)))
@settings(max_examples=500, deadline=None)
def test_any_text_is_queries_or_problems_in_words(text):
    found = parse_golden(text, "golden.csv")
    assert found.queries or found.problems
    assert all(text.startswith("golden.csv, line ") for text in found.problems)
    for query in found.queries:
        assert query.query and (query.must_have or query.must_not_have) and 1 <= query.within <= 100


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_queries_or_problems_in_words(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        assert read_golden(path).problems or read_golden(path).queries
    except GoldenError as error:
        assert str(error).endswith(".")
