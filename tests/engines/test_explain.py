"""The scores of sections that are known already, for several queries in one call."""

import pytest

from indexer.engines.base import SearchRequest
from indexer.query.tree import And, Or, Term


def test_explained_scores_are_those_of_a_search(build, article):
    engine = build(article("a", "gout hurts"), article("b", "fever and gout"), article("c", "a cough"))
    either = Or((Term("gout"), Term("fever")))
    both = And((Term("gout"), Term("fever")))
    ids = ["c/s0", "b/s0", "a/s0", "none/s0"]
    explained = engine.explain([either, both, Term("missing")], ids)
    for query, scores in zip([either, both], explained, strict=False):
        articles = engine.search(SearchRequest(query)).articles
        found = {section.section_id: section.score for hit in articles for section in hit.sections}
        assert dict(scores) == pytest.approx(found)
    assert set(explained[0]) == {"a/s0", "b/s0"} and set(explained[1]) == {"b/s0"}
    assert dict(explained[2]) == {}


def test_nothing_to_explain_is_no_error(build, article):
    engine = build(article("a", "gout"))
    assert list(engine.explain([], ["a/s0"])) == []
    assert [dict(scores) for scores in engine.explain([Term("gout")], [])] == [{}]
