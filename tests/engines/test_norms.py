"""The weighted length of a section."""

from types import SimpleNamespace

import pytest

from corpus import read_article
from indexer import weights
from indexer.documents.sections import indexed_sections
from indexer.engines.local.doc_values import norm


def section(*words, kind="other"):
    return SimpleNamespace(words=words, facets={"kind": kind})


def test_a_norm_weighs_words_by_field():
    expected = 2 * weights.TITLE + 3 * weights.HEADING + 100 * weights.BODY
    assert norm(section(2, 3, 100)) == pytest.approx(expected)


def test_a_short_line_counts_as_the_shortest_section_and_references_as_long_ones():
    assert norm(section(0, 0, 0)) == norm(section(0, 0, 1)) == weights.SHORTEST
    assert norm(section(0, 0, 200, kind="references")) == weights.REFERENCES * norm(section(0, 0, 200))


def test_spellings_beside_normal_forms_are_no_words():
    html = "<title>Gout</title><h1>Gout</h1><p>Gout.</p><h2>Causes of attacks</h2><p>Crystals in joints.</p>"
    _, causes = indexed_sections(read_article(html.encode()))
    assert list(causes.words) == [1, 2, 2]
    assert len(causes.body.texts) > 2
