"""`healthsearch status`."""

import json


def test_its_json_document_tells_what_is_live(run, page, tmp_path):
    (page("a.html") / "bad.html").write_bytes(b"")
    run("reindex", tmp_path / "pages", "--data", tmp_path / "data")
    document = json.loads(run("status", "--data", tmp_path / "data", "--json").stdout)
    assert (document["generation"], document["generations"], document["engine"]) == (1, [1], "whoosh")
    assert (document["articles"], document["sections"], document["problem"]) == (1, 2, None)
    assert [failure["path"] for failure in document["failures"]] == ["pages/bad.html"]


def test_text_tells_the_same_and_the_failures(run, page, tmp_path):
    (page("a.html") / "bad.html").write_bytes(b"")
    for _ in range(2):
        run("reindex", tmp_path / "pages", "--data", tmp_path / "data")
    output = run("status", "--data", tmp_path / "data").stdout
    assert "Generation 2 is live and whole: 1 articles, 2 sections" in output
    assert "Generations kept: 1" in output and "failed: pages/bad.html: " in output


def test_a_problem_ends_with_1_and_is_in_the_document(run, tmp_path):
    result = run("status", "--data", tmp_path / "none", "--json", code=1)
    document = json.loads(result.stdout)
    assert "There is no index" in document["problem"] and document["generation"] is None
