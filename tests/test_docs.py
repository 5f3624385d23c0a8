"""What the docs owe to the code: nothing public without a word about it."""

import re
from pathlib import Path

import pytest

from corpus.kinds import KINDS
from search_web.cli.main import main
from search_web.settings import SETTINGS

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


@pytest.mark.parametrize("command", main.list_commands(None))
def test_every_command_is_in_the_architecture_with_its_options(command):
    row = next(
        line
        for line in (DOCS / "architecture.md").read_text().splitlines()
        if line.startswith(f"| `{command} ")
    )
    said_for_all = {"--data", "--engine", "--help", "--json"}
    options = {
        name
        for param in main.get_command(None, command).params
        for name in param.opts
        if name.startswith("--")
    }
    assert {option for option in options - said_for_all if option not in row} == set()


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_in_the_operations_page(setting):
    assert f"`{setting.variable}`" in (DOCS / "operations.md").read_text()


def test_every_kind_of_section_is_in_the_query_language():
    page = (DOCS / "query-language.md").read_text()
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []


def test_every_decision_is_in_the_list_of_decisions():
    listed = (DOCS / "decisions" / "README.md").read_text()
    pages = [path.name for path in (DOCS / "decisions").glob("0*.md")]
    assert [name for name in pages if f"({name})" not in listed] == []


@pytest.mark.parametrize("page", sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")]), ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_what_the_guarantees_name_as_proof_exists():
    names = re.findall(r"`(tests/[\w/.]+)(?:::(\w+))?`", (DOCS / "guarantees.md").read_text())
    assert names
    for path, test in names:
        assert (ROOT / path).exists(), path
        if test:
            assert f"def {test}(" in (ROOT / path).read_text(), f"{path}::{test}"
