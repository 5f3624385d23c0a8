"""An index that an older version built is reported, and rebuilt with the same engine."""

import json
import subprocess
from urllib.request import urlopen

import pytest

from indexer.engines import ENGINES


@pytest.fixture(params=ENGINES)
def engine(request):
    pytest.importorskip(request.param)
    return request.param


@pytest.fixture
def older(run, page, tmp_path, engine):
    """A data folder whose index has the schema of a version before."""
    data = tmp_path / "data"
    run("reindex", page("gout.html"), "--data", data, "--engine", engine)
    manifest = data / "generations" / "000001" / "manifest.json"
    document = json.loads(manifest.read_text())
    del document["sha256"]  # which older versions did not write
    manifest.write_text(json.dumps(document | {"fingerprint": f"0{document['fingerprint']}"}))
    return data


@pytest.mark.parametrize("arguments", [("search", "gout"), ("migrate", "whoosh"), ("migrate", "tantivy")])
def test_a_search_or_migration_says_that_a_reindex_is_due(run, older, arguments):
    output = run(*arguments, "--data", older, code=1).stderr
    assert (
        "was built by another version" in output and "Run `healthsearch reindex` to build it anew." in output
    )
    assert output.count("\n") == 1


def test_status_says_that_a_reindex_is_due(run, older):
    output = run("status", "--data", older, code=1).stdout
    assert "was built by another version" in output and "healthsearch reindex" in output


def test_a_reindex_rebuilds_it_with_the_same_engine(run, older, engine, tmp_path):
    report = json.loads(run("reindex", tmp_path / "pages", "--data", older, "--json").stdout)
    assert (report["engine"], report["articles"]["unchanged"]) == (engine, 1)
    assert "1. Gout" in run("search", "gout", "--data", older).stdout


def test_serve_rebuilds_it_with_the_same_engine_and_answers(process, environment, older, engine):
    command = [process("--version").args[0], "serve", "--port", "0", "--data", str(older)]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env=environment, text=True, **pipes) as running:
        try:
            first, second = (running.stdout.readline() for _ in range(2))
            assert first.endswith("was built by another version: rebuilding it.\n")
            with urlopen(second.split()[1] + "/readyz", timeout=20) as response:
                assert json.load(response)["engine"] == engine
        finally:
            running.kill()
