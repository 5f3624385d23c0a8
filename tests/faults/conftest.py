"""Trials in processes of their own, over a corpus of ten pages."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

TRIALS = Path(__file__).with_name("trials.py")


@pytest.fixture
def trials(tmp_path):
    """Runs trials of `trials.py`, each a way to index and what goes wrong, side by side."""

    def run(pair):
        folder = tmp_path / " ".join(pair).replace("/", " ")
        folder.mkdir()
        command = [sys.executable, str(TRIALS), str(folder), *pair]
        result = subprocess.run(command, capture_output=True, text=True, timeout=300)
        assert result.returncode == 0, result.stderr
        return [json.loads(line) for line in result.stdout.splitlines()]

    def run_all(*pairs):
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            return list(pool.map(run, pairs))

    return run_all
