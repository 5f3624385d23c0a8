"""Golden queries on real indexes: the sample corpus, and the same with pages changed."""

import shutil

import pytest

from corpus.sources.scan import SAMPLE
from indexer.golden.golden_file import SAMPLE_GOLDEN, load_golden
from indexer.golden.golden_queries import GoldenQuery, check_golden, golden_changes
from indexer.reindex import reindex
from indexer.search.searcher import Searcher

MMN = "Multifocal Motor Neuropathy: A Comprehensive Overview"
MMN_URL = "https://harbournotes.example.com/blog/multifocal-motor-neuropathy/"


@pytest.fixture(scope="module")
def sample(sample_data):
    searcher = Searcher.open(sample_data)
    yield searcher
    searcher.close()


@pytest.fixture(scope="module")
def without_treatment(tmp_path_factory):
    """The sample corpus after an editor took the treatment out of one article."""
    folder = tmp_path_factory.mktemp("edited")
    pages = shutil.copytree(SAMPLE, folder / "articles")
    page = pages / "harbour-notes" / "multifocal-motor-neuropathy.html"
    html = page.read_text(encoding="utf-8")
    start, end = html.index('<h2 id="treatment">'), html.index('<h2 id="side-effects-of-treatment">')
    page.write_text(html[:start] + html[end:], encoding="utf-8")
    reindex([pages], folder / "data")
    searcher = Searcher.open(folder / "data")
    yield searcher
    searcher.close()


def asked(searcher, query, must_have=(), must_not_have=(), within=10):
    """How one golden query fares."""
    (result,) = check_golden(searcher, [GoldenQuery(2, query, must_have, must_not_have, within)]).results
    return result


def test_the_golden_queries_of_the_sample_corpus_pass(sample):
    report = check_golden(sample, load_golden(SAMPLE_GOLDEN))
    assert [(result.golden.query, result.reasons, result.notes) for result in report.failed] == []


@pytest.mark.parametrize(
    "name",
    [
        MMN,
        "multifocal motor neuropathy",
        "Multifocal  Motor Neuropathy # treatment",
        MMN_URL,
        MMN_URL.rstrip("/"),
        f"{MMN_URL}#treatment",
        f"{MMN_URL} # Treatment",
    ],
)
def test_an_article_is_named_by_title_subject_or_address_and_a_section_after_it(sample, name):
    assert asked(sample, "how is multifocal motor neuropathy treated", (name,), within=1).passed


def test_an_article_is_named_by_its_id(sample):
    (article,) = [a for a in sample.newest(1000) if a.title == MMN]
    assert asked(sample, "MMN", (article.id,), within=1).passed
    assert asked(sample, "how is MMN treated", (f"{article.id} # Treatment",), within=3).passed


def test_quotes_dashes_and_accents_do_not_matter_in_names(sample):
    assert asked(sample, "crohn", ("Crohn's disease",)).passed
    assert asked(sample, "guillain", ("guillain barre syndrome".replace(" b", "-b"),)).passed


def test_an_article_too_far_down_is_reported_with_its_rank(sample):
    result = asked(sample, "hepatitis b", ("Hepatitis C",), within=1)
    (reason,) = result.reasons
    assert reason == f"“Hepatitis C” is at rank {place_of(sample, 'Hepatitis C')}, wanted within 1."
    assert result.shown[0].startswith("Hepatitis B")


def place_of(sample, title):
    titles = [article.title for article in sample.search("hepatitis b").articles]
    return titles.index(title) + 1


def test_a_section_counts_sections_and_an_article_counts_articles(sample):
    page = sample.search("hepatitis b")
    third = f"Hepatitis B # {page.articles[0].sections[2].heading}"
    assert asked(sample, "hepatitis b", (third,), within=3).passed
    assert asked(sample, "hepatitis b", (third,), within=2).reasons == (
        f"“{third}” is at rank 3, wanted within 2.",
    )


