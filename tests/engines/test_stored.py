"""What an engine gives back as it was put in: sections and articles."""

from dataclasses import replace
from datetime import date

from corpus.model import Block


def test_a_section_comes_back_as_results_show_it_and_whole_in_its_article(build, article):
    blocks = (
        Block("paragraph", "Rest.\u00a0Über 38 °C, “call” 🩺 & <b>ask</b>"),
        Block("item", "Drink", depth=2, ordered=True),
        Block("row", "Dose\tDays", header=True),
        Block("term", ""),
    )
    one = article("a", ("Care", "x", "treatment"), title="Flu", source="Clinic", reviewed="2024-02-29")
    section = replace(one.sections[0], blocks=blocks, path=("Care", "At home"), level=3, anchor="at-home")
    section = replace(section, id="a/at-home")
    one = replace(one, sections=(section,))
    engine = build(one)
    stored = engine.sections(["a/at-home"])["a/at-home"]
    assert (stored.id, stored.heading, stored.path) == ("a/at-home", "Care", ("Care", "At home"))
    assert (stored.kind, stored.anchor, stored.analysis.text) == ("treatment", "at-home", section.text)
    assert stored.article == replace(one, sections=())
    assert engine.article("a") == one


def test_unknown_section_ids_are_left_out(build, article):
    engine = build(article("a", "gout"))
    ids = ["a/s0", "a/s1", "", "b/s0", "a/s0\x00", "\ud800", "x" * 100_000, "../../etc/passwd"]
    assert set(engine.sections(ids)) == {"a/s0"}
    assert engine.sections([]) == {}


def test_an_article_comes_back_with_its_sections_in_order(build, article):
    one = article("a", *(f"part {number}" for number in range(12)), title="Gout")
    assert build(one, article("b", "fever")).article("a") == one


def test_an_unknown_article_is_none(build, article):
    engine = build(article("a", "gout"))
    for unknown in ("", "b", "a/s0", "A", "a\x00", "\ud800", "x" * 100_000, "../../etc/passwd"):
        assert engine.article(unknown) is None


def test_articles_come_newest_first_by_review_else_publication_and_undated_last(build, article):
    engine = build(
        article("undated", "x"),
        article("old", "x", reviewed="2001-01-01", published="1999-01-01"),
        article("new", "x", published="2024-06-01"),
        article("reviewed-late", "x", "y", reviewed="2023-01-01", published="1990-01-01"),
        article("also-undated", "x"),
    )
    newest = engine.articles(10)
    assert [one.id for one in newest] == ["new", "reviewed-late", "old", "also-undated", "undated"]
    assert all(one.sections == () for one in newest)
    assert newest[0].published == date(2024, 6, 1)
    assert [one.id for one in engine.articles(2)] == ["new", "reviewed-late"]
    assert list(engine.articles(0)) == []


def test_an_engine_tells_its_name_and_counts(build, article, engine_name):
    facts = build(article("a", "x", "y"), article("b", "z")).describe()
    assert (facts.engine, facts.articles, facts.sections) == (engine_name, 2, 3)
    assert facts.version
