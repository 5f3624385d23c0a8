"""The gates before a publish, each at its edge, and over counts of the sample corpus."""

from dataclasses import replace

import pytest

from corpus import read_article
from corpus.sources.scan import SAMPLE
from indexer.golden.golden_queries import GoldenQuery, GoldenReport, GoldenResult
from indexer.library.contents import ArticleSize, ArticleSizes, article_size
from indexer.library.library import Failure
from indexer.publish.gates import ALLOWABLE, IndexState, find_refusals


def contents(articles=100, sections=5, words=400, source="Clinic", **more):
    """An index of so many articles, all alike."""
    counts = {f"a{n}": ArticleSize(source, sections, words) for n in range(articles)}
    return IndexState(ArticleSizes(counts), pages=articles, **more)


def with_counts(found, counts):
    return replace(found, sizes=ArticleSizes({**found.sizes.by_id, **counts}))


def sizes_of(articles):
    return ArticleSizes({article.id: article_size(article) for article in articles})


def failing(count, first=0):
    return tuple(Failure(f"pages/{n:03}.html", "The page is empty.") for n in range(first, first + count))


def report(*passed):
    return GoldenReport(
        tuple(
            GoldenResult(
                GoldenQuery(line, f"query {line}", ("Gout",), (), 1),
                () if good else ("“Gout” is not among the first 100.",),
                (),
                (),
            )
            for line, good in enumerate(passed, start=2)
        )
    )


def gates(live, candidate, allowed=()):
    return [refusal.gate for refusal in find_refusals(live, candidate, allowed)]


def reason(live, candidate):
    (refusal,) = find_refusals(live, candidate)
    assert refusal.reason.endswith(".") and refusal.override == f"--allow {refusal.gate}"
    return refusal.reason


def test_the_same_again_is_published():
    assert find_refusals(contents(), contents()) == ()


def test_more_articles_than_before_are_published():
    assert find_refusals(contents(100), contents(10_000)) == ()


def test_a_tenth_of_the_articles_may_go_and_not_one_more():
    assert gates(contents(100), contents(90)) == []
    assert gates(contents(100), contents(89)) == ["articles", "sections"]
    (articles, sections) = find_refusals(contents(100), contents(89))
    assert articles.reason.startswith("11 of 100 articles would be gone (11 %; 0 would be new).")
    assert sections.reason.startswith("There would be 445 sections instead of 500 (11 % fewer).")


def test_one_or_two_articles_of_a_small_corpus_may_go():
    assert gates(contents(4, sections=2), contents(2, sections=2)) == []


def test_a_corpus_emptied_by_accident_is_refused_however_small():
    assert reason(contents(1), contents(0)).startswith("No article would be left of 1.")
    assert reason(contents(5000), contents(0)).startswith("No article would be left of 5,000.")


def test_a_corpus_exchanged_for_another_of_its_size_has_lost_its_articles():
    other = ArticleSizes({f"b{n}": ArticleSize("Clinic", 5, 400) for n in range(100)})
    said = reason(contents(100), replace(contents(100), sizes=other))
    assert "100 of 100 articles would be gone (100 %; 100 would be new)" in said


def test_sections_that_go_while_all_articles_stay_are_noticed():
    assert gates(contents(100, sections=10), contents(100, sections=9)) == []
    assert gates(contents(100, sections=10), contents(100, sections=8)) == ["sections"]


def test_pages_that_begin_to_fail_are_refused_above_a_twentieth():
    assert gates(contents(100), contents(100, failures=failing(5))) == []
    said = reason(contents(100), contents(100, failures=failing(6)))
    assert said == (
        "6 of 100 pages (6 %) can no longer be read, or are new and cannot. "
        "The first: pages/000.html: The page is empty."
    )


def test_pages_that_failed_before_are_no_reason_to_refuse_again():
    live = contents(100, failures=failing(40))
    assert gates(live, contents(100, failures=failing(42))) == []
    assert gates(live, contents(100, failures=failing(46))) == ["failures"]


def test_two_bad_pages_never_stop_a_small_corpus():
    assert gates(contents(5), contents(5, failures=failing(2))) == []


