"""Lists that are analysed as far as a search needs them: they say what lists that are read whole say."""

import pytest

import indexer.query.shelves as shelves_module
from indexer.query.parser import parse
from indexer.query.shelves import Shelves
from indexer.query.synonym_file import load_list, parse_list
from indexer.query.synonyms import SHIPPED as PATHS
from indexer.query.synonyms import Synonyms


def shelved():
    return Shelves(path.read_text(encoding="utf-8") for path in PATHS)


@pytest.fixture(scope="module")
def entries():
    return [load_list(path) for path in PATHS]


@pytest.fixture(scope="module")
def whole(entries):
    return Synonyms(entries)


@pytest.fixture(scope="module")
def keys(entries):
    return {name.key for found in entries for entry in found for name in (entry.term, *entry.names)}


def test_every_term_of_the_shipped_lists_has_the_names_that_it_has_when_they_are_read_whole(whole, keys):
    asked = Synonyms((), shelved())
    assert [key for key in keys if asked.all_names(key) != whole.all_names(key)] == []


def test_every_word_of_the_shipped_lists_is_known(keys):
    shelves = shelved()
    words = {word for key in keys for word in key if len(word) > 3 and word.isalpha() and word.islower()}
    unknown = {word for word in words if not shelves.knows(word)}
    assert unknown <= {"odriscol"}  # of "O' Driscoll", which no reader writes so
    assert not any(map(shelves.knows, ("malinant", "diabeetes", "zzyx", "bleu")))


def test_what_an_own_list_takes_back_is_taken_back_from_lists_on_shelves(entries, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("! heart attack\n! belly = abdomen\n! oedema\ngout => podagra\n")
    asked, whole = Synonyms([load_list(own)], shelved()), Synonyms([load_list(own), *entries])
    for text in (
        "heart attack",
        "myocardial infarction",
        "belly pain",
        "abdomen",
        "edema",
        "swelling",
        "gout",
    ):
        assert asked.find(parse(text).words) == whole.find(parse(text).words)


def test_a_search_has_few_of_the_lines_analysed(monkeypatch):
    analysed = []
    monkeypatch.setattr(shelves_module, "read_line", lambda line, _: analysed.append(line) or ())
    lists = Synonyms((), shelved())
    lists.find(parse("can high blood pressure medicine cause kidney failure").words)
    assert 0 < len(analysed) < 800  # of 8,700
    lists.warm()
    assert len(analysed) > 8_000


def test_a_wrong_line_in_a_shipped_list_is_passed_over():
    lists = Synonyms((), Shelves(["gout = podagra\ngout =\nbelly\n"]))
    assert lists.find(parse("gout").words)[0].names == ("podagra",)


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("webbing of fingers = syndactyly", "webbed fingers"),
        ("the bends = decompression sickness", "bends"),
        ("x ray = radiograph", "x-ray"),
        ("T-cell cancer = lymphoma", "t cell cancer"),
        ("feet pain = podalgia", "foot pain"),
        ("lice = pediculosis", "louse"),
        ("oesophagus cancer = gullet cancer", "esophagus cancer"),
        ("sulphur allergy = thioallergy", "sulfur allergies"),
        ("β-blocker = propranolol", "beta blockers"),
        ("Ménière disease = hydrops", "meniere's disease"),
        ("eyes = oculi", "eye"),
        ("corpora lutea = yellow body", "corpus luteum"),
        ("1,4-dioxane = diethylene oxide", "1,4-dioxane"),
    ],
)
def test_a_term_is_found_however_its_word_is_inflected_or_spelled(line, text):
    found = Synonyms((), Shelves([line])).find(parse(text).words)
    assert found and found == Synonyms([parse_list(line, "list").entries]).find(parse(text).words)
