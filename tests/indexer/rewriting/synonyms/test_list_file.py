"""Synonym lists as editors write them: entries, and problems with the number of their line."""

import time

import pytest

from indexer.errors import SynonymError
from indexer.rewriting.synonyms.list_file import (
    MAX_LINES,
    entry_lines,
    fits,
    load_list,
    parse_list,
    read_list,
)


@pytest.fixture
def saved(tmp_path):
    """Save the text or the bytes of a list and return its path."""

    def save(content, name="own.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return save


def entries_of(text):
    found = parse_list(text, "own.txt")
    assert found.problems == ()
    return [(e.line, e.term.text, [n.text for n in e.names], e.both_ways, e.removes) for e in found.entries]


def problem(line):
    (found,) = parse_list(f"# words\n{line}\n", "own.txt").problems
    assert found.startswith("own.txt, line 2: ")
    return found


def test_a_line_goes_both_ways_with_an_equals_sign_and_one_way_with_an_arrow():
    assert entries_of("belly = abdomen, tummy\n\n# more\nMRSA => staph infection") == [
        (1, "belly", ["abdomen", "tummy"], True, False),
        (4, "MRSA", ["staph infection"], False, False),
    ]


def test_an_exclamation_mark_removes_a_term_or_a_pair():
    assert entries_of("! stroke\n!cold = common cold\n! mono => infectious mononucleosis") == [
        (1, "stroke", [], True, True),
        (2, "cold", ["common cold"], True, True),
        (3, "mono", ["infectious mononucleosis"], False, True),
    ]


def test_a_comment_may_follow_a_line():
    assert entries_of("belly = abdomen  # asked for in May") == [(1, "belly", ["abdomen"], True, False)]


def test_a_comma_inside_a_number_belongs_to_the_name():
    assert entries_of("1,4-dioxane = diethylene oxide, dioxane")[0][1:3] == (
        "1,4-dioxane",
        ["diethylene oxide", "dioxane"],
    )


def test_a_list_from_another_system_reads_the_same(saved):
    path = saved("belly = abdomen\r\nMénière = Meniere disease\r\n".encode("utf-8-sig"))
    assert [(e.term.text, e.names[0].text) for e in load_list(path)] == [
        ("belly", "abdomen"),
        ("Ménière", "Meniere disease"),
    ]


def test_names_that_differ_in_stop_words_and_endings_have_one_key():
    ((first, second),) = [
        (e.term, e.names[0]) for e in parse_list("cancer of the breast = breast cancers", "").entries
    ]
    assert first.key == tuple(reversed(second.key))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("belly", "has no `=`"),
        ("belly =", "is empty"),
        ("= abdomen", "is empty"),
        ("belly =>", "is empty"),
        ("belly = abdomen,, tummy", "is empty"),
        ("belly = abdomen,", "is empty"),
        ("!", "is empty"),
        ("belly, tummy = abdomen", "more than one term"),
        ("belly = abdomen = tummy", "an `=` in it"),
        ("belly = Belly", "a synonym of itself"),
        ("belly = abdomen, belly", "a synonym of itself"),
        ("the = article", "no word that is searched"),
        ("belly = ---", "no word that is searched"),
        ("belly = abdo\x00men", "cannot be shown"),
        ("belly = " + "very " * 20 + "large", "words; 10 are the most"),
        ("belly = " + "x" * 2_000, "characters; 2,000 are the most"),
    ],
)
def test_a_wrong_line_is_reported_with_its_problem(line, why):
    assert why in problem(line)


def test_every_wrong_line_is_reported_and_the_right_ones_are_read():
    found = parse_list("belly\nstroke = brain attack\nfoo = foo", "own.txt")
    assert [entry.term.text for entry in found.entries] == ["stroke"]
    assert [told.split(":")[0] for told in found.problems] == ["own.txt, line 1", "own.txt, line 3"]


def test_loading_rejects_a_list_with_a_wrong_line(saved):
    path = saved("stroke = brain attack\nbelly\n\nx = x\n")
    with pytest.raises(SynonymError, match=r"own\.txt, line 2: .*1 more"):
        load_list(path)


def test_the_line_with_the_wrong_encoding_is_reported(saved):
    with pytest.raises(SynonymError, match="line 2: this is not UTF-8"):
        read_list(saved("belly = abdomen\nMénière = Meniere\n".encode("latin-1")))


def test_two_terms_that_lead_to_each_other_are_no_error():
    assert len(entries_of("belly => abdomen\nabdomen => belly")) == 2


@pytest.mark.slow
def test_a_hundred_thousand_lines_are_read_in_bounded_time_and_more_are_rejected(saved):
    lines = "".join(f"term{n} = name{n}, other name{n}\n" for n in range(MAX_LINES))
    started = time.perf_counter()
    assert len(load_list(saved(lines))) == MAX_LINES
    assert time.perf_counter() - started < 60
    with pytest.raises(SynonymError, match="100,000 lines"):
        read_list(saved(lines + "one = more\n"))


def test_what_is_written_is_read_again_however_many_names():
    names = [f"name number {n}" for n in range(500)]
    lines = list(entry_lines("term", names))
    entries = parse_list("\n".join(lines), "").entries
    assert len(lines) > 1
    assert [name.text for entry in entries for name in entry.names] == names


@pytest.mark.parametrize(
    ("name", "can"),
    [
        ("sickle cell anemia", True),
        ("1,4-dioxane", True),
        ("anemia, sickle cell", False),
        ("a=b", False),
        ("!x", False),
        ("x # y", False),
        ("", False),
    ],
)
def test_a_name_that_a_list_would_change_does_not_fit(name, can):
    assert fits(name) == can
