"""`healthsearch golden`."""

import json

HEADER = "query,must_have,must_not_have,within\n"


def test_the_sample_corpus_passes_its_golden_queries(process, sample_data):
    result = process("golden", "--data", sample_data)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("golden queries passed\n")


def test_a_failed_query_is_reported_with_exit_code_3(run, sample_data, tmp_path):
    (tmp_path / "own.csv").write_text(HEADER + "kidney stones,Kidney stones,,1\nkidney stones,Migraine,,1\n")
    lines = run("golden", tmp_path / "own.csv", "--data", sample_data, code=3).stdout.splitlines()
    assert lines[:2] == ["line 3: kidney stones", "   failed: “Migraine” is not among the first 100."]
    assert lines[2].startswith("   1. Kidney stones (renal calculi)")
    assert lines[-1] == "1 of 2 golden queries passed"


def test_the_json_document_is_as_documented(run, sample_data, tmp_path):
    (tmp_path / "own.csv").write_text(HEADER + "kidney stones,Migraine,Asthmma,1\n")
    document = json.loads(run("golden", tmp_path / "own.csv", "--data", sample_data, "--json", code=3).stdout)
    assert document["failed"] == 1
    (query,) = document["queries"]
    assert query["shown"] and query["notes"]
    assert {name: query[name] for name in ("line", "query", "passed", "reasons")} == {
        "line": 2,
        "query": "kidney stones",
        "passed": False,
        "reasons": ["“Migraine” is not among the first 100."],
    }
    assert set(query) == {"line", "query", "passed", "reasons", "notes", "shown"}


def test_golden_csv_in_the_data_folder_overrides_that_of_the_sample_corpus(run, page, tmp_path):
    data = tmp_path / "data"
    run("reindex", page("gout.html"), "--data", data)
    output = run("golden", "--data", data, code=1).stderr
    assert output.startswith("healthsearch: There are no golden queries for this index. Write some in ")
    (data / "golden.csv").write_text(HEADER + "gout,Gout # Treatment,,2\n")
    assert run("golden", "--data", data).stdout == "1 of 1 golden queries passed\n"


def test_every_wrong_line_is_reported_and_no_query_is_run(run, sample_data, tmp_path):
    (tmp_path / "own.csv").write_text(HEADER + ",Gout,,\ngout,Gout,,x\ngout,Gout,,\n")
    result = run("golden", tmp_path / "own.csv", "--data", sample_data, code=1)
    first, second, last = result.stderr.splitlines()
    assert "line 2: there is no query" in first and "line 3: within is “x”" in second
    assert last.endswith("own.csv cannot be used until these lines are fixed: 2.") and not result.stdout


def test_without_an_index_the_error_message_says_how_to_build_one(run, tmp_path):
    assert "Run `healthsearch reindex" in run("golden", "--data", tmp_path / "none", code=1).stderr
