"""Lists whose names were analysed beforehand: they say what the lists say that are there, edited or not."""

import pytest

from indexer.analysis.word_forms import STOP_WORDS
from indexer.query.parser import parse
from indexer.rewriting.synonyms.list_file import load_list
from indexer.rewriting.synonyms.prepared_lists import PreparedLists, prepared_text
from indexer.rewriting.synonyms.synonyms import PREPARED, SHIPPED, Synonyms

LIST = "gout = podagra\nskin cancer => melanoma\nβ-blocker = beta antagonist\n"


@pytest.fixture(scope="module")
def entries():
    return [load_list(path) for path in SHIPPED]


@pytest.fixture(scope="module")
def whole(entries):
    return Synonyms(entries)


@pytest.fixture(scope="module")
def keys(entries):
    return {name.key for found in entries for entry in found for name in (entry.term, *entry.names)}


@pytest.fixture
def kept(tmp_path):
    """A list with the file that was prepared from it."""
    paths = tmp_path / "list.txt", tmp_path / "prepared.tsv"
    paths[0].write_text(LIST, encoding="utf-8")
    paths[1].write_text(prepared_text(paths[:1]), encoding="utf-8")
    return paths


def names(kept, text):
    lists = Synonyms((), PreparedLists.open(kept[:1], kept[1]))
    return [name for widening in lists.find(parse(text).words) for name in widening.names]


def test_the_prepared_file_was_made_from_the_shipped_lists_as_they_are():
    current = prepared_text(SHIPPED) == PREPARED.read_text(encoding="utf-8")
    assert current, "A shipped list or the analysis has changed: run `make lists`."


def test_every_term_of_the_shipped_lists_has_the_names_that_it_has_when_they_are_analysed(whole, keys):
    prepared = Synonyms.load()
    of = {key: list(prepared.all_names(key).items()) for key in keys}
    assert [key for key in keys if of[key] != list(whole.all_names(key).items())] == []


def test_every_word_of_the_shipped_lists_is_known(entries):
    prepared = Synonyms.load()
    names = {name.text for found in entries for entry in found for name in (entry.term, *entry.names)}
    words = {word for name in names for word in name.lower().split() if word.isalpha() and len(word) > 3}
    assert {word for word in words if not prepared.knows(word)} - STOP_WORDS == set()
    assert not any(map(prepared.knows, ("malinant", "diabeetes", "zzyx", "bleu")))


def test_what_an_own_list_takes_back_is_taken_back_from_prepared_lists(entries, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("! heart attack\n! belly = abdomen\n! oedema\n! stroke => brain attack\ngout => podagra\n")
    prepared, whole = Synonyms.load(own), Synonyms([load_list(own), *entries])
    for text in (
        "heart attack",
        "myocardial infarction",
        "belly pain",
        "belly",
        "abdomen",
        "edema",
        "swelling",
        "stroke",
        "brain attack",
        "gout",
    ):
        assert prepared.find(parse(text).words) == whole.find(parse(text).words)


def test_a_list_that_was_edited_says_what_it_says_now(kept):
    assert names(kept, "gout") == ["podagra"]
    kept[0].write_text("gout = gouty arthritis\n", encoding="utf-8")
    assert names(kept, "gout") == ["gouty arthritis"]
    assert names(kept, "skin cancer") == []


@pytest.mark.parametrize("damage", [None, b"", b"\xff\xfe", "cut", "changed"])
def test_a_prepared_file_that_is_away_or_damaged_is_not_believed(kept, damage):
    content = kept[1].read_bytes()
    kept[1].unlink()
    if damage is not None:
        damaged = {"cut": content[:-20], "changed": content.replace(b"podagra", b"migraine")}
        kept[1].write_bytes(damaged.get(damage, damage))
    assert names(kept, "gout") == ["podagra"]
    assert names(kept, "beta blockers") == ["beta antagonist"]


def test_an_analysis_that_was_changed_is_applied(kept, monkeypatch):
    kept[1].write_text(prepared_text(kept[:1]).replace("gout\t", "goat\t"), encoding="utf-8")
    monkeypatch.setattr("indexer.rewriting.synonyms.prepared_lists.FINGERPRINT", "another")
    assert names(kept, "gout") == ["podagra"]


def test_wrong_lines_and_lines_that_take_back_are_passed_over_in_a_shipped_list(kept):
    kept[0].write_text("gout = podagra\ngout =\nbelly\n! gout\n! belly = tummy\n", encoding="utf-8")
    assert names(kept, "gout") == ["podagra"]
    assert names(kept, "belly") == []
