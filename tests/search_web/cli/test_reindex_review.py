"""`healthsearch reindex` looked at before it is published: dry runs, gates and golden queries."""

import json
import shutil

import pytest

from corpus import SAMPLE

PAGE = "harbour-notes/multifocal-motor-neuropathy.html"


@pytest.fixture
def own(run, tmp_path):
    """A copy of the sample corpus that was published; gives its folder and the data folder."""
    shutil.copytree(SAMPLE, tmp_path / "articles")
    run("reindex", tmp_path / "articles", "--data", tmp_path / "data")
    return tmp_path / "articles", tmp_path / "data"


def edit(corpus, before, after):
    page = corpus / PAGE
    text = page.read_text()
    assert before in text
    page.write_text(text.replace(before, after))


def treatment(run, data):
    found = run("search", "zestfully immunoglobulin", "--data", data, "--json").stdout
    return "<mark>zestfully</mark>" in found


def test_a_dry_run_names_the_section_and_the_words_and_publishes_nothing(own, run):
    corpus, data = own
    edit(corpus, "infusions help weak hands", "infusions zestfully help tired hands")
    said = run("reindex", corpus, "--data", data, "--dry-run").stdout
    assert "changed Multifocal Motor Neuropathy" in said and "~ Treatment" in said
    assert "{+zestfully+}" in said and "[-weak-] {+tired+}" in said
    assert "Nothing was published." in said
    assert json.loads(run("status", "--data", data, "--json").stdout)["generations"] == [1]
    assert not treatment(run, data)
    document = json.loads(run("reindex", corpus, "--data", data, "--dry-run", "--json").stdout)
    (change,) = document["changes"]["articles"]
    assert [part["heading"] for part in change["sections"]] == ["Treatment"]


def test_what_a_dry_run_told_is_published_by_the_next_run(own, run):
    corpus, data = own
    edit(corpus, "infusions help weak hands", "infusions zestfully help tired hands")
    run("reindex", corpus, "--data", data, "--dry-run")
    report = json.loads(run("reindex", corpus, "--data", data, "--json").stdout)
    assert report["articles"] == {"added": 0, "changed": 1, "removed": 0, "unchanged": 27, "failed": 0}
    assert treatment(run, data)


def test_a_corpus_that_lost_a_folder_is_refused_until_that_is_allowed(own, run):
    corpus, data = own
    shutil.rmtree(corpus / "harbour-notes")
    said = run("reindex", corpus, "--data", data, code=3).stdout
    assert "refused (articles): 5 of 28 articles would be gone" in said
    assert "Generation 2 is kept unpublished" in said
    refused = json.loads(run("reindex", corpus, "--data", data, "--json", code=3).stdout)["refused"]
    assert {refusal["override"] for refusal in refused} == {"--allow articles", "--allow sections"}
    assert json.loads(run("status", "--data", data, "--json").stdout)["articles"] == 28
    run("reindex", corpus, "--data", data, "--allow", "articles", "--allow", "sections")
    assert json.loads(run("status", "--data", data, "--json").stdout)["articles"] == 23


def test_a_refused_run_leaves_the_library_as_it_was(own, run):
    corpus, data = own
    removed = (corpus / PAGE).parent
    shutil.move(removed, corpus.parent / "aside")
    run("reindex", corpus, "--data", data, code=3)
    shutil.move(corpus.parent / "aside", removed)
    report = json.loads(run("reindex", corpus, "--data", data, "--json").stdout)["articles"]
    assert (report["added"], report["removed"], report["unchanged"]) == (0, 0, 28)


def test_a_golden_query_that_would_fail_refuses_and_force_publishes(own, run):
    corpus, data = own
    (data / "golden.csv").write_text("query,must_not_have\nzebrafish,Multifocal Motor Neuropathy\n")
    edit(corpus, "antibody infusions", "zebrafish infusions")
    said = run("reindex", corpus, "--data", data, code=3).stdout
    assert "refused (golden): The golden query “zebrafish” (line 2) passed and would fail" in said
    run("reindex", corpus, "--data", data, "--force")
    assert "Generation" in run("status", "--data", data).stdout


def test_nothing_to_do_publishes_nothing_and_says_so(own, run):
    corpus, data = own
    assert "Generation 1 is live and up to date" in run("reindex", corpus, "--data", data).stdout


def test_a_corpus_of_ones_own_takes_the_place_of_the_sample_without_a_word(run, page, tmp_path):
    run("reindex", "--data", tmp_path / "data")
    assert "Generation 2 is live" in run("reindex", page("a.html"), "--data", tmp_path / "data").stdout
