"""What a Tantivy index leaves in its folder, and what it does with tokens beyond Tantivy's limits."""

import random

import pytest

from indexer.engines import open_engine
from indexer.engines.base import SearchRequest
from indexer.query.tree import Everything, InField, Phrase, Prefix, Term

pytest.importorskip("tantivy")


def segments(folder):
    return {path.name.split(".")[0] for path in folder.iterdir() if path.suffix == ".idx"}


def test_files_of_merged_and_emptied_segments_are_swept(article, add, tmp_path):
    """Nine rounds are more than Tantivy keeps apart: it merges, and what was merged away must go."""
    folder = tmp_path / "index"
    for turn in range(9):
        with open_engine("tantivy", folder).builder() as builder:
            builder.remove(f"a{turn - 1}")
            add(builder, article(f"a{turn}", "gout"), article(f"b{turn}", "fever"))
    engine = open_engine("tantivy", folder).open()
    assert engine.describe().sections == 10
    assert len(segments(folder)) < 9
    before = {path.name for path in folder.iterdir()}
    with open_engine("tantivy", folder).builder():
        pass
    assert {path.name for path in folder.iterdir()} == before


def test_an_index_opens_where_nothing_may_be_written(article, add, tmp_path):
    folder = tmp_path / "index"
    with open_engine("tantivy", folder).builder() as builder:
        add(builder, article("a", "gout"))
    folder.chmod(0o500)
    try:
        engine = open_engine("tantivy", folder).open()
    finally:
        folder.chmod(0o700)
    assert engine.search(SearchRequest(Everything())).total_sections == 1


def test_a_token_longer_than_tantivy_takes_is_found_all_the_same(article, add, tmp_path):
    long, other = "x" * 70_000, "x" * 69_999 + "y"
    with open_engine("tantivy", tmp_path / "index").builder() as builder:
        add(builder, article("a", f"{long} gout"), article("b", f"{other} gout"))
    engine = open_engine("tantivy", tmp_path / "index").open()
    for query in (Term(long), Phrase((long, "gout"), (0, 1)), InField("body", Term(long))):
        assert [hit.article_id for hit in engine.search(SearchRequest(query)).articles] == ["a"]
    assert engine.search(SearchRequest(Prefix("xxxx"))).total_articles == 2


def test_all_articles_are_counted_exactly_however_many_there_are(article, add, tmp_path):
    choose = random.Random(2)
    articles = [article(f"a{n}", *["gout"] * choose.randint(1, 3)) for n in range(2_500)]
    with open_engine("tantivy", tmp_path / "index").builder() as builder:
        add(builder, *articles)
    hits = open_engine("tantivy", tmp_path / "index").open().search(SearchRequest(Term("gout")))
    assert (hits.total_articles, hits.total_sections) == (2_500, sum(len(a.sections) for a in articles))
