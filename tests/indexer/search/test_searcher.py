"""A reader's text in, a page of articles out, over the sample corpus."""

import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.kinds import KINDS
from indexer import limits
from indexer.errors import IndexDamaged, IndexMissing, IndexStale, QueryError
from indexer.search.searcher import Searcher


@pytest.fixture(scope="module")
def searcher(sample_data):
    opened = Searcher.open(sample_data)
    yield opened
    opened.close()


@pytest.fixture
def copied(sample_data, tmp_path):
    """A copy of the sample index that may be damaged."""
    shutil.copytree(sample_data, tmp_path / "data")
    return tmp_path / "data"


def sections(results):
    return [section for hit in results.articles for section in hit.sections]


def test_immunoglobulin_therapy_finds_the_treatment_of_multifocal_motor_neuropathy(searcher):
    results = searcher.search("immunoglobulin therapy")
    hit = next(hit for hit in results.articles if hit.title.startswith("Multifocal Motor Neuropathy"))
    treatment = next(section for section in hit.sections if section.kind == "treatment")
    assert re.search("<mark>[^<]*immunoglobulin", treatment.snippet_html, re.IGNORECASE)
    assert treatment.anchor in {section.anchor for section in searcher.article(hit.id).sections}


def test_every_hit_is_a_section_of_its_article_as_it_was_read(searcher):
    for hit in searcher.search("treatment").articles:
        article = searcher.article(hit.id)
        assert (article.title, article.url, article.source) == (hit.title, hit.url, hit.source)
        known = {section.id: section for section in article.sections}
        for found in hit.sections:
            section = known[found.id]
            assert (section.heading, section.path, section.kind, section.anchor) == (
                *(found.heading, found.path, found.kind, found.anchor),
            )
        assert len(hit.sections) <= limits.SECTIONS_PER_ARTICLE <= max(hit.total_sections, 3)


def test_a_snippet_holds_no_tag_but_mark(searcher):
    for section in sections(searcher.search("blood pressure treatment", size=50)):
        assert "<" not in re.sub("</?mark>", "", section.snippet_html)


@pytest.mark.parametrize("text", ["blood pressure", "treatment", "nerve pain weakness in:treatment"])
def test_turning_pages_shows_every_article_once(searcher, text):
    whole = [hit.id for hit in searcher.search(text, size=100).articles]
    first = searcher.search(text, size=3)
    pages = [searcher.search(text, number, size=3) for number in range(1, first.pages + 1)]
    assert [hit.id for page in pages for hit in page.articles] == whole
    assert len(whole) == len(set(whole)) >= first.total_articles > 0
    beyond = searcher.search(text, first.pages + 1, size=3)
    assert beyond.articles == () and beyond.total_articles == first.total_articles


def test_what_has_half_of_the_words_weight_counts_and_the_rest_can_still_be_paged_through(searcher):
    both = searcher.search('"blood pressure" treatment', size=100)
    either = searcher.search("blood (pressure OR treatment)", size=100)
    found = searcher.search("blood pressure treatment", size=100)
    assert both.total_articles <= found.total_articles < len(found.articles)
    assert sum(found.facets["kind"].values()) == found.total_sections
    assert {hit.id for hit in either.articles} <= {hit.id for hit in found.articles}


@pytest.mark.parametrize("page", [0, -1, 101, 99_999_999])
def test_a_page_that_cannot_be_is_a_sentence(searcher, page):
    with pytest.raises(QueryError, match=r"page|Page"):
        searcher.search("blood", page)


@pytest.mark.parametrize("kind", ["nonsense", "", "Treatment ", "../x"])
def test_an_unknown_kind_is_a_sentence_that_names_the_kinds(searcher, kind):
    with pytest.raises(QueryError, match=f"the kinds are: {KINDS[0]}"):
        searcher.search("blood", kinds=[kind])


def test_an_unknown_source_finds_nothing(searcher):
    assert searcher.search("blood", sources=["Nowhere"]).total_articles == 0
    assert searcher.search("blood source:Nowhere").total_articles == 0


@pytest.mark.parametrize(
    "text", ["", "   ", "the of and", "((((", "*", "AND", "()", "\u202e\u200f", "\x00", "🩺🩺", "-"]
)
def test_a_text_without_anything_to_search_finds_nothing_and_is_no_error(searcher, text):
    results = searcher.search(text)
    assert (results.articles, results.total_articles, results.pages) == ((), 0, 0)


