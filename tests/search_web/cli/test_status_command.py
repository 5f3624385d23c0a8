"""`healthsearch status`."""

import json
import os
import time


def test_the_json_document_describes_the_live_generation(run, page, tmp_path):
    (page("a.html") / "bad.html").write_bytes(b"")
    run("reindex", tmp_path / "pages", "--data", tmp_path / "data")
    document = json.loads(run("status", "--data", tmp_path / "data", "--json").stdout)
    assert (document["generation"], document["generations"], document["engine"]) == (1, [1], "whoosh")
    assert (document["articles"], document["sections"], document["problem"]) == (1, 2, None)
    assert [failure["path"] for failure in document["failures"]] == ["pages/bad.html"]


def test_the_text_describes_the_live_generation_and_the_failures(run, page, tmp_path):
    (page("a.html") / "bad.html").write_bytes(b"")
    for _ in range(2):
        run("reindex", tmp_path / "pages", "--data", tmp_path / "data", "--full")
    output = run("status", "--data", tmp_path / "data").stdout
    assert "Generation 2 is live and whole: 1 articles, 2 sections" in output
    assert "Generations kept: 1" in output and "failed: pages/bad.html: " in output


def test_a_problem_has_exit_code_1_and_is_in_the_json_document(run, tmp_path):
    result = run("status", "--data", tmp_path / "none", "--json", code=1)
    document = json.loads(result.stdout)
    assert "There is no index" in document["problem"] and document["generation"] is None


def test_synonym_lists_in_force_are_listed_and_those_newer_than_the_index(run, page, tmp_path):
    run("reindex", page("a.html"), "--data", tmp_path / "data")
    own = tmp_path / "own.txt"
    own.write_text("# ours\nbelly = abdomen\ngout = podagra\n")
    os.utime(own, (time.time() + 60, time.time() + 60))
    output = run("status", "--data", tmp_path / "data", "--synonyms", own).stdout
    assert f"Synonym lists in force: {own} (2 lines), lay (" in output
    assert f"Newer than the index: {own}. They apply to every search, so no reindex is due." in output
    document = json.loads(run("status", "--data", tmp_path / "data", "--synonyms", own, "--json").stdout)
    first, *shipped = document["synonyms"]
    assert (first["list"], first["lines"], first["newer_than_index"]) == (str(own), 2, True)
    assert [found["list"] for found in shipped] == ["lay", "tests", "drugs", "diseases"]


def test_a_synonym_list_with_an_error_is_a_problem_of_its_own(run, page, tmp_path):
    run("reindex", page("a.html"), "--data", tmp_path / "data")
    (tmp_path / "own.txt").write_text("belly\n")
    output = run("status", "--data", tmp_path / "data", "--synonyms", tmp_path / "own.txt", code=1).stdout
    assert "problem: " in output and "own.txt, line 1: " in output and "is live and whole" in output
