"""`healthsearch serve`, as a real process over real HTTP."""

import json
import re
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest


@pytest.fixture
def serving(process, environment):
    """Serves until the block ends; gives the process and its address."""
    healthsearch = process("--version").args[0]

    @contextmanager
    def serve(data):
        command = [healthsearch, "serve", "--port", "0", "--data", str(data)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        with subprocess.Popen(command, env=environment, text=True, **pipes) as running:
            try:
                for line in running.stdout:
                    if found := re.search(r"Serving (http://127\.0\.0\.1:\d+) ", line):
                        yield running, found[1]
                        break
                else:
                    pytest.fail(running.stderr.read())
            finally:
                running.kill()

    return serve


def get(address):
    with urlopen(address, timeout=20) as response:
        return response.read().decode()


def test_without_an_index_it_indexes_the_sample_corpus_and_answers(serving, tmp_path):
    with serving(tmp_path / "data") as (running, address):
        page = get(f"{address}/search?q=immunoglobulin+therapy")
        assert "Multifocal Motor Neuropathy" in page and re.search(
            "<mark>immunoglobulin", page, re.IGNORECASE
        )
        running.send_signal(signal.SIGINT)
        output, errors = running.communicate(timeout=20)
        assert (running.returncode, output) == (0, "Stopped.\n")
        steps = ("Reading pages", "Analysing articles", "Indexing articles")
        assert errors.splitlines() == [f"{step}: 28 done" for step in steps]


def test_it_is_stopped_by_its_process_id(serving, sample_data):
    with serving(sample_data) as (running, address):
        assert json.loads(get(f"{address}/api/search?q=blood"))["total_articles"] > 0
        running.terminate()
        _, errors = running.communicate(timeout=20)
        assert "Traceback" not in errors
    with pytest.raises(OSError):
        get(address)


def test_a_port_in_use_is_an_error_message_before_any_work(process, tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = process("serve", "--port", port, "--data", tmp_path / "data")
    assert result.returncode == 1 and result.stdout == ""
    assert result.stderr == (
        f"healthsearch: Cannot listen on 127.0.0.1:{port} (Address already in use). "
        "Choose another port with --port, or stop the program that uses this one.\n"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1", "a..b", "x" * 80])
def test_an_address_of_another_machine_is_an_error_message(run, sample_data, host):
    line = run("serve", "--host", host, "--port", "0", "--data", sample_data, code=1).stderr
    assert line.startswith(f"healthsearch: Cannot listen on {host}:0 (")


def test_a_damaged_index_is_served_as_503(serving, process, sample_data, tmp_path):
    shutil.copytree(sample_data, tmp_path / "data")
    (tmp_path / "data" / "generations" / "000001" / "words.tsv").write_text("damaged")
    with serving(tmp_path / "data") as (_, address):
        with pytest.raises(HTTPError, match="503") as refused:
            get(f"{address}/search?q=blood")
        refused.value.close()


def test_a_running_server_switches_to_a_new_index(serving, run, page, tmp_path):
    run("reindex", page("a.html", title="Gout old"), "--data", tmp_path / "data")
    with serving(tmp_path / "data") as (_, address):
        assert "Gout old" in get(f"{address}/search?q=gout")
        run("reindex", page("a.html", title="Gout new"), "--data", tmp_path / "data")
        end = time.monotonic() + 20
        while "Gout new" not in (found := get(f"{address}/search?q=gout")):
            assert time.monotonic() < end and "Gout old" in found
            time.sleep(0.05)
        assert "Gout old" not in found


@pytest.mark.parametrize("lost", ["every generation", "the version"])
def test_a_lost_or_older_index_is_built_from_the_library_without_the_pages(
    serving, run, page, tmp_path, lost
):
    data, pages = tmp_path / "data", page("a.html", title="Gout kept")
    run("reindex", pages, "--data", data)
    shutil.rmtree(pages)
    if lost == "the version":
        manifest = data / "generations" / "000001" / "manifest.json"
        manifest.write_text(
            json.dumps(json.loads(manifest.read_text()) | {"fingerprint": "older", "sha256": None})
        )
    else:
        shutil.rmtree(data / "generations")
        (data / "CURRENT").unlink()
    with serving(data) as (_, address):
        assert "Gout kept" in get(f"{address}/search?q=gout")
