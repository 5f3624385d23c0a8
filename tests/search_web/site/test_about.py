"""The page that names the lists, which their licences ask for."""

from pathlib import Path

import pytest

import corpus
from indexer.lexicon.names.attribution import attributions

NOTICE = Path(corpus.__file__).parent.parent / "NOTICE"


def test_the_page_shows_the_line_of_every_list(page):
    shown = page("/about").main.get_text()
    assert {"Orphanet", "MONDO", "UniProt", "MeSH", "RxNorm"} <= {one.name for one in attributions()}
    assert [one.line for one in attributions() if one.line not in shown] == []


def test_every_page_links_to_it(page):
    assert page("/").footer.find("a", href="/about")


def test_the_notice_has_the_same_lines():
    if not NOTICE.exists():
        pytest.skip("the package is installed without its source")
    notice = NOTICE.read_text(encoding="utf-8")
    assert [one for one in attributions() if f"{one.name}: {one.line}" not in notice] == []
