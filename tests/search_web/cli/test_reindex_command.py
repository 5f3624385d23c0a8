"""`healthsearch reindex`."""

import json
import os
import signal
import subprocess
import time

import pytest


def test_the_json_document_is_as_documented(process, page, tmp_path):
    page("a.html")
    (page("b.html", title="Fever") / "bad.html").write_bytes(b"%PDF-1.4")
    result = process("reindex", tmp_path / "pages", "--data", tmp_path / "data", "--json")
    assert result.returncode == 0, result.stderr
    document = json.loads(result.stdout)
    seconds = document.pop("seconds")
    assert set(seconds) == {"scan", "clean", "index", "publish"}
    assert all(isinstance(value, float) and value >= 0 for value in seconds.values())
    reason = document["failures"][0].pop("reason")
    assert reason.endswith(".")
    assert document == {
        "articles": {"added": 2, "changed": 0, "removed": 0, "unchanged": 0, "failed": 1},
        "sections": 4,
        "generation": 1,
        "engine": "whoosh",
        "failures": [{"path": "pages/bad.html"}],
    }


def test_progress_goes_to_standard_error_as_plain_lines(process, page, tmp_path):
    result = process("reindex", page("a.html"), "--data", tmp_path / "data")
    assert result.stderr.splitlines() == [
        "Reading pages: 1 done",
        "Analysing articles: 1 done",
        "Indexing articles: 1 done",
    ]
    assert result.stdout.splitlines()[0] == "1 added, 0 changed, 0 removed, 0 unchanged, 0 failed"
    assert "\x1b" not in result.stdout + result.stderr


def test_the_next_reindex_counts_only_changes(run, page, tmp_path):
    folder = page("a.html")
    run("reindex", folder, "--data", tmp_path / "data")
    page("a.html", text="Sleep.")
    page("b.html", title="Fever")
    report = json.loads(run("reindex", folder, "--data", tmp_path / "data", "--json").stdout)
    assert report["articles"] == {"added": 1, "changed": 1, "removed": 0, "unchanged": 0, "failed": 0}
    full = json.loads(run("reindex", folder, "--full", "--data", tmp_path / "data", "--json").stdout)
    assert full["articles"]["unchanged"] == 2 and full["generation"] == 3


def test_failed_pages_and_shared_urls_are_reported(run, page, tmp_path):
    folder = page("a.html")
    for name in ("b.html", "c.html"):
        page(name)
        text = (folder / name).read_text()
        link = '<link rel="canonical" href="https://health.example/gout">'
        (folder / name).write_text(text.replace("</head>", link + "</head>"))
    (folder / "empty.html").write_text("")
    output = run("reindex", folder, "--data", tmp_path / "data").stdout
    assert "failed: pages/empty.html: " in output
    assert "note: 2 pages claim the URL https://health.example/gout: pages/b.html, pages/c.html." in output


def test_several_folders_and_files_are_one_corpus(run, page, tmp_path):
    one, other = page("a.html", folder="one"), page("b.html", title="Fever", folder="other")
    report = run("reindex", one, other / "b.html", "--data", tmp_path / "data", "--json").stdout
    assert json.loads(report)["articles"]["added"] == 2


def test_the_environment_sets_the_data_folder(process, page, environment, tmp_path):
    folder = page("a.html")
    result = process("reindex", folder, env=environment | {"HEALTHSEARCH_DATA": str(tmp_path / "named")})
    assert result.returncode == 0 and (tmp_path / "named" / "CURRENT").exists()


@pytest.fixture
def begun(process, environment, tmp_path):
    """Starts a reindex of the test's pages, and returns once it has the lock."""

    def start(count, page):
        for number in range(count):
            page(f"{number}.html", title=f"Gout {number}", text="Rest. " * 200)
        command = [process("--version").args[0], "reindex", str(tmp_path / "pages")]
        running = subprocess.Popen(
            [*command, "--data", str(tmp_path / "data")],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        while running.poll() is None and not (tmp_path / "data" / "reindex.lock").read_text():
            time.sleep(0.02)
        return running

    return start


@pytest.mark.slow
def test_an_interrupted_reindex_leaves_no_traceback_and_no_half_index(begun, page, tmp_path, run):
    run("reindex", page("first.html"), "--data", tmp_path / "data")
    running = begun(1_500, page)
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    _, output = running.communicate(timeout=30)
    assert "Traceback" not in output and running.returncode == 1, output
    assert "1 articles" in run("status", "--data", tmp_path / "data").stdout
    assert [path.name for path in (tmp_path / "data" / "generations").iterdir()] == ["000001"]


def wait_for_the_end_of_group(group):
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a process of the reindex is still there")


@pytest.mark.slow
@pytest.mark.parametrize("seconds", [0.2, 1.6])
def test_a_killed_reindex_leaves_the_former_index_and_no_processes(begun, page, tmp_path, run, seconds):
    data = tmp_path / "data"
    run("reindex", page("first.html", folder="first"), "--data", data)
    running = begun(800, page)
    time.sleep(seconds)
    running.kill()
    running.wait()
    running.stderr.close()
    live = json.loads(run("status", "--data", data, "--json").stdout)
    assert live["problem"] is None and live["articles"] in (1, 800)
    assert json.loads(run("search", "gout", "--data", data, "--json").stdout)["total_articles"]
    wait_for_the_end_of_group(running.pid)
    again = json.loads(
        run("reindex", tmp_path / "first", "--data", data, "--full", "--force", "--json").stdout
    )
    assert again["generation"] > live["generation"]
