"""`healthsearch watch`, as a real process."""

import json
import shutil
import signal
import sqlite3
import subprocess
from contextlib import contextmanager

import pytest


@pytest.fixture
def watching(process, environment, tmp_path):
    """Watches a folder until the block ends; gives the process."""
    healthsearch = process("--version").args[0]

    @contextmanager
    def watch(folder, *options):
        command = [healthsearch, "watch", str(folder), "--data", str(tmp_path / "data"), "--debounce", "0.1"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen([*command, *options], env=environment, text=True, **pipes) as running:
            try:
                yield running
            finally:
                running.kill()

    return watch


def test_it_indexes_at_once_and_after_every_change_and_stops_on_sigterm(watching, page, run, tmp_path):
    with watching(page("a.html")) as running:
        assert "1 added: generation 1 is live (" in running.stdout.readline()
        page("a.html", text="Sleep helps.")
        page("b.html", title="Fever")
        assert "1 added, 1 changed: generation 2 is live (" in running.stdout.readline()
        running.send_signal(signal.SIGTERM)
        assert "Stopped. The live index stays live." in running.stdout.readline()
        assert (running.wait(20), running.stderr.read()) == (0, "")
    assert "Sleep helps" in run("search", "gout treatment", "--data", tmp_path / "data").stdout


def test_it_stops_on_ctrl_c(watching, page):
    with watching(page("a.html")) as running:
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        assert "Stopped." in running.stdout.readline() and running.wait(20) == 0


def test_a_missing_corpus_is_reported_and_indexed_again_when_it_is_back(watching, page, tmp_path):
    folder = page("a.html")
    with watching(folder, "--json") as running:
        assert json.loads(running.stdout.readline())["event"] == "published"
        folder.rename(tmp_path / "away")
        event = json.loads(running.stdout.readline())
        assert event["event"] == "failed" and "There is no file or folder" in event["reason"]
        shutil.copytree(tmp_path / "away", folder)
        event = json.loads(running.stdout.readline())
        assert (event["event"], event["generation"]) == ("unchanged", 1)


def test_each_failed_page_is_reported_once(watching, page):
    folder = page("a.html")
    with watching(folder) as running:
        running.stdout.readline()
        (folder / "bad.html").write_bytes(b"%PDF-1.4")
        assert "1 failed: generation 1 stays live" in running.stdout.readline()
        assert running.stdout.readline().startswith("failed: pages/bad.html: ")
        page("b.html", title="Fever")
        assert "1 added, 1 failed: generation 2 is live" in running.stdout.readline()
        page("c.html", title="Cough")
        assert "1 added, 1 failed: generation 3 is live" in running.stdout.readline()


def test_a_refused_index_is_reported_and_the_live_one_stays_live(watching, page, run, tmp_path):
    for number in range(9):
        folder = page(f"{number}.html", title=f"Gout {number}")
    with watching(folder) as running:
        assert "9 added: generation 1 is live" in running.stdout.readline()
        for number in range(1, 9):
            (folder / f"{number}.html").rename(tmp_path / f"{number}.html")
        assert "8 removed: generation 2 is refused, and the live index" in running.stdout.readline()
        assert running.stdout.readline().startswith("refused (articles): 8 of 9 articles would be gone")
    assert "9 articles" in run("status", "--data", tmp_path / "data").stdout


@pytest.mark.slow
def test_a_locked_library_is_reported_and_tried_again(watching, page, tmp_path):
    folder = page("a.html")
    with watching(folder) as running:
        running.stdout.readline()
        other = sqlite3.connect(tmp_path / "data" / "library.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        page("b.html", title="Fever")
        output = running.stdout.readline()
        assert "Another program keeps it locked" in output and output.endswith("Tried again in 5 s.\n")
        other.close()
        assert "1 added: generation 2 is live" in running.stdout.readline()


@pytest.mark.parametrize("arguments", [[], ["x", "--debounce", "0"], ["x", "--keep", "0"]])
def test_wrong_usage_has_exit_code_2(run, arguments):
    assert "Usage: " in run("watch", *arguments, code=2).stderr
