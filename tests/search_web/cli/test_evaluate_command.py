"""`healthsearch evaluate`."""

import json

import pytest

pytest.importorskip("ir_measures", reason="needs the extra `evaluate`")


@pytest.fixture
def judged(tmp_path):
    folder = tmp_path / "set"
    (folder / "qrels").mkdir(parents=True)
    (folder / "corpus.jsonl").write_text(
        '{"_id": "d", "title": "Gout", "text": "Rest.", "section": "Treatment"}\n'
    )
    (folder / "queries.jsonl").write_text(
        '{"_id": "q", "text": "gout"}\n{"_id": "long", "text": "%s"}\n' % ("x" * 2_001)
    )
    (folder / "qrels" / "dev.tsv").write_text("query-id\tcorpus-id\tscore\nq\td\t1\nlong\td\t1\n")
    return folder


def test_the_json_document_is_as_documented(process, judged, tmp_path):
    arguments = ("evaluate", judged, "--split", "dev", "--cache", tmp_path / "cache", "--json")
    document = json.loads(process(*arguments).stdout)
    times = document.pop("ms_per_query")
    assert set(times) == {"p50", "p95"} and all(isinstance(value, float) for value in times.values())
    assert document == {
        "queries": 2,
        "documents": 1,
        "engine": "whoosh",
        "measures": {"nDCG@10": 0.5, "R@100": 0.5, "RR@10": 0.5, "P@5": 0.1},
    }


def test_the_text_has_the_measures_and_the_queries_over_a_limit(run, judged, tmp_path):
    output = run("evaluate", judged, "--split", "dev", "--cache", tmp_path / "cache").stdout
    assert "nDCG@10  0.5000" in output
    assert "1 queries over a limit counted as unanswered: long" in output


def test_the_index_is_in_the_cache_folder_of_the_environment(run, judged, monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    run("evaluate", judged, "--split", "dev")
    assert len(list((tmp_path / "home" / "healthsearch" / "evaluate").iterdir())) == 1


def test_a_folder_that_is_no_judged_set_is_an_error_message(run, judged, tmp_path):
    for folder, split, message in (
        (tmp_path / "nowhere", "dev", "There is no folder"),
        (judged, "test", "Name another with --split"),
        (tmp_path, "dev", "cannot be read"),
    ):
        line = run("evaluate", folder, "--split", split, code=1).stderr
        assert line.startswith("healthsearch: ") and message in line
