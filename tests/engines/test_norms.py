"""The weighted length of a section."""

import pytest

from indexer import weights
from indexer.documents.indexed_section import FieldTokens, IndexedSection
from indexer.engines.local.doc_values import norm


def section(kind="other", **fields):
    fields = {
        name: FieldTokens.of(fields.get(name, ()), range(len(fields.get(name, ()))))
        for name in ("title", "heading", "body")
    }
    return IndexedSection("a/s0", "a", 0, "", {"kind": kind}, *fields.values(), b"", b"")


def test_a_norm_weighs_words_by_field_without_the_spellings_beside_them():
    words = section(title=["gout"], heading=["caus", "=causes"], body=["word", "=words"] * 100)
    assert norm(words) == pytest.approx(weights.TITLE + weights.HEADING + 100 * weights.BODY)


def test_a_short_line_counts_as_the_shortest_section_and_references_as_long_ones():
    assert norm(section()) == norm(section(body=["gout"])) == weights.SHORTEST
    body = ["word"] * 200
    assert norm(section("references", body=body)) == weights.REFERENCES * norm(section(body=body))
