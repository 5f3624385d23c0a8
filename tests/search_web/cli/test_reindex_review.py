"""`healthsearch reindex` reviewed before it publishes: dry runs, gates and golden queries."""

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


def test_a_dry_run_shows_changed_sections_and_words_and_publishes_nothing(own, run):
    corpus, data = own
    edit(corpus, "infusions help weak hands", "infusions zestfully help tired hands")
    output = run("reindex", corpus, "--data", data, "--dry-run").stdout
    assert "changed Multifocal Motor Neuropathy" in output and "~ Treatment" in output
    assert "{+zestfully+}" in output and "[-weak-] {+tired+}" in output
    assert "Nothing was published." in output
    assert json.loads(run("status", "--data", data, "--json").stdout)["generations"] == [1]
    assert not treatment(run, data)
    document = json.loads(run("reindex", corpus, "--data", data, "--dry-run", "--json").stdout)
    (change,) = document["changes"]["articles"]
    assert [part["heading"] for part in change["sections"]] == ["Treatment"]


def test_the_next_run_publishes_what_a_dry_run_showed(own, run):
    corpus, data = own
    edit(corpus, "infusions help weak hands", "infusions zestfully help tired hands")
    run("reindex", corpus, "--data", data, "--dry-run")
    report = json.loads(run("reindex", corpus, "--data", data, "--json").stdout)
    assert report["articles"] == {"added": 0, "changed": 1, "removed": 0, "unchanged": 27, "failed": 0}
    assert treatment(run, data)


def test_a_corpus_without_one_of_its_folders_is_refused_until_allowed(own, run):
    corpus, data = own
    shutil.rmtree(corpus / "harbour-notes")
    output = run("reindex", corpus, "--data", data, code=3).stdout
    assert "refused (articles): 5 of 28 articles would be gone" in output
    assert "Generation 2 is kept unpublished" in output
    refused = json.loads(run("reindex", corpus, "--data", data, "--json", code=3).stdout)["refused"]
    assert {refusal["override"] for refusal in refused} == {"--allow articles", "--allow sections"}
    assert json.loads(run("status", "--data", data, "--json").stdout)["articles"] == 28
    run("reindex", corpus, "--data", data, "--allow", "articles", "--allow", "sections")
    assert json.loads(run("status", "--data", data, "--json").stdout)["articles"] == 23


def test_a_refused_run_does_not_change_the_library(own, run):
    corpus, data = own
    removed = (corpus / PAGE).parent
    shutil.move(removed, corpus.parent / "aside")
    run("reindex", corpus, "--data", data, code=3)
    shutil.move(corpus.parent / "aside", removed)
    report = json.loads(run("reindex", corpus, "--data", data, "--json").stdout)["articles"]
    assert (report["added"], report["removed"], report["unchanged"]) == (0, 0, 28)


def test_a_failing_golden_query_refuses_the_index_unless_forced(own, run):
    corpus, data = own
    (data / "golden.csv").write_text("query,must_not_have\nzebrafish,Multifocal Motor Neuropathy\n")
    edit(corpus, "antibody infusions", "zebrafish infusions")
    output = run("reindex", corpus, "--data", data, code=3).stdout
    assert "refused (golden): The golden query “zebrafish” (line 2) passed and would fail" in output
    run("reindex", corpus, "--data", data, "--force")
    assert "Generation" in run("status", "--data", data).stdout


def test_without_changes_nothing_is_published(own, run):
    corpus, data = own
    assert "Generation 1 is live and up to date" in run("reindex", corpus, "--data", data).stdout


def test_a_corpus_of_your_own_replaces_the_sample_without_a_gate(run, page, tmp_path):
    run("reindex", "--data", tmp_path / "data")
    assert "Generation 2 is live" in run("reindex", page("a.html"), "--data", tmp_path / "data").stdout
