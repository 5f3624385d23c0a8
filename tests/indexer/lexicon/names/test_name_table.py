"""Names in a query: which words are one, what else they are called, and what is no name."""

import pytest

from indexer.lexicon.names.name_table import NameTable, save_names
from indexer.lexicon.names.saved_names import FILE

DISEASES = ("Amyotrophic lateral sclerosis", "Marfan syndrome", "Angelman syndrome", "Hepatitis B")


def test_a_name_is_found_in_both_directions(corpus_names, others):
    names = corpus_names("Marfan syndrome", text="MFS")
    assert "Marfan syndrome" in others(names, "MFS treatment")["MFS"]
    assert "MFS" in others(names, "what is marfan syndrome")["marfan syndrome"]


def test_the_words_of_a_name_may_stand_in_any_order(corpus_names, others):
    names = corpus_names("Amyotrophic lateral sclerosis", text="ALS")
    for query in ("Lou Gehrig's disease", "gehrig disease lou"):
        (found,) = others(names, query).values()
        assert "amyotrophic lateral sclerosis" in found


def test_the_longest_name_wins(corpus_names, others):
    names = corpus_names("Breast carcinoma", "Malignant neoplasm", text="cancer")
    assert list(others(names, "symptoms of cancer of the breast")) == ["cancer of the breast"]


def test_a_match_says_which_typed_words_it_covers(corpus_names):
    names = corpus_names("Marfan syndrome")
    (match,) = names.find(["how", "common", "is", "MFS", "today"])
    assert (match.first, match.last) == (3, 3)
    best = match.names[0]
    assert (best.text, best.tokens, best.type, best.share) == (
        "Marfan syndrome",
        ("marfan", "syndrom"),
        "name",
        0.8,
    )


def test_names_that_lead_nowhere_are_not_given(corpus_names, others):
    assert others(corpus_names("Gout"), "MFS") == {}


def test_brands_and_ingredients_are_names_of_one_another(corpus_names, others):
    names = corpus_names("Acetaminophen", text="Take Tylenol or Percocet, with oxycodone.")
    assert others(names, "tylenol dose") == {"tylenol": ["acetaminophen"]}
    assert "Tylenol" in others(names, "acetaminophen dose")["acetaminophen"]
    assert "Tylenol" not in others(names, "percocet").get("percocet", [])  # one of its two parts


def test_what_a_brand_is_made_of_is_known_without_an_article_on_it(corpus_names, others):
    names = corpus_names("Gout", text="water")
    assert names.ingredients(["Norvasc"]) == ("amlodipine",)
    assert (
        names.ingredients(["norvasc", "dose"]) == names.ingredients(["gout"]) == names.ingredients([]) == ()
    )
    assert others(names, "norvasc dose") == {}


@pytest.mark.parametrize(
    "word", ["disease", "syndrome", "disorder", "deficiency", "infections", "genetic disease"]
)
def test_a_generic_word_is_no_name(corpus_names, others, word):
    assert others(corpus_names(*DISEASES, text=word), word) == {}


@pytest.mark.parametrize("query", ["blood pressure meds", "meds", "Meds", "MED's"])
def test_an_abbreviation_has_just_the_letters_typed(corpus_names, others, query):
    names = corpus_names("Multiple epiphyseal dysplasia")
    assert others(names, "MED")
    assert others(names, query) == {}


def test_an_abbreviation_that_is_an_everyday_word_is_typed_in_capitals(corpus_names, others):
    names = corpus_names("Acute lymphoblastic leukemia")
    assert others(names, "ALL")
    assert others(names, "all") == others(names, "All symptoms") == {}


def test_an_abbreviation_of_two_letters_is_typed_in_capitals(corpus_names, others):
    names = corpus_names("Multiple sclerosis")
    assert others(names, "MS") and not others(names, "ms")


def test_an_abbreviation_in_small_letters_is_one_in_a_short_query_only(corpus_names, others):
    names = corpus_names("Marfan syndrome")
    assert others(names, "mfs symptoms")
    assert others(names, "what can be done about mfs at my age") == {}


def test_an_abbreviation_with_many_meanings_is_worth_less(corpus_names):
    names = corpus_names("Friedreich ataxia", "Marfan syndrome")
    share = {text: names.find([text])[0].names[0].share for text in ("FA", "MFS")}
    assert 0 < share["FA"] < share["MFS"] == 0.8


