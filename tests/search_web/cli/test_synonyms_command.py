"""`healthsearch synonyms`: checking a list, and making one from an ontology."""

import json

import pytest
from click.testing import CliRunner

from indexer.errors import SynonymError
from search_web.cli.commands.synonyms import synonyms


@pytest.fixture
def call():
    """Runs the command here; errors that `healthsearch` turns into messages pass through."""

    def run(*arguments):
        return CliRunner().invoke(synonyms, [str(argument) for argument in arguments])

    return run


def test_both_subcommands_print_json(call, tmp_path):
    own, into = tmp_path / "own.txt", tmp_path / "out.txt"
    own.write_text("glorp fever = zorbitis\n")
    document = json.loads(call("check", own, "--json").stdout)
    assert document["problems"] == [] and len(document["changes"]) == 2
    first = {"line": 1, "change": "new", "term": "glorp fever", "names": ["zorbitis"], "shipped": []}
    assert document["changes"][0] == first
    (tmp_path / "x.obo").write_text(
        'format-version: 1.2\n\n[Term]\nid: X:1\nname: gout\nsynonym: "podagra" EXACT []\n'
    )
    written = json.loads(call("import", tmp_path / "x.obo", "--into", into, "--json").stdout)
    assert written == {"from": str(tmp_path / "x.obo"), "into": str(into), "lines": 1}


def test_check_shows_what_each_line_would_change(call, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text(
        "glorp fever = zorbitis\n"
        "heart attack => coronary\n"
        "heart attack = myocardial infarction\n"
        "! stroke = brain attack\n"
        "! zorbitis\n"
    )
    result = call("check", own)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "line 1: glorp fever will also find zorbitis"
    assert lines[1] == "line 1: zorbitis will also find glorp fever"
    assert lines[2].startswith("line 2: heart attack will also find coronary, beside myocardial infarction")
    assert lines[3:] == [
        "line 3: heart attack changes nothing",
        "line 4: stroke will no longer find brain attack",
        "line 4: brain attack will no longer find stroke",
        "line 5: zorbitis changes nothing",
    ]


def test_check_reports_every_wrong_line_and_fails(call, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("belly\nx = x\n")
    result = call("check", own)
    assert result.exit_code == 1
    assert isinstance(result.exception, SynonymError)
    assert "line 1: " in result.stderr
    assert "line 2: " in result.stderr


def test_import_writes_a_list_that_check_accepts(call, tmp_path):
    (tmp_path / "x.obo").write_text('[Term]\nname: glorp\nsynonym: "zorbitis" EXACT []\n')
    result = call("import", tmp_path / "x.obo", "--into", tmp_path / "x.txt")
    assert (result.exit_code, result.exception) == (0, None)
    assert "1 lines" in result.stdout
    assert call("check", tmp_path / "x.txt").exit_code == 0


def test_import_of_anything_else_fails_and_writes_nothing(call, tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n")
    result = call("import", tmp_path / "x.csv", "--into", tmp_path / "x.txt")
    assert isinstance(result.exception, SynonymError)
    assert not (tmp_path / "x.txt").exists()


def test_a_list_of_your_own_is_applied_by_option(run, sample_data, tmp_path):
    own = tmp_path / "own.txt"
    own.write_text("zorbitis = gout\n")
    plain = json.loads(run("search", "zorbitis", "--data", sample_data, "--json").stdout)
    named = json.loads(run("search", "zorbitis", "--data", sample_data, "--json", "--synonyms", own).stdout)
    assert plain["total_articles"] == 0 and named["total_articles"] > 0
    assert [(step["step"], step["to"]) for step in named["reading"]] == [("synonym", "gout")]


def test_a_list_of_your_own_is_applied_by_environment_variable(run, sample_data, tmp_path, monkeypatch):
    (tmp_path / "own.txt").write_text("zorbitis = gout\n")
    monkeypatch.setenv("HEALTHSEARCH_SYNONYMS", str(tmp_path / "own.txt"))
    assert "another name for “zorbitis”" in run("search", "zorbitis", "--data", sample_data).stdout


@pytest.mark.parametrize("command", [["search", "gout"], ["serve", "--port", "0"]], ids=["search", "serve"])
def test_a_list_with_an_error_is_rejected_with_its_line(process, sample_data, tmp_path, command):
    own = tmp_path / "own.txt"
    own.write_text("belly = abdomen\nx = x\n")
    done = process(*command, "--data", sample_data, "--synonyms", own)
    assert done.returncode == 1
    assert done.stderr.startswith(f"healthsearch: {own}, line 2: ") and "Traceback" not in done.stderr


def test_a_missing_list_is_an_error_message(run, sample_data, tmp_path):
    output = run("search", "x", "--data", sample_data, "--synonyms", tmp_path / "none.txt", code=1).stderr
    assert "none.txt cannot be read (No such file or directory)" in output
