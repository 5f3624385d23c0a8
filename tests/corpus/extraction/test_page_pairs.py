"""Page pairs: `page.html` of one kind of site, and `page.json` with what is expected of its article.

A new case is a folder with the two files. Of each section the keys that `page.json` names are compared.
"""

import json
from pathlib import Path

import pytest

from corpus import read_article

PAGES = Path(__file__).parents[2] / "pages"
FOLDERS = sorted(path.parent for path in PAGES.glob("*/page.json"))
assert FOLDERS


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def pair(request):
    expected = json.loads((request.param / "page.json").read_text(encoding="utf-8"))
    return read_article((request.param / "page.html").read_bytes()), expected


def test_the_sections_are_exactly_the_expected_ones(pair):
    article, expected = pair
    assert [section.heading for section in article.sections] == [
        wanted["heading"] for wanted in expected["sections"]
    ]
    for section, wanted in zip(article.sections, expected["sections"], strict=True):
        assert {key: _value(section, key) for key in wanted} == wanted


def test_the_metadata_is_the_expected_one(pair):
    article, expected = pair
    for key in ("title", "source", "published", "reviewed"):
        if key in expected:
            assert str(getattr(article, key)) == expected[key]


def test_no_other_text_of_the_page_is_in_a_section(pair):
    article, expected = pair
    text = "\n".join(f"{section.heading}\n{section.text}" for section in article.sections)
    assert [words for words in expected["must_not_contain"] if words in text] == []


def _value(section, key):
    if key == "blocks":
        return [block.kind for block in section.blocks]
    value = getattr(section, key)
    return list(value) if key == "path" else value
