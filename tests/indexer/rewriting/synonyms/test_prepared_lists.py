"""Lists with names analysed beforehand: the same synonyms as the lists themselves, edited or not."""

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
def prepared_list(tmp_path):
    """A list with the file that was prepared from it."""
    paths = tmp_path / "list.txt", tmp_path / "prepared.tsv"
    paths[0].write_text(LIST, encoding="utf-8")
    paths[1].write_text(prepared_text(paths[:1]), encoding="utf-8")
    return paths


def names(prepared_list, text):
    lists = Synonyms((), PreparedLists.open(prepared_list[:1], prepared_list[1]))
    return [name for match in lists.find(parse(text).words) for name in match.names]


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


def test_an_own_list_removes_from_prepared_lists(entries, tmp_path):
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


def test_an_edited_list_is_used_as_it_is_now(prepared_list):
    assert names(prepared_list, "gout") == ["podagra"]
    prepared_list[0].write_text("gout = gouty arthritis\n", encoding="utf-8")
    assert names(prepared_list, "gout") == ["gouty arthritis"]
    assert names(prepared_list, "skin cancer") == []


@pytest.mark.parametrize("damage", [None, b"", b"\xff\xfe", "cut", "changed"])
def test_a_missing_or_damaged_prepared_file_is_not_used(prepared_list, damage):
    content = prepared_list[1].read_bytes()
    prepared_list[1].unlink()
    if damage is not None:
        damaged = {"cut": content[:-20], "changed": content.replace(b"podagra", b"migraine")}
        prepared_list[1].write_bytes(damaged.get(damage, damage))
    assert names(prepared_list, "gout") == ["podagra"]
    assert names(prepared_list, "beta blockers") == ["beta antagonist"]


def test_a_changed_analysis_is_applied(prepared_list, monkeypatch):
    prepared_list[1].write_text(
        prepared_text(prepared_list[:1]).replace("gout\t", "goat\t"), encoding="utf-8"
    )
    monkeypatch.setattr("indexer.rewriting.synonyms.prepared_lists.FINGERPRINT", "another")
    assert names(prepared_list, "gout") == ["podagra"]


def test_wrong_lines_and_removals_are_skipped_in_a_shipped_list(prepared_list):
    prepared_list[0].write_text("gout = podagra\ngout =\nbelly\n! gout\n! belly = tummy\n", encoding="utf-8")
    assert names(prepared_list, "gout") == ["podagra"]
    assert names(prepared_list, "belly") == []
