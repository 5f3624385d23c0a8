"""What the docs quote can be measured again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.sources.scan import SAMPLE

ENGINES = Path(__file__).parent.parent / "benchmarks" / "engines.py"


@pytest.fixture
def measured(tmp_path):
    """Runs the benchmark of engines on a corpus, with short passes, and gives what it prints."""
    (tmp_path / "queries.tsv").write_text("id\tquery\n1\tnerve pain\n2\tkidney stones\n3\tdiabetes\n")

    def run(corpus, *options):
        arguments = [corpus, tmp_path / "queries.tsv", "--seconds", "0.2", *options]
        command = [sys.executable, ENGINES, *arguments]
        result = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=300)
        assert result.returncode == 0, result.stderr
        return result.stdout

    return run


@pytest.mark.slow
def test_each_size_is_a_table_with_a_row_for_each_engine_and_goes_into_a_page(measured, tmp_path):
    page = tmp_path / "page.md"
    page.write_text("Before.\n<!-- measured -->\nold\n<!-- end of what was measured -->\nAfter.\n")
    said = measured(SAMPLE / "askwell", "--copies", "1", "2", "--engines", "whoosh", "fts5", "--into", page)
    sizes = [int(line.split()[1]) for line in said.splitlines() if " sections | " in line]
    assert sizes[1] == 2 * sizes[0] > 0
    assert said.count("\n| Whoosh ") == said.count("\n| SQLite FTS5 ") == 2
    text = page.read_text()
    assert said.strip() in text and "old" not in text
    assert text.startswith("Before.\n<!--") and text.endswith("-->\nAfter.\n")
    assert page.with_suffix(".svg").read_text().count("<circle ") == 8


@pytest.mark.slow
def test_json_lines_of_articles_are_a_corpus_too(measured, tmp_path):
    sections = [{"id": "1", "heading": "Treatment", "text": "Rest helps\nnerve pain."}]
    article = {"id": "a", "url": "https://health.example/a", "title": "Gout", "source": "Clinic"}
    (tmp_path / "articles.jsonl").write_text(json.dumps(article | {"sections": sections}) + "\n")
    said = measured(tmp_path / "articles.jsonl", "--copies", "3", "--engines", "tantivy", "--json")
    (figures,) = json.loads(said)["figures"]
    assert figures["sections"] == 3 and set(figures["queries_per_second"]) == {"1", "2", "4"}
    assert 0 < figures["p50"] <= figures["p95"] <= figures["p99"]


def test_what_readers_see_of_the_results_is_a_table_and_can_be_shown(sample_data, tmp_path):
    (tmp_path / "queries.tsv").write_text("id\tquery\n1\tnerve pain\n2\tkidney stones\n3\t((\n")
    command = [sys.executable, ENGINES.with_name("snippets.py"), sample_data, tmp_path / "queries.tsv"]
    result = subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr
    assert " snippets of " in result.stdout and "1 answers of 64 to 64 words" in result.stdout
    assert len([line for line in result.stdout.splitlines() if line.endswith("%")]) == 5
