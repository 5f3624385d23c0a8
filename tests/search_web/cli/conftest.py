"""The `healthsearch` command: as a real process, and inside this one for speed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from search_web.cli.main import main

HEALTHSEARCH = Path(sys.executable).with_name("healthsearch")


@pytest.fixture(scope="session")
def environment():
    """The environment without settings of the person who runs the tests."""
    return {name: value for name, value in os.environ.items() if not name.startswith("HEALTHSEARCH_")}


@pytest.fixture
def process(environment):
    """Runs the command as a process of its own."""

    def call(*arguments, **options):
        command = [str(HEALTHSEARCH), *map(str, arguments)]
        options = {"env": environment, "capture_output": True, "text": True, "timeout": 120} | options
        return subprocess.run(command, **options)

    return call


@pytest.fixture
def run(monkeypatch):
    """Runs the command here; an exception other than its exit fails the test."""
    for name in list(os.environ):
        if name.startswith("HEALTHSEARCH_"):
            monkeypatch.delenv(name)

    def call(*arguments, code=0):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        assert result.exit_code == code, result.output
        return result

    return call


@pytest.fixture
def page(tmp_path):
    """Writes a page into a folder of the test and gives the folder."""

    def write(name, title="Gout", text="Rest and cold help.", folder="pages"):
        (tmp_path / folder).mkdir(exist_ok=True)
        html = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>About {title}.</p>"
        html += f"<h2>Treatment</h2><p>{text}</p></main></body></html>"
        (tmp_path / folder / name).write_text(html)
        return tmp_path / folder

    return write
