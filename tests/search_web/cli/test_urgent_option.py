"""The urgent table in the command: `--urgent`, the numbers of the environment, and broken tables."""

import json

import pytest

TABLE = "category\tnerve\tCall {number}\tNow.\nurgent\tnerve\tmy arm drops\n"


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "ours.tsv"
    path.write_text(TABLE)
    return path


def test_the_search_prints_the_box_above_its_results(run, sample_data):
    output = run("search", "chest pain and numbness", "--data", sample_data).stdout
    assert output.startswith("URGENT: Chest pain can be an emergency: call your local emergency number\n")
    assert "articles, " in output
    assert "URGENT" not in run("search", "immunoglobulin", "--data", sample_data).stdout


def test_a_table_and_a_number_of_ones_own_are_taken(run, sample_data, table, monkeypatch):
    monkeypatch.setenv("HEALTHSEARCH_EMERGENCY_NUMBER", "112")
    monkeypatch.setenv("HEALTHSEARCH_URGENT", str(table))
    output = run("search", "my arm drops", "--data", sample_data, "--json").stdout
    assert json.loads(output)["urgent"]["title"] == "Call 112"
    assert run("search", "chest pain", "--data", sample_data).stdout.startswith("URGENT") is False


@pytest.mark.parametrize("command", [("search", "gout"), ("serve", "--port", "0")])
def test_a_broken_table_is_an_error_message_with_its_line(run, sample_data, table, command):
    table.write_text(TABLE + "urgent\tlungs\tcough\n")
    result = run(*command, "--data", sample_data, "--urgent", table, code=1)
    assert result.stdout == ""
    assert result.stderr.startswith(f"healthsearch: {table}, line 3: there is no category")


def test_status_names_the_table_in_force_and_its_problem(run, sample_data, table):
    assert "Urgent table in force: shipped (" in run("status", "--data", sample_data).stdout
    output = run("status", "--data", sample_data, "--urgent", table, "--json").stdout
    assert json.loads(output)["urgent"]["lines"] == 1
    table.write_text("")
    output = run("status", "--data", sample_data, "--urgent", table, code=1).stdout
    assert "problem: " in output and "has no urgent phrase" in output


def test_a_number_that_is_no_line_is_an_error(run, sample_data, monkeypatch):
    monkeypatch.setenv("HEALTHSEARCH_EMERGENCY_NUMBER", "1" * 90)
    result = run("search", "gout", "--data", sample_data, code=1)
    assert "HEALTHSEARCH_EMERGENCY_NUMBER" in result.stderr and "at most 80 characters" in result.stderr
