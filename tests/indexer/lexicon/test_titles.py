"""The titles of a generation: saved the same however they came about, and looked up as names."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis.analyzer import tokens
from indexer.analysis.name_tokens import name_tokens
from indexer.lexicon.lexicon import LexiconBuilder
from indexer.lexicon.titles import FILE

SITES = [f"Subject {number} | Some Clinic" for number in range(9)]
TITLES = [*SITES, "Scabies | Some Clinic", "Gout", "Gout (Podagra)", "Type 2 diabetes", "!", ""]


@pytest.fixture
def index(build_lexicon, article):
    """The index of these titles; an article's id is its number."""
    return lambda *titles: (
        build_lexicon(*(article(f"{n:03}", "text", title=title) for n, title in enumerate(titles))).titles
    )


def exact(index, subject):
    found = index.scores(name_tokens(tokens(subject))).exact
    return [index.rows[number].text for number in found.nonzero()[0]]


def cover(index, subject):
    found = index.scores(name_tokens(tokens(subject))).cover
    return {row.text: cover for row, cover in zip(index.rows, found, strict=True)}


def saved(folder, builder):
    folder.mkdir()
    builder.save(folder)
    return (folder / FILE).read_bytes()


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    before=st.dictionaries(st.integers(0, 30), st.sampled_from(TITLES), max_size=25),
    after=st.dictionaries(st.integers(0, 30), st.sampled_from(TITLES), max_size=25),
)
def test_titles_taken_further_are_saved_as_titles_made_at_once(
    entries, article, tmp_path_factory, before, after
):
    """Also where a part of a title comes to be shared by many, or no longer is."""

    def sections(titles):
        made = (article(f"a{key}", "one", "two", title=title) for key, title in titles.items())
        return [(one.id, entry) for one in made for entry in entries(one)]

    folder = tmp_path_factory.mktemp("titles")
    builder = LexiconBuilder()
    for one in sections(before):
        builder.add(*one)
    saved(folder / "before", builder)
    further, whole = LexiconBuilder(folder / "before"), LexiconBuilder()
    for one in sections(before):
        further.discard(*one)
    for one in sections(after):
        further.add(*one)
        whole.add(*one)
    assert saved(folder / "further", further) == saved(folder / "whole", whole)


def test_a_title_is_the_subject_in_any_order_and_number_of_its_words(index):
    titles = index("Bladder cancer", "Cancer of the bladder", "Bladder cancers", "Bladder cancer in children")
    assert exact(titles, "cancer, bladder") == ["Bladder cancer", "Cancer of the bladder", "Bladder cancers"]


def test_a_title_in_one_word_is_the_subject_in_two_and_the_other_way_round(index):
    titles = index("Bedbugs", "Chicken pox")
    assert exact(titles, "bed bugs") == ["Bedbugs"]
    assert exact(titles, "chickenpox") == ["Chicken pox"]


def test_what_stands_in_parentheses_is_a_name_and_so_is_the_title_without_it(index):
    titles = index("Amyotrophic lateral sclerosis (ALS)", "Tetanus (also called lockjaw)")
    assert exact(titles, "als") == exact(titles, "amyotrophic lateral sclerosis")
    assert len(exact(titles, "als")) == 1
    assert exact(titles, "lockjaw") == ["Tetanus (also called lockjaw)"]


def test_roman_numerals_are_numbers_and_type_says_nothing(index):
    titles = index("Mucopolysaccharidosis type II", "Diabetes 2")
    assert exact(titles, "mucopolysaccharidosis 2") == ["Mucopolysaccharidosis type II"]
    assert exact(titles, "diabetes type 2") == ["Diabetes 2"]


def test_function_words_are_no_part_of_a_title(index):
    titles = index("What you need to know about gout", "Know how")
    assert exact(titles, "gout") == ["What you need to know about gout"]
    assert exact(titles, "know how") == ["Know how"]


def test_a_part_that_ten_titles_share_is_no_part_of_their_names(index):
    shared = [f"Subject {letter} | Some Clinic" for letter in "bcdefghkl"]
    assert exact(index(*shared, "Scabies | Some Clinic"), "scabies") == ["Scabies | Some Clinic"]
    assert exact(index(*shared[1:], "Scabies | Some Clinic"), "scabies") == []
    series = [f"Parasites - {name}" for name in ("Fleas", *"bcdefghkl")]
    assert exact(index(*series), "fleas") == ["Parasites - Fleas"]


def test_the_cover_is_high_where_the_title_says_the_subject_and_little_else(index):
    found = cover(index("Gout", "Gout and kidney stones", "Kidney stones"), "gout")
    assert found["Gout"] == pytest.approx(1.0)
    assert 0 < found["Gout and kidney stones"] < 1
    assert found["Kidney stones"] == 0


def test_an_unknown_word_lowers_the_cover_of_the_rest(index):
    titles = index("Gout", "Kidney stones")
    assert 0 < cover(titles, "gout zyzzyva")["Gout"] < cover(titles, "gout")["Gout"]
    assert not any(cover(titles, "zyzzyva").values())


def test_initials_are_those_of_the_words_with_small_words_or_without(index):
    titles = index("Attack by cold", "Emery-Dreifuss Muscular Dystrophy (a form)", "Gout")
    found = {letters: list(titles.by_initials(letters)) for letters in ("ac", "abc", "edmd", "g", "edmdaf")}
    assert found == {"ac": [0], "abc": [0], "edmd": [1], "g": [], "edmdaf": []}


@pytest.mark.parametrize("title", ["!", "", "\tGout\t", "a\nb", "\ud800", "( )", "(((", " - ", "\x1f | \x1f"])
def test_any_title_is_saved_and_loaded(index, title):
    rows = index("Fever", title).rows
    assert [row.article_id for row in rows] == ["000", "001"] and rows[0].names == [("fever",)]


def test_an_index_without_articles_covers_nothing(index):
    titles = index()
    assert len(titles) == titles.sections == 0 and not len(titles.scores(("gout",)).cover)