def test_a_golden_query_that_regresses_is_refused_with_its_reason():
    live, candidate = contents(golden=report(True, True, False)), contents(golden=report(True, False, False))
    assert reason(live, candidate) == (
        "The golden query “query 3” (line 3) passed and would fail: “Gout” is not among the first 100."
    )
    assert gates(live, contents(golden=report(True, True, True))) == []
    assert gates(live, contents(golden=None)) == gates(contents(golden=None), candidate) == []


def test_an_index_that_is_not_whole_is_never_let_through():
    candidate = contents(damage="The index file x is damaged.")
    (refusal,) = find_refusals(contents(), candidate, allowed=(*ALLOWABLE, "verify"))
    assert (refusal.gate, refusal.override) == ("verify", None)
    assert "The index file x is damaged." in refusal.reason
    assert gates(None, candidate) == ["verify"]


def test_a_site_whose_pages_yield_half_the_text_is_named_with_before_and_after():
    live = with_counts(contents(100), {f"n{n}": ArticleSize("Harbour Notes", 5, 600 + n) for n in range(6)})
    thin = with_counts(live, {f"n{n}": ArticleSize("", 5, 250 + n) for n in range(6)})
    said = reason(live, thin)
    assert said.startswith(
        "The 6 changed pages of Harbour Notes have 252 words each (the median) where they had 602"
    )
    still = with_counts(live, {f"n{n}": ArticleSize("", 5, 310 + n) for n in range(6)})
    assert gates(live, still) == []


def test_a_template_that_changed_is_noticed_among_many_pages_that_did_not():
    live = contents(100, words=400)
    thin = with_counts(live, {f"a{n}": ArticleSize("Clinic", 5, 20) for n in range(5)})
    assert gates(live, thin) == ["text"]
    few = with_counts(live, {f"a{n}": ArticleSize("Clinic", 5, 20) for n in range(4)})
    assert gates(live, few) == []


def test_short_pages_that_are_added_are_no_template_that_changed():
    live = contents(10, words=1000)
    assert gates(live, with_counts(live, {f"g{n}": ArticleSize("Clinic", 1, 30) for n in range(90)})) == []


def test_a_first_publish_has_nothing_to_lose_but_is_not_mostly_failures():
    assert gates(None, contents(3, golden=report(False))) == []
    assert gates(None, contents(100, failures=failing(50))) == []
    assert reason(None, contents(100, failures=failing(51))).startswith("51 of 100 pages could not be read.")


@pytest.mark.parametrize("gate", ALLOWABLE)
def test_allowing_one_gate_leaves_the_others_shut(gate):
    live = with_counts(contents(100, golden=report(True)), {})
    candidate = contents(
        80, sections=4, words=100, failures=failing(9), golden=report(False), rollback="Held."
    )
    assert set(gates(live, candidate)) == set(ALLOWABLE)
    assert set(gates(live, candidate, (gate,))) == set(ALLOWABLE) - {gate}
    assert gates(live, candidate, ALLOWABLE) == []


def test_the_sample_corpus_is_counted_as_it_is():
    articles = [read_article(page.read_bytes()) for page in sorted(SAMPLE.rglob("*.html"))]
    sizes = sizes_of(articles)
    assert sizes.articles == len(articles)
    assert sizes.sections == sum(len(article.sections) for article in articles)
    for article in articles:
        count = sizes.by_id[article.id]
        assert count.source == article.source
        assert count.words == sum(len(section.text.split()) for section in article.sections)
    assert find_refusals(IndexState(sizes, len(articles)), IndexState(sizes, len(articles))) == ()


def test_a_template_whose_articles_are_cut_short_is_refused_for_its_site():
    pages = {page: page.read_bytes() for page in sorted(SAMPLE.rglob("*.html"))}
    before = sizes_of(map(read_article, pages.values()))
    after = sizes_of(
        read_article(cut(html) if page.parent.name == "askwell" else html) for page, html in pages.items()
    )
    found = find_refusals(
        IndexState(before, len(pages)), IndexState(after, len(pages)), allowed=("sections",)
    )
    assert [refusal.gate for refusal in found] == ["text"]
    assert "changed pages of Askwell have" in found[0].reason


def cut(html):
    """The page with its first paragraphs only."""
    return b"</p>".join(html.split(b"</p>")[:8]) + b"</p></body></html>"