def test_an_abbreviation_that_is_an_everyday_word_is_no_other_name(corpus_names, others):
    names = corpus_names("Acute lymphoblastic leukemia", text="all of us")
    assert "ALL" not in others(names, "acute lymphoblastic leukemia").get("acute lymphoblastic leukemia", [])


def test_words_that_are_a_title_are_no_name_and_have_none_within(corpus_names, others):
    names = corpus_names("Marfan syndrome", "Herpes zoster", text="MFS shingles zoster")
    assert others(names, "living with marfan syndrome")
    assert others(names, "living with marfan syndrome", lambda words: words == ("marfan", "syndrom")) == {}
    assert (
        others(names, "living with marfan syndrome", lambda words: "live" in words and len(words) == 3) == {}
    )
    assert others(names, "living with marfan syndrome", lambda words: words == ("live",))


def test_hurtful_names_match_and_are_marked(corpus_names):
    names = corpus_names("Angelman syndrome", "The happy puppet syndrome")
    (match,) = names.find(["happy", "puppet", "syndrome"])
    assert match.names[0].text == "Angelman syndrome" and not match.names[0].outdated
    (match,) = names.find(["angelman", "syndrome"])
    assert {name.outdated for name in match.names if "happy puppet" in name.text.lower()} == {True}


@pytest.mark.parametrize(
    ("query", "never"),
    [
        ("steroid", "corticosteroid"),
        ("belly", "abdominal"),
        ("anus disorder", "solitary anal ulcer"),
        ("ring chromosome 2", "rose cluster 2"),
        ("Monistat Care", "benzocaine"),
        ("HCC", "hepatocellular carcinoma"),
        ("sickle cell anemia", "hemoglobin SC disease"),
    ],
)
def test_what_the_lists_say_and_misleads_is_left_out(corpus_names, others, query, never):
    names = corpus_names(never, query, text=f"{query} {never}")
    assert not [
        text for texts in others(names, query).values() for text in texts if text.lower() == never.lower()
    ]


@pytest.mark.parametrize(
    "query", ["", "  ", "...", "of the", "\x00", "ſ", "\ud800", "a" * 5000, "zoster " * 300]
)
def test_any_words_get_an_answer(corpus_names, query):
    names = corpus_names(*DISEASES, text="zoster shingles")
    assert isinstance(names.find(query.split()), tuple)
    assert isinstance(names.find([query]), tuple)


def test_a_span_ends_where_typed_words_end(corpus_names):
    names = corpus_names("Herpes zoster", text="shingles")
    assert names.find(["herpes-zoster"])[0].names and names.find(["non-zoster"]) == ()


def test_no_names_where_nothing_leads_anywhere(tmp_path):
    save_names(tmp_path, [], set())
    assert NameTable.load(tmp_path / "none").find(["tylenol"]) == ()
    assert NameTable.load(tmp_path).find(["tylenol"]) == NameTable().find(["tylenol"]) == ()


def test_the_same_corpus_gives_the_same_bytes_in_any_order(tmp_path):
    titles = [("marfan", "syndrom"), ("gout",), ("herpe", "zoster")]
    found = []
    for name, given in (("one", titles), ("other", titles[::-1])):
        (tmp_path / name).mkdir()
        save_names(tmp_path / name, given, {"marfan", "syndrom", "gout", "herpe", "zoster", "shingl"})
        found.append((tmp_path / name / FILE).read_bytes())
    assert found[0] == found[1] and b"Marfan syndrome" in found[0]


def test_the_file_stays_until_titles_or_words_of_names_change(tmp_path):
    def inode(titles, tokens):
        save_names(tmp_path, titles, tokens)
        return (tmp_path / FILE).stat().st_ino

    title, tokens = ("marfan", "syndrom"), {"marfan", "syndrom"}
    first = inode([title], tokens)
    assert inode([title, title], tokens | {"nosuchword"}) == first
    shared = tmp_path / "earlier"
    shared.hardlink_to(tmp_path / FILE)
    before = shared.read_bytes()
    assert inode([title], tokens | {"zoster"}) != first
    assert inode([title, ("herpe", "zoster")], tokens | {"herpe", "zoster", "shingl"}) != first
    assert shared.read_bytes() == before  # an earlier generation keeps its own
