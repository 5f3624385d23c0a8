"""`healthsearch migrate`."""

import json
import shutil
import sys

import pytest

from indexer.engines import ENGINES
from indexer.search.searcher import Searcher

pytest.importorskip("tantivy")


@pytest.fixture
def data(sample_data, tmp_path):
    """A copy of the sample index, built with Whoosh."""
    shutil.copytree(sample_data, tmp_path / "data")
    return tmp_path / "data"


def status(run, data):
    return json.loads(run("status", "--data", data, "--json").stdout)


def first_articles(searcher):
    queries = ("immunoglobulin therapy", "type 2 diabetes", "signs of a stroke", "celiac disease")
    return [[hit.id for hit in searcher.search(query).articles] for query in queries]


def unchanged(run, data):
    assert (status(run, data)["generation"], status(run, data)["engine"]) == (1, "whoosh")


def test_a_migration_there_and_back_gives_the_same_results(run, data):
    running = Searcher.open(data)
    before = first_articles(running)
    for number, (engine, other) in enumerate((ENGINES[::-1], ENGINES), start=2):
        output = run("migrate", engine, "--data", data).stdout
        assert f"Generation {number} is live, built with {engine}" in output
        assert status(run, data)["engine"] == engine != other
        assert running.describe().engine == engine
        assert first_articles(running) == before


def test_the_json_document_is_as_documented(run, data):
    document = json.loads(run("migrate", "tantivy", "--data", data, "--json").stdout)
    compared = document.pop("comparison")
    assert set(document.pop("seconds")) == {"index", "compare"}
    assert document == {
        "engine": "tantivy",
        "before": "whoosh",
        "generation": 2,
        "published": True,
        "refused": [],
    }
    assert set(compared.pop("ms")) == set(ENGINES)
    assert compared.pop("golden") == {"regressed": [], "mended": [], "still_failing": []}
    queries = compared.pop("queries")
    assert queries > 200  # those drawn, and the golden ones
    assert compared.pop("overlap@10") > 0.99 and isinstance(compared.pop("differing"), list)
    assert compared == {"compared": queries, "same_top": queries, "same_totals": queries}


def test_a_later_reindex_keeps_the_engine_even_if_the_index_is_damaged(run, page, data):
    corpus = page("gout.html")
    data = data.with_name("own")
    run("reindex", corpus, "--data", data)
    run("migrate", "tantivy", "--data", data)
    page("gout.html", text="Sleep.")
    assert json.loads(run("reindex", corpus, "--data", data, "--json").stdout)["engine"] == "tantivy"
    (data / "generations" / "000003" / "manifest.json").write_text("damaged")
    assert json.loads(run("reindex", corpus, "--data", data, "--json").stdout)["engine"] == "tantivy"


def test_a_rollback_restores_the_former_engine_for_later_reindexes(run, page, data):
    corpus = page("gout.html")
    data = data.with_name("own")
    run("reindex", corpus, "--data", data)
    run("migrate", "tantivy", "--data", data)
    run("rollback", "--data", data)
    assert status(run, data)["engine"] == "whoosh"
    page("gout.html", text="Sleep.")
    assert json.loads(run("reindex", corpus, "--data", data, "--json").stdout)["engine"] == "whoosh"


def test_migrating_to_the_live_engine_does_nothing(run, data):
    assert run("migrate", "whoosh", "--data", data).stdout == (
        "Generation 1 is live and built with whoosh already.\n"
    )
    assert status(run, data)["generations"] == [1]


@pytest.fixture
def newer_library(run, page, tmp_path):
    """A data folder whose library is newer than the live index: it has one article more."""
    corpus, data = page("gout.html"), tmp_path / "data"
    run("reindex", corpus, "--data", data)
    page("fever.html", title="Fever")
    run("reindex", corpus, "--data", data)
    run("rollback", "--data", data)
    return data


def test_a_migration_does_not_publish_what_was_rolled_back(run, newer_library):
    output = run("migrate", "tantivy", "--data", newer_library, code=3).stdout
    assert "refused: Generation 1 stays live" in output and "--force" in output
    unchanged(run, newer_library)


def test_an_index_with_other_results_is_kept_unpublished_and_the_differences_shown(run, newer_library):
    run("rollback", "--release", "--data", newer_library)
    output = run("migrate", "tantivy", "--data", newer_library, code=3).stdout
    assert "differs: “Fever”: “Fever” comes first, not nothing; 1 articles and 2 sections match" in output
    assert "refused: 1 articles of the library differ from the live index" in output
    assert "refused: The first article is the same for" in output
    assert "refused: The totals and counts are the same for" in output
    assert "is kept unpublished" in output and "the live index stays live" in output
    unchanged(run, newer_library)
    document = json.loads(run("migrate", "tantivy", "--data", newer_library, "--json", code=3).stdout)
    assert not document["published"] and len(document["refused"]) == 3
    assert "Fever" in [one["query"] for one in document["comparison"]["differing"]]


