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


def test_the_other_engine_takes_over_and_gives_the_same_there_and_back(run, data):
    running = Searcher.open(data)
    before = first_articles(running)
    for number, (engine, other) in enumerate((ENGINES[::-1], ENGINES), start=2):
        said = run("migrate", engine, "--data", data).stdout
        assert f"Generation {number} is live, built with {engine}" in said
        assert status(run, data)["engine"] == engine != other
        assert running.describe().engine == engine
        assert first_articles(running) == before


def test_its_json_document_is_the_one_that_scripts_rely_on(run, data):
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


def test_a_reindex_afterwards_keeps_the_engine_also_when_nothing_of_the_index_can_be_used(run, page, data):
    corpus = page("gout.html")
    data = data.with_name("own")
    run("reindex", corpus, "--data", data)
    run("migrate", "tantivy", "--data", data)
    page("gout.html", text="Sleep.")
    assert json.loads(run("reindex", corpus, "--data", data, "--json").stdout)["engine"] == "tantivy"
    (data / "generations" / "000003" / "manifest.json").write_text("damaged")
    assert json.loads(run("reindex", corpus, "--data", data, "--json").stdout)["engine"] == "tantivy"


def test_a_rollback_brings_the_former_engine_back_for_good(run, page, data):
    corpus = page("gout.html")
    data = data.with_name("own")
    run("reindex", corpus, "--data", data)
    run("migrate", "tantivy", "--data", data)
    run("rollback", "--data", data)
    assert status(run, data)["engine"] == "whoosh"
    page("gout.html", text="Sleep.")
    assert json.loads(run("reindex", corpus, "--data", data, "--json").stdout)["engine"] == "whoosh"


def test_to_the_engine_that_is_live_nothing_is_done(run, data):
    assert run("migrate", "whoosh", "--data", data).stdout == (
        "Generation 1 is live and built with whoosh already.\n"
    )
    assert status(run, data)["generations"] == [1]


@pytest.fixture
def gone_on(run, page, tmp_path):
    """A data folder whose library has gone on since the live index: it has an article more."""
    corpus, data = page("gout.html"), tmp_path / "data"
    run("reindex", corpus, "--data", data)
    page("fever.html", title="Fever")
    run("reindex", corpus, "--data", data)
    run("rollback", "--data", data)
    return data


def test_what_was_rolled_back_does_not_come_back_by_a_migration(run, gone_on):
    said = run("migrate", "tantivy", "--data", gone_on, code=3).stdout
    assert "refused: Generation 1 stays live" in said and "--force" in said
    unchanged(run, gone_on)


def test_an_index_that_answers_otherwise_is_left_unpublished_with_what_differs(run, gone_on):
    run("rollback", "--release", "--data", gone_on)
    said = run("migrate", "tantivy", "--data", gone_on, code=3).stdout
    assert "differs: “Fever”: “Fever” comes first, not nothing; 1 articles and 2 sections match" in said
    assert "refused: 1 articles of the library differ from the live index" in said
    assert "refused: The first article is the same for" in said
    assert "refused: The totals and counts are the same for" in said
    assert "is kept unpublished" in said and "the live index stays live" in said
    unchanged(run, gone_on)
    document = json.loads(run("migrate", "tantivy", "--data", gone_on, "--json", code=3).stdout)
    assert not document["published"] and len(document["refused"]) == 3
    assert "Fever" in [one["query"] for one in document["comparison"]["differing"]]


def test_a_golden_query_that_fails_in_the_new_index_refuses_it(run, gone_on):
    run("rollback", "--release", "--data", gone_on)
    (gone_on / "golden.csv").write_text("query,must_not_have,within\nrest,Fever,3\n")
    said = run("migrate", "tantivy", "--data", gone_on, code=3).stdout
    assert "refused: 1 golden queries passed before and fail now. “rest”:" in said
    unchanged(run, gone_on)


def test_force_switches_all_the_same_and_says_what_differs(run, gone_on):
    said = run("migrate", "tantivy", "--data", gone_on, "--force").stdout
    assert "differs: “Fever”" in said and "is live, built with tantivy" in said
    assert status(run, gone_on)["engine"] == "tantivy"


