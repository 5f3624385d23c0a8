"""Answers of a whole search, with every engine: clear questions get one, others none."""

import pytest

from indexer.engines import ENGINES
from indexer.reindex import reindex
from indexer.search.searcher import Searcher

FILLER = " ".join(
    f"The clinic keeps notes of what has helped its people in {year}. " for year in range(2010, 2018)
)
PAGES = {
    "gout.html": (
        "Gout",
        {
            "Symptoms": "The signs vary from person to person. The joint is red, hot and swollen. " + FILLER,
            "Treatment": "Rest the joint. Do not take aspirin. Take 2 tablets of the drug a day. " + FILLER,
            "Prevention": "See also: - Gout Society - Gout Foundation - Arthritis Institute",
        },
    ),
    "children.html": ("Joints of children", {"Care": "Children with gout see a clinic. " + FILLER * 2}),
    "attack.html": ("Myocardial infarction", {"Symptoms": "A pain in the chest <b>that</b> stays. " * 12}),
}


@pytest.fixture(scope="module", params=ENGINES)
def searcher(request, page, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name, (title, parts) in PAGES.items():
        intro = f"{title} is an illness that this page is about. {FILLER}"
        (folder / name).write_text(page(title, intro, f"https://health.example/{name}", **parts))
    data = tmp_path_factory.mktemp("data")
    reindex([folder], data, engine=request.param)
    opened = Searcher.open(data)
    yield opened
    opened.close()


def told(answer):
    return " ".join(one.text for block in answer.blocks for one in block.texts)


def test_a_subject_and_an_intent_get_the_section_of_that_kind(searcher):
    answer = searcher.search("gout treatment").answer
    assert (answer.article.title, answer.section.kind) == ("Gout", "treatment")
    assert told(answer).startswith("Rest the joint. Do not take aspirin. Take 2 tablets of the drug a day.")
    assert 60 <= answer.words <= 120 and len(told(answer).split()) == answer.words
    assert answer.article.url == "https://health.example/gout.html"


def test_a_bare_subject_gets_the_beginning_of_its_article(searcher):
    answer = searcher.search("gout").answer
    assert answer.section.kind == "overview" and told(answer).startswith("Gout is an illness")


def test_what_says_nothing_is_left_out(searcher):
    answer = searcher.search("what are the symptoms of gout").answer
    assert told(answer).startswith("The joint is red, hot and swollen.")


@pytest.mark.parametrize(
    "query",
    [
        "gout prevention",  # a list of links
        "gout prognosis",  # no such section
        "gout treatment cost",  # not all of it is in the title
        "gout -children",
        '"gout" treatment',
        "title:gout",
        "treatment",
        "quokka",
        "",
    ],
)
def test_what_is_in_doubt_gets_none(searcher, query):
    assert searcher.search(query).answer is None


def test_only_the_first_page_has_an_answer(searcher):
    assert searcher.search("gout treatment", size=1).answer
    assert searcher.search("gout treatment", page=2, size=1).answer is None


def test_a_section_that_is_a_list_of_links_comes_last_in_its_article(searcher):
    hit = next(hit for hit in searcher.search("gout society").articles if hit.title == "Gout")
    assert hit.sections[-1].kind == "prevention" or all(one.kind != "prevention" for one in hit.sections)
    assert hit.sections[-1].snippet_blocks
