"""An error is one line on standard error with exit code 1, and a traceback only with --debug."""

import json
import os
import shutil
import subprocess
import sys

import pytest


def error_line(result):
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("healthsearch: ") and line.endswith((".", "`.")), line
    return line


@pytest.fixture
def data(sample_data, tmp_path):
    """A copy of the sample index that may be damaged."""
    shutil.copytree(sample_data, tmp_path / "data")
    return tmp_path / "data"


def edit_manifest(data, **changes):
    manifest = data / "generations" / "000001" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changes))


def flip_a_byte(data):
    path = max((data / "generations" / "000001").glob("*.seg"), key=lambda path: path.stat().st_size)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGES = {
    "another version": (
        lambda data: edit_manifest(data, fingerprint="0/plain-0", sha256=None),
        "another version",
    ),
    "flipped byte": (flip_a_byte, "is damaged; nothing of this index was opened"),
    "missing file": (lambda data: (data / "generations/000001/words.tsv").unlink(), "is missing"),
    "foreign file": (
        lambda data: (data / "generations/000001/x.toc").write_bytes(b"x"),
        "not in its manifest",
    ),
    "no manifest": (lambda data: (data / "generations/000001/manifest.json").unlink(), "manifest"),
    "nonsense manifest": (lambda data: edit_manifest(data, articles="x"), "manifest"),
    "no generations": (lambda data: shutil.rmtree(data / "generations"), "which is not there"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_index_is_not_searched_and_a_reindex_rebuilds_it(run, data, page, damage):
    harm, message = damage
    harm(data)
    line = error_line(run("search", "nerve", "--data", data, code=1))
    assert message in line and "healthsearch reindex" in line
    status = run("status", "--data", data, code=1)
    assert message in status.stdout and status.stderr == ""
    run("reindex", page("a.html"), "--data", data)
    assert "1. Gout" in run("search", "gout", "--data", data).stdout
    run("status", "--data", data)


@pytest.mark.parametrize("current", ["99\n", "../../x", ""])
def test_a_wrong_current_is_reported_while_an_earlier_index_answers(run, data, current):
    (data / "CURRENT").write_text(current)
    result = run("search", "nerve", "--data", data)
    assert "which is not there" in result.stderr and "Multifocal" in result.stdout
    assert "which is not there" in run("status", "--data", data, code=1).stdout


def test_without_an_index_a_search_says_how_to_build_one(process, tmp_path):
    result = process("search", "nerve", "--data", tmp_path / "none")
    assert result.returncode == 1
    assert f"Run `healthsearch reindex --data {tmp_path / 'none'}`" in error_line(result)
    assert not (tmp_path / "none").exists()


def test_a_traceback_is_shown_only_with_debug(process, tmp_path):
    result = process("--debug", "search", "nerve", "--data", tmp_path)
    assert result.returncode == 1 and "Traceback" in result.stderr


@pytest.mark.parametrize("page_number", ["0", "-1", "99999999", "9" * 30])
def test_an_impossible_page_is_an_error_message(run, sample_data, page_number):
    line = error_line(run("search", "nerve", "--page", page_number, "--data", sample_data, code=1))
    assert "page" in line.lower()


@pytest.mark.parametrize("text", ["x" * 10_000, "(" * 100 + "a" + ")" * 100])
def test_a_search_over_a_limit_is_an_error_message(run, sample_data, text):
    assert "Your search has" in error_line(run("search", text, "--data", sample_data, code=1))


def test_an_unknown_kind_is_an_error_message_that_lists_the_kinds(run, sample_data):
    line = error_line(run("search", "nerve", "--in", "nonsense", "--data", sample_data, code=1))
    assert "'nonsense'" in line and "treatment" in line


def test_an_unknown_engine_is_not_among_the_choices(run, sample_data):
    run("search", "nerve", "--engine", "lucene", "--data", sample_data, code=2)


def test_another_engine_than_the_index_has_is_an_error_message_that_says_how_to_change(run, sample_data):
    result = run("search", "nerve", "--engine", "tantivy", "--data", sample_data, code=1)
    assert "built with the engine 'whoosh'" in error_line(result)


def test_a_missing_or_empty_corpus_is_an_error_message_and_creates_nothing(run, tmp_path):
    (tmp_path / "empty").mkdir()
    for corpus, message in (("nowhere", "There is no file or folder"), ("empty", "There is no page")):
        arguments = ("reindex", tmp_path / corpus, "--data", tmp_path / "data")
        assert message in error_line(run(*arguments, code=1))
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_cannot_be_created_is_an_error_message(process, page, tmp_path):
    (tmp_path / "file").write_text("x")
    result = process("reindex", page("a.html"), "--data", tmp_path / "file" / "data")
    assert result.returncode == 1
    assert "cannot be written (Not a directory). Choose another with --data" in error_line(result)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_a_read_only_data_folder_is_an_error_message(run, page, tmp_path):
    (tmp_path / "data").mkdir(mode=0o500)
    line = error_line(run("reindex", page("a.html"), "--data", tmp_path / "data", code=1))
    assert "cannot be written" in line


WITH_SMALL_FILES = (
    "import os, resource, sys; size = int(sys.argv[1]);"
    "resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); os.execv(sys.argv[2], sys.argv[2:])"
)


@pytest.mark.parametrize("size", [0, 10_000, 100_000])
def test_a_full_disk_is_an_error_message_and_the_live_index_answers(data, run, process, environment, size):
    """Files may not grow beyond a size: writing fails at another place for each."""
    before = run("search", "nerve", "--data", data, "--json").stdout
    healthsearch = process("--version").args[0]
    command = [sys.executable, "-c", WITH_SMALL_FILES, str(size), healthsearch, "reindex", "--full"]
    result = subprocess.run(
        [*command, "--data", str(data)], env=environment, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 1 and "Traceback" not in result.stderr, result.stderr
    line = result.stderr.splitlines()[-1]
    assert line.startswith("healthsearch: ") and line.endswith("."), result.stderr
    after = run("search", "nerve", "--data", data, "--json").stdout
    assert json.loads(after)["articles"] == json.loads(before)["articles"]
    assert [path.name for path in (data / "generations").iterdir()] == ["000001"]
    run("reindex", "--data", data)


def test_a_closed_pipe_is_no_error_message(process, sample_data):
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as nobody:
        result = process(
            "search",
            "blood",
            "--data",
            sample_data,
            capture_output=False,
            stdout=nobody,
            stderr=subprocess.PIPE,
        )
    assert result.stderr == ""