@pytest.mark.parametrize("text", ["x" * 10_000, "(" * 200 + "a" + ")" * 200, "a " * 1_400])
def test_a_text_over_a_limit_is_a_sentence(searcher, text):
    with pytest.raises(QueryError, match=r"\."):
        searcher.search(text)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                [
                    *'()"*-:',
                    " ",
                    "NOT ",
                    " OR ",
                    " AND ",
                    "in:",
                    "title:",
                    "nerve",
                    "imm*",
                    "blood",
                    "source:",
                    "the",
                ]
            ),
            max_size=25,
        ).map("".join),
    )
)
def test_any_text_is_answered_or_refused_in_words(searcher, text):
    try:
        results = searcher.search(text)
    except QueryError as error:
        assert str(error)[-1] in ".!?"
    else:
        assert len(results.articles) <= limits.PAGE_SIZE
        assert bool(results.total_sections) == bool(sections(results)) == bool(results.pages)


def test_a_kind_or_source_alone_lists_its_sections(searcher):
    results = searcher.search("", kinds=["treatment"])
    assert results.total_sections == searcher.kind_counts()["treatment"] > 0
    assert {section.kind for section in sections(results)} == {"treatment"}
    source = results.articles[0].source
    listed = searcher.search("", sources=[source.upper()])
    assert listed.articles and {hit.source for hit in listed.articles} == {source}


def test_a_filter_beside_the_words_and_one_among_them_find_the_same(searcher):
    beside, among = searcher.search("blood", kinds=["treatment"]), searcher.search("blood in:treatment")
    assert [hit.id for hit in beside.articles] == [hit.id for hit in among.articles]
    assert {section.kind for section in sections(beside)} == {"treatment"}


def test_counts_beside_a_filter_tell_what_another_choice_would_find(searcher):
    plain = searcher.search("blood")
    for kind in plain.facets["kind"]:
        filtered = searcher.search("blood", kinds=[kind])
        assert filtered.total_sections == plain.facets["kind"][kind]
        assert filtered.facets["kind"] == plain.facets["kind"]


def test_kind_counts_stand_in_the_order_of_the_kinds(searcher):
    found = searcher.kind_counts()
    assert list(found) == [kind for kind in KINDS if kind in found]
    assert sum(found.values()) == searcher.describe().sections and all(found.values())


def test_the_newest_articles_come_newest_first(searcher):
    dates = [article.reviewed or article.published for article in searcher.newest(20)]
    known = [date for date in dates if date]
    assert known and known == sorted(known, reverse=True)


def test_marking_a_text_escapes_it_first(searcher):
    marked = searcher.highlight("<b>Nerves</b> & nerve", "nerve")
    assert marked == "&lt;b&gt;<mark>Nerves</mark>&lt;/b&gt; &amp; <mark>nerve</mark>"
    assert searcher.highlight("<i>", "(" * 50) == searcher.highlight("<i>", "") == "&lt;i&gt;"


def test_eight_threads_get_the_answers_that_one_gets(searcher):
    texts = ["blood pressure", "immunoglobulin", "nerve pain", "asthma in:treatment", "hep*"] * 6
    expected = [sections(searcher.search(text)) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: sections(searcher.search(text)), texts)) == expected


def test_without_an_index_the_message_says_how_to_make_one(tmp_path):
    with pytest.raises(IndexMissing, match="Run `healthsearch reindex"):
        Searcher.open(tmp_path / "nowhere")


def test_a_tampered_index_is_refused_before_anything_in_it_is_opened(copied, tmp_path):
    """Whoosh unpickles its table of contents: this one would make a file."""
    (toc,) = (copied / "generations" / "000001").glob("*.toc")
    toc.write_bytes(f"cos\nsystem\n(S'touch {tmp_path}/executed'\ntR.".encode())
    with pytest.raises(IndexDamaged, match=f"{toc.name} is damaged"):
        Searcher.open(copied)
    assert not (tmp_path / "executed").exists()


def test_an_index_of_another_version_or_engine_is_stale(copied):
    with pytest.raises(IndexStale, match="built with the engine 'whoosh', not 'tantivy'"):
        Searcher.open(copied, "tantivy")
    manifest = copied / "generations" / "000001" / "manifest.json"
    manifest.write_text(
        json.dumps(json.loads(manifest.read_text()) | {"fingerprint": "older", "sha256": None})
    )
    with pytest.raises(IndexStale, match="reindex"):
        Searcher.open(copied)


def test_a_new_generation_that_is_damaged_leaves_the_former_one_answering(copied):
    searcher = Searcher.open(copied)
    before = searcher.search("treatment").articles
    newer = copied / "generations" / "000002"
    shutil.copytree(copied / "generations" / "000001", newer)
    (newer / "words.tsv").write_text("damaged")
    (copied / "CURRENT").write_text("2\n")
    assert searcher.search("treatment").articles == before
    assert searcher.generation == 1
    assert "words.tsv is damaged" in searcher.problem
    searcher.close()