def test_an_article_that_is_not_found_at_all_is_reported(sample):
    result = asked(sample, "kidney stones", ("Migraine",))
    assert result.reasons == ("“Migraine” is not among the first 100.",)


def test_a_section_that_is_not_shown_is_reported_with_those_that_are(sample):
    article = sample.search("kidney stones").articles[0]
    shown = [section.heading for section in article.sections]
    headings = [section.heading for section in sample.article(article.id).sections]
    other = next(heading for heading in headings if heading not in shown)
    (reason,) = asked(sample, "kidney stones", (f"Kidney stones # {other}",), within=1).reasons
    assert reason.startswith(f"“Kidney stones # {other}” is not shown: its article is at rank 1 with ")
    assert all(f"“{heading}”" in reason for heading in shown)


def test_what_must_not_be_there_fails_within_the_first_only(sample):
    assert asked(sample, "hepatitis b", (), ("Hepatitis C",), within=1).passed
    (reason,) = asked(sample, "hepatitis b", (), ("Hepatitis C",), within=5).reasons
    assert reason == f"“Hepatitis C” is at rank {place_of(sample, 'Hepatitis C')}, not wanted within 5."


def test_every_unmet_demand_is_reported(sample):
    result = asked(sample, "kidney stones", ("Migraine", "Kidney stones", "Asthma"))
    assert len(result.reasons) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Kidny stones", "No article is called “Kidny stones”; the nearest is “Kidney stones (renal"),
        ("Kidney stones # Proceedures", "has no section “Proceedures”; the nearest is “Procedures”."),
        ("https://nowhere.example/x", "No article has the address https://nowhere.example/x."),
        ("Qqqq", "No article is called “Qqqq”."),
    ],
)
def test_an_unknown_name_is_reported_with_the_nearest_known_one(sample, name, said):
    (reason,) = asked(sample, "kidney stones", (name,)).reasons
    assert said in reason
    kept_out = asked(sample, "kidney stones", (), (name,))
    assert kept_out.passed and said in kept_out.notes[0]


@pytest.mark.parametrize("query", ["((((((((((fever))))))))))", "*", '"', "NOT", "\x00", "title:", "\u202e"])
def test_a_query_that_is_rejected_fails_with_the_error_message(sample, query):
    result = asked(sample, query, ("Kidney stones",))
    assert not result.passed and all(reason.endswith(".") for reason in result.reasons)


def test_two_reports_tell_what_regressed_and_what_was_fixed(sample, without_treatment):
    golden = [
        GoldenQuery(2, "how is multifocal motor neuropathy treated", (f"{MMN} # Treatment",), (), 1),
        GoldenQuery(3, "how is multifocal motor neuropathy treated", (), (f"{MMN_URL}#treatment",), 1),
        GoldenQuery(4, "kidney stones", ("Kidney stones",), (), 1),
        GoldenQuery(5, "kidney stones", ("Migraine",), (), 1),
    ]
    before, after = check_golden(sample, golden), check_golden(without_treatment, golden)
    found = golden_changes(before, after)
    assert [result.golden.line for result in found.regressed] == [2]
    assert "has no section “Treatment”" in found.regressed[0].reasons[0]
    assert [result.golden.line for result in found.fixed] == [3]
    assert [result.golden.line for result in found.still_failing] == [5]
    back = golden_changes(after, before)
    assert [result.golden.line for result in back.fixed] == [2]
    assert [result.golden.line for result in back.regressed] == [3]


def test_a_query_that_moved_to_another_line_is_still_the_same(sample):
    before = check_golden(sample, [GoldenQuery(2, "kidney stones", ("Migraine",), (), 1)])
    after = check_golden(sample, [GoldenQuery(9, "kidney stones", ("Migraine",), (), 1)])
    assert len(golden_changes(before, after).still_failing) == 1
    assert golden_changes(before, after).regressed == ()
