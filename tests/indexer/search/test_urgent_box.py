"""The box of an urgent query: its wording, the section it leads to, and the results that stay below."""

import pytest

from indexer.errors import UrgentTableError
from indexer.reindex import reindex
from indexer.search.params import SearchParams
from indexer.search.searcher import Searcher
from indexer.urgent.urgent import UrgentOptions

TABLE = (
    "category\theart\tCall {number}\tCall {number} now, or {crisis}.\tHeart Attack; Chest Pain\turgent-help\n"
    "category\tlungs\tCall {number}\tAt once.\tNo Such Article\tsymptoms\n"
    "urgent\theart\tchest pain\n"
    "urgent\tlungs\tcannot breathe\n"
)


@pytest.fixture(params=["whoosh", "tantivy"])
def data(request, tmp_path, corpus_of, page):
    folder = corpus_of(
        {
            "a.html": page("Heart Attack", Symptoms="Pain.", When_to_call_a_doctor="Call at once."),
            "b.html": page("Heart Attack, Diabetes and Stroke in Old Age", Symptoms="Chest pain and more."),
            "c.html": page("Chest Pain", Symptoms="Chest pain is felt."),
        }
    )
    reindex([folder], tmp_path / "data", engine=request.param, workers=1)
    return tmp_path / "data"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "ours.tsv"
    path.write_text(TABLE)
    return path


@pytest.fixture
def opened(data):
    """Opens searchers with these options, and closes them."""
    found = []

    def call(**options):
        found.append(Searcher.open(data, urgent=UrgentOptions(**options)))
        return found[-1]

    yield call
    for searcher in found:
        searcher.close()


def test_the_box_leads_to_the_section_that_helps_and_the_results_stay(opened, table):
    page = opened(table=table).search("chest pain")
    link = page.urgent.link
    assert (link.title, link.kind) == ("Heart Attack", "urgent-help")
    assert page.articles and page.total_articles
    article = opened(table=table).article(link.article_id)
    assert link.anchor in [section.anchor for section in article.sections]


def test_a_site_without_a_number_claims_none(opened, table):
    urgent = opened(table=table).search("chest pain").urgent
    assert urgent.title == "Call your local emergency number"
    assert urgent.text == "Call your local emergency number now, or a crisis line in your country."
    assert (urgent.number, urgent.crisis_line) == (None, None)


def test_the_numbers_of_the_options_are_in_the_wording(opened, table):
    options = {"table": table, "emergency_number": "112", "crisis_line": "Helpline 116 123"}
    urgent = opened(**options).search("chest pain").urgent
    assert (urgent.title, urgent.text) == ("Call 112", "Call 112 now, or Helpline 116 123.")
    assert (urgent.number, urgent.crisis_line) == ("112", "Helpline 116 123")


def test_an_ordinary_query_has_no_box(opened):
    searcher = opened()
    assert searcher.search("old age").urgent is None
    assert searcher.search("chest pain causes").urgent is None
    assert searcher.results(SearchParams(filters={"kind": ("symptoms",)})).urgent is None


def test_an_article_that_the_corpus_does_not_have_leaves_the_box_without_a_link(opened, table):
    urgent = opened(table=table).search("cannot breathe").urgent
    assert urgent.category == "lungs" and urgent.link is None


def test_words_that_find_nothing_have_their_box(opened):
    page = opened().search("cant breathe zzqx")
    assert page.urgent.category == "breathing"
    assert opened().search("i want to die").urgent.category == "self-harm"


def test_filters_change_neither_the_box_nor_its_link(opened, table):
    searcher = opened(table=table)
    narrowed = searcher.search("chest pain", kinds=("treatment",))
    assert not narrowed.articles and narrowed.urgent == searcher.search("chest pain").urgent


def test_a_table_that_is_broken_later_leaves_the_last_good_one_in_force(opened, table):
    searcher = opened(table=table)
    table.write_text(TABLE + "urgent\tnobody\tcough\n")
    assert searcher.search("chest pain").urgent
    assert "ours.tsv, line 5: " in searcher.urgent_problem
    table.write_text(TABLE.replace("chest pain", "zork ache"))
    assert searcher.search("zork ache").urgent and not searcher.search("chest pain").urgent
    assert searcher.urgent_problem is None


def test_a_searcher_that_starts_with_a_broken_table_says_so(opened, table):
    table.write_text("nonsense\n")
    with pytest.raises(UrgentTableError, match=r"ours\.tsv, line 1: "):
        opened(table=table)
