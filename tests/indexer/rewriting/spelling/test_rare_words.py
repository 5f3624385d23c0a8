"""Words that an article has and that are misspelled all the same; right words in a wrong place."""

import pytest

from corpus import read_article
from indexer.documents.sections import indexed_sections
from indexer.engines import open_engine
from indexer.engines.base import SearchRequest
from indexer.query.parser import parse
from indexer.rewriting.spelling.corrections import correct

#: Sections with the frequent words: more than forty times as many as there are with a misspelling.
SECTIONS = 50

FREQUENT = """
Symptoms of migraine, bronchitis, asthma, a heart attack, prostate cancer or Lyme disease. Acid reflux and
chest pain. The urinary tract.
"""
RARE = """
The symtoms, a migrane and bronkitis were noted, as was larva migrans. Lime juice, and a track. The struma
was large. Bedbugs bite. An earache, and aches in the ear. Ataxia and MTHFR. A bed, and bugs. The lymphnodes,
that is the lymph nodes, swelled. Fine heads; an ache.
"""


@pytest.fixture(scope="module")
def corrections(page, tmp_path_factory):
    """The corrections of a query in a corpus where some words are rare, and a list knows some."""
    articles = [page(f"Article {number}", intro=FREQUENT) for number in range(SECTIONS)]
    articles.append(page("Rare words", intro=RARE))
    folder = tmp_path_factory.mktemp("rare") / "index"
    with open_engine("whoosh", folder).builder() as builder:
        for number, html in enumerate(articles):
            article = read_article(html.encode(), url=f"https://health.example/{number}")
            for section in indexed_sections(article):
                builder.add(section)
    engine = open_engine("whoosh", folder).open()

    def occurs(phrase):
        return engine.search(SearchRequest(phrase)).total_sections > 0

    def read(text, *known):
        return correct(parse(text).words, engine.lexicon(), lambda word: word in known, occurs)

    yield read
    engine.close()


LISTED = ("symptoms", "migraine", "bronchitis", "asthma", "heart", "prostate", "lyme", "pain")


@pytest.mark.parametrize(
    ("typed", "meant"), [("symtoms", "symptoms"), ("migrane", "migraine"), ("bronkitis", "bronchitis")]
)
def test_a_rare_word_beside_a_far_more_frequent_one_is_a_misspelling(corrections, typed, meant):
    (found,) = corrections(typed, *LISTED)
    assert (found.after, found.confident) == (meant, True)


@pytest.mark.parametrize(
    "right", ["migrans", "ataxia", "mthfr", "struma", "earache", "ache", "fine", "juice"]
)
def test_a_rare_word_without_such_a_neighbour_is_left_alone(corrections, right):
    assert corrections(right, *LISTED) == ()


def test_rare_words_of_a_long_query_are_left_alone(corrections):
    assert corrections("doctor noted symtoms ataxia earache struma track", *LISTED) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hart attack", "heart"),
        ("prostrate cancer", "prostate"),
        ("chest pane", "pain"),
        ("lime disease", "Lyme"),
        ("urinary track", "tract"),
    ],
)
def test_an_english_word_is_corrected_where_the_corpus_has_the_other_beside_its_neighbour(
    corrections, typed, meant
):
    (found,) = corrections(typed, *LISTED)
    assert (found.after, found.confident) == (meant, True)
    assert found.before in typed.split()


@pytest.mark.parametrize("right", ["hart", "lime juice", "track", "lime", "pane of glass", "prostrate"])
def test_the_same_word_alone_or_elsewhere_is_left_alone(corrections, right):
    assert not any(found.confident for found in corrections(right, *LISTED))


def test_two_words_that_the_corpus_only_has_as_one_are_joined(corrections):
    (found,) = corrections("bed bugs")
    assert (found.before, found.after.lower(), found.confident) == ("bed bugs", "bedbugs", True)


def test_a_rare_slip_that_ran_words_together_is_split(corrections):
    (found,) = corrections("swollen lymphnodes")
    assert (found.before, found.after, found.confident) == ("lymphnodes", "lymph nodes", True)


def test_a_plural_in_brackets_is_no_word_of_its_own(corrections):
    assert corrections("heart(s) attack", *LISTED) == ()