def test_a_golden_query_that_fails_in_the_new_index_refuses_the_migration(run, newer_library):
    run("rollback", "--release", "--data", newer_library)
    (newer_library / "golden.csv").write_text("query,must_not_have,within\nrest,Fever,3\n")
    output = run("migrate", "tantivy", "--data", newer_library, code=3).stdout
    assert "refused: 1 golden queries passed before and fail now. “rest”:" in output
    unchanged(run, newer_library)


def test_force_switches_in_spite_of_differences_and_shows_them(run, newer_library):
    output = run("migrate", "tantivy", "--data", newer_library, "--force").stdout
    assert "differs: “Fever”" in output and "is live, built with tantivy" in output
    assert status(run, newer_library)["engine"] == "tantivy"


@pytest.mark.parametrize("text", ["gout\n\n pain \ngout\n", "id\tquery\n1\tgout\n2\tpain\n3\n"])
def test_queries_of_your_own_are_read_one_a_line_or_from_a_column(run, page, tmp_path, text):
    data = tmp_path / "data"
    run("reindex", page("gout.html"), "--data", data)
    (data / "golden.csv").write_text("query,must_have\ngout,Gout\n")
    (tmp_path / "own.tsv").write_text(text)
    arguments = ("migrate", "tantivy", "--data", data, "--queries", tmp_path / "own.tsv", "--json")
    assert json.loads(run(*arguments).stdout)["comparison"]["queries"] == 2


def test_golden_queries_of_the_sample_corpus_are_not_run_on_another_corpus(run, page, tmp_path):
    data = tmp_path / "data"
    run("reindex", page("gout.html"), "--data", data)
    compared = json.loads(run("migrate", "tantivy", "--data", data, "--json").stdout)["comparison"]
    assert compared["golden"] == {"regressed": [], "mended": [], "still_failing": []}
    assert compared["queries"] < 20  # titles and headings of one article


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "has no query. Write one a line"),
        (b"id\tquery\n", "has no query"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"\n".join(b"%d" % number for number in range(5_001)), "has 5,001 queries"),
        (b"x" * 5_000_001, "5,000,001 bytes"),
    ],
)
def test_an_unusable_file_of_queries_is_rejected_before_any_work(run, data, tmp_path, content, message):
    (tmp_path / "own.txt").write_bytes(content)
    result = run("migrate", "tantivy", "--data", data, "--queries", tmp_path / "own.txt", code=1)
    assert message in result.stderr and result.stderr.count("\n") == 1
    unchanged(run, data)


def test_queries_over_a_limit_are_no_difference(run, data, tmp_path):
    (tmp_path / "own.txt").write_text("x" * 10_000 + "\n" + "(" * 100 + "\n\0\n*\n-gout\n")
    run("migrate", "tantivy", "--data", data, "--queries", tmp_path / "own.txt")


def test_an_unknown_engine_is_wrong_usage_and_the_known_ones_are_listed(run, data):
    output = run("migrate", "lucene", "--data", data, code=2).stderr
    assert "'lucene' is not one of 'whoosh', 'tantivy'" in output


def test_without_the_extra_the_error_message_says_how_to_install_it(run, data, monkeypatch):
    monkeypatch.setitem(sys.modules, "tantivy", None)
    output = run("migrate", "tantivy", "--data", data, code=1).stderr
    assert "'tantivy' is not installed. Run `pip install -e '.[tantivy]'` in a checkout" in output
    unchanged(run, data)


def test_without_an_index_or_a_library_the_error_message_says_what_to_run(run, data, tmp_path):
    output = run("migrate", "tantivy", "--data", tmp_path / "none", code=1).stderr
    assert "Run `healthsearch reindex --data" in output and not (tmp_path / "none").exists()
    (data / "library.sqlite").unlink()
    output = run("migrate", "tantivy", "--data", data, code=1).stderr
    assert "Run `healthsearch reindex CORPUS --data" in output and "--engine tantivy" in output
    assert not (data / "library.sqlite").exists()


def test_a_damaged_index_is_not_migrated(run, data):
    (data / "generations" / "000001" / "words.tsv").write_text("x")
    output = run("migrate", "tantivy", "--data", data, code=1).stderr
    assert "words.tsv is damaged" in output and "healthsearch reindex" in output


def test_searching_with_the_former_engine_is_an_error_message(run, data):
    run("migrate", "tantivy", "--data", data)
    output = run("search", "gout", "--engine", "whoosh", "--data", data, code=1).stderr
    assert "built with the engine 'tantivy', not 'whoosh'. Run `healthsearch" in output
