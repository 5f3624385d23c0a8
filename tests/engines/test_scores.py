"""What a query scores a section that is known already."""

import pytest

from indexer.engines.base import SearchRequest
from indexer.query.tree import And, Or, Term


def test_scores_are_those_of_the_search_for_the_sections_that_match(build, article):
    engine = build(article("a", "gout hurts"), article("b", "fever and gout"), article("c", "a cough"))
    query = Or((Term("gout"), Term("fever")))
    found = {s.section_id: s.score for a in engine.search(SearchRequest(query)).articles for s in a.sections}
    both = And((Term("gout"), Term("fever")))
    ids = ["a/s0", "b/s0", "c/s0", "none/s0"]
    scores, both = engine.explain([query, both], ids)
    assert dict(scores) == pytest.approx(found)
    assert both == {}
