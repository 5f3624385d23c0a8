"""Work is shared out among processes of their own, and what becomes of one is no matter for the others."""

import subprocess
import sys

import pytest

from indexer.errors import WorkerError
from indexer.workers.pool import Workers, batched


class InWorker:
    """A job that becomes what the expression gives when a worker receives it."""

    def __init__(self, expression):
        self.expression = expression

    def __reduce__(self):
        return eval, (self.expression,)


def sums(batches, most=2):
    with Workers(sum, most) as workers:
        return [result for _, result in workers.run(batches)]


def test_each_batch_comes_back_in_order_with_its_result():
    batches = batched(range(100), 3)
    with Workers(sum, 3) as workers:
        assert list(workers.run(batches)) == [(batch, sum(batch)) for batch in batches]


def test_one_that_was_started_ahead_works_as_any():
    with Workers(sum, 2) as workers:
        workers.start()
        assert [result for _, result in workers.run([[1, 2], [3]])] == [3, 3]


def test_what_is_larger_than_a_pipe_goes_both_ways():
    texts = ["x" * 300_000, "y" * 300_000]
    with Workers(sorted, 1) as workers:
        results = [result for _, result in workers.run([texts] * 8)]
    assert results == [texts] * 8


@pytest.mark.parametrize("most", [1, 2])
@pytest.mark.parametrize("death", ["__import__('os')._exit(9)", "__import__('os').abort()"])
def test_only_the_batch_that_ends_its_worker_is_lost(most, death):
    batches = [[1], [2], [3], [InWorker(death)], [5], [6], [7], [InWorker(death)]]
    assert sums(batches, most) == [1, 2, 3, None, 5, 6, 7, None]


def test_a_batch_that_fails_has_no_result():
    assert sums([[1], ["not a number"], [3]]) == [1, None, 3]


def test_what_a_page_has_python_print_is_no_result(capfd):
    assert sums([[InWorker("print('said') or 5")], [6]], most=1) == [5, 6]
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize("executable", ["/bin/false", "/no/python"])
def test_workers_that_cannot_start_are_an_error_and_no_batch_is_blamed(monkeypatch, executable):
    monkeypatch.setattr(sys, "executable", executable)
    with pytest.raises(WorkerError, match="worker process"):
        sums([[1], [2]])


SCRIPT = """
import sys
from pathlib import Path
from indexer.reindex import reindex
print("runs")
print(reindex([Path(sys.argv[1])], Path(sys.argv[2]), workers=2).articles.added)
"""


def test_a_script_runs_once_whether_or_not_it_asks_if_it_is_the_main_one(corpus_of, page, tmp_path):
    """And a file in the working folder is no module of the worker's, as it is none of the script's."""
    pages = corpus_of({f"{n}.html": page(f"Gout {n}", Treatment="Rest.") for n in range(40)})
    (tmp_path / "script").mkdir()
    (tmp_path / "script" / "run.py").write_text(SCRIPT)
    (tmp_path / "bs4.py").write_text("raise SystemExit('imported')")
    done = subprocess.run(
        [sys.executable, tmp_path / "script" / "run.py", pages, tmp_path / "data"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.stdout, done.stderr) == ("runs\n40\n", "")