@pytest.mark.parametrize("text", ["gout\n\n pain \ngout\n", "id\tquery\n1\tgout\n2\tpain\n3\n"])
def test_it_compares_by_queries_of_ones_own_one_a_line_or_in_a_column(run, page, tmp_path, text):
    data = tmp_path / "data"
    run("reindex", page("gout.html"), "--data", data)
    (data / "golden.csv").write_text("query,must_have\ngout,Gout\n")
    (tmp_path / "own.tsv").write_text(text)
    arguments = ("migrate", "tantivy", "--data", data, "--queries", tmp_path / "own.tsv", "--json")
    assert json.loads(run(*arguments).stdout)["comparison"]["queries"] == 2


def test_the_sample_corpus_golden_queries_are_not_asked_of_another_corpus(run, page, tmp_path):
    data = tmp_path / "data"
    run("reindex", page("gout.html"), "--data", data)
    compared = json.loads(run("migrate", "tantivy", "--data", data, "--json").stdout)["comparison"]
    assert compared["golden"] == {"regressed": [], "mended": [], "still_failing": []}
    assert compared["queries"] < 20  # titles and headings of one article


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no query. Write one a line"),
        (b"id\tquery\n", "has no query"),
        (b"\xff\xfe\x00", "is not UTF-8 text"),
        (b"\n".join(b"%d" % number for number in range(5_001)), "has 5,001 queries"),
        (b"x" * 5_000_001, "5,000,001 bytes"),
    ],
)
def test_a_file_of_queries_that_cannot_be_used_is_a_sentence_before_any_work(
    run, data, tmp_path, content, said
):
    (tmp_path / "own.txt").write_bytes(content)
    result = run("migrate", "tantivy", "--data", data, "--queries", tmp_path / "own.txt", code=1)
    assert said in result.stderr and result.stderr.count("\n") == 1
    unchanged(run, data)


def test_queries_that_no_search_takes_are_no_difference(run, data, tmp_path):
    (tmp_path / "own.txt").write_text("x" * 10_000 + "\n" + "(" * 100 + "\n\0\n*\n-gout\n")
    run("migrate", "tantivy", "--data", data, "--queries", tmp_path / "own.txt")


def test_an_unknown_engine_is_wrong_usage_that_lists_those_known(run, data):
    said = run("migrate", "lucene", "--data", data, code=2).stderr
    assert "'lucene' is not one of 'whoosh', 'tantivy'" in said


def test_without_the_extra_a_sentence_says_how_to_install_it(run, data, monkeypatch):
    monkeypatch.setitem(sys.modules, "tantivy", None)
    said = run("migrate", "tantivy", "--data", data, code=1).stderr
    assert "'tantivy' is not installed. Run `pip install -e '.[tantivy]'` in a checkout" in said
    unchanged(run, data)


def test_without_an_index_or_a_library_a_sentence_says_what_to_run(run, data, tmp_path):
    said = run("migrate", "tantivy", "--data", tmp_path / "none", code=1).stderr
    assert "Run `healthsearch reindex --data" in said and not (tmp_path / "none").exists()
    (data / "library.sqlite").unlink()
    said = run("migrate", "tantivy", "--data", data, code=1).stderr
    assert "Run `healthsearch reindex CORPUS --data" in said and "--engine tantivy" in said
    assert not (data / "library.sqlite").exists()


def test_a_damaged_index_is_not_migrated(run, data):
    (data / "generations" / "000001" / "words.tsv").write_text("x")
    said = run("migrate", "tantivy", "--data", data, code=1).stderr
    assert "words.tsv is damaged" in said and "healthsearch reindex" in said


def test_another_engine_than_a_migrated_indexs_is_a_sentence(run, data):
    run("migrate", "tantivy", "--data", data)
    said = run("search", "gout", "--engine", "whoosh", "--data", data, code=1).stderr
    assert "built with the engine 'tantivy', not 'whoosh'. Run `healthsearch" in said
