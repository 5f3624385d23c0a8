"""What changed in an article: real pages of the sample corpus, edited as an editor would, and read again."""

from dataclasses import replace
from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import read_article
from corpus.model import Article, Block, Section
from corpus.sources.scan import SAMPLE
from indexer.changes.articles import article_change
from indexer.changes.section_pairs import pair_sections

MMN = SAMPLE / "harbour-notes" / "multifocal-motor-neuropathy.html"
PAGES = sorted(SAMPLE.rglob("*.html"))


@pytest.fixture
def edited(tmp_path):
    """What changes when texts of the page are replaced: (old, new), …; both versions read from files."""

    def edit(*replacements, page=MMN):
        copy = tmp_path / page.name
        html = page.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in html
            html = html.replace(old, new)
        copy.write_text(html, encoding="utf-8")
        return article_change(read_article(page.read_bytes()), read_article(copy.read_bytes()))

    return edit


def words(part, kind):
    return " ".join(word for run in part.runs if run.kind == kind for word in run.words)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_an_article_against_itself_is_no_change(page):
    article = read_article(page.read_bytes())
    assert article_change(article, read_article(page.read_bytes())) is None


def test_an_edited_sentence_names_its_section_and_the_words(edited):
    change = edited(("an average near 40", "a median of 41"))
    (part,) = change.sections
    assert (change.change, change.fields, part.change) == ("changed", (), "changed")
    assert part.section.heading == "Who gets it?"
    assert (words(part, "lost"), words(part, "gained")) == ("an average near 40.", "a median of 41.")
    assert (change.words_lost, change.words_gained) == (4, 4)
    assert change.headings_gained == change.headings_lost == change.headings_renamed == ()


def test_a_new_section_is_added_and_its_neighbours_are_not_touched(edited):
    change = edited(
        ('<h2 id="outlook">', '<h2 id="diet">Diet</h2><p>Eat what you like.</p><h2 id="outlook">')
    )
    (part,) = change.sections
    assert (part.change, part.section.heading, words(part, "gained")) == (
        "added",
        "Diet",
        "Eat what you like.",
    )
    assert change.headings_gained == ("Diet",) and change.words_lost == 0


def test_a_section_taken_out_is_removed_with_its_words(edited):
    html = MMN.read_text(encoding="utf-8")
    start, end = html.index('<h2 id="treatment">'), html.index('<h2 id="side-effects-of-treatment">')
    change = edited((html[start:end], ""))
    (part,) = change.sections
    assert part.change == "removed" and change.headings_lost == ("Treatment",)
    assert part.words_lost > 100 and part.words_gained == 0


def test_a_renamed_heading_is_one_section_with_its_former_kind_and_address(edited):
    change = edited(('<h2 id="outlook">Outlook', '<h2 id="later">What comes after all that'))
    (part,) = change.sections
    assert change.headings_renamed == (("Outlook", "What comes after all that"),)
    assert (part.kind_before, part.section.kind) == ("prognosis", "other")
    assert (part.anchor_before, part.section.anchor) == ("outlook", "later")
    assert part.words_gained == part.words_lost == 0 and not part.moved


def test_a_renamed_and_rewritten_section_is_still_found_by_its_text(edited):
    change = edited(
        ('<h2 id="who-gets-it">Who gets it?', '<h2 id="numbers">Some numbers'),
        ("<p>MMN is rare.", "<p>Nothing of this is common."),
    )
    (part,) = change.sections
    assert part.heading_before == "Who gets it?"
    assert "MMN" in words(part, "lost") and "common." in words(part, "gained")


def test_a_renamed_parent_does_not_change_the_sections_below_it(edited):
    page = SAMPLE / "harbour-notes" / "cidp.html"
    article = read_article(page.read_bytes())
    assert any(part.path == ("Treatment options", "Immunoglobulin") for part in article.sections)
    change = edited(("Treatment options</h", "Ways of treatment</h"), page=page)
    assert change.headings_renamed == (("Treatment options", "Ways of treatment"),)
    assert len(change.sections) == 1


def test_only_the_section_that_moved_is_reported(edited):
    html = MMN.read_text(encoding="utf-8")
    start, end = html.index('<h2 id="treatment">'), html.index('<h2 id="side-effects-of-treatment">')
    treatment = html[start:end]
    change = edited((treatment, ""), ('<h2 id="causes">', treatment + '<h2 id="causes">'))
    (part,) = change.sections
    assert part.moved and part.section.heading == "Treatment" and part.change == "changed"
    assert part.words_gained == part.words_lost == 0


def test_the_same_words_in_a_list_are_another_layout(edited):
    change = edited(
        (
            '<h2 id="conclusion">Conclusion</h2>',
            '<h2 id="conclusion">Conclusion</h2><ul><li>Rest</li></ul><p>Cold</p>',
        )
    )
    before = read_article(
        MMN.read_text()
        .replace(
            '<h2 id="conclusion">Conclusion</h2>', '<h2 id="conclusion">Conclusion</h2><p>Rest</p><p>Cold</p>'
        )
        .encode()
    )
    assert change.words_gained == 2
    after = read_article(
        MMN.read_text()
        .replace(
            '<h2 id="conclusion">Conclusion</h2>',
            '<h2 id="conclusion">Conclusion</h2><ul><li>Rest</li></ul><p>Cold</p>',
        )
        .encode()
    )
    (part,) = article_change(before, after).sections
    assert part.layout_changed and part.words_gained == part.words_lost == 0


def test_lost_text_that_a_rule_drops_now_is_reported_with_the_rule(edited):
    html = MMN.read_text(encoding="utf-8")
    start, end = (
        html.index('<h2 id="conclusion">'),
        html.index("</p>", html.index('<h2 id="conclusion">')) + 4,
    )
    change = edited((html[start:end], f'<div class="newsletter-signup">{html[start:end]}</div>'))
    assert change.headings_lost == ("Conclusion",)
    (piece,) = change.left_out
    assert piece.rule == "newsletter" and "Weakness in one hand" in piece.text


def test_changed_metadata_is_reported_by_field():
    before = read_article(MMN.read_bytes())
    after = replace(before, title="MMN", reviewed=date(2031, 1, 2), source="", url=None)
    change = article_change(before, after)
    told = {part.field: (part.before, part.after) for part in change.fields}
    assert set(told) == {"title", "url", "source", "reviewed"}
    assert told["title"] == (before.title, "MMN") and told["url"] == (before.url, "")
    assert told["reviewed"][1] == "2031-01-02"
    assert change.sections == ()


def test_an_article_that_came_or_went_has_all_its_sections():
    article = read_article(MMN.read_bytes())
    came, went = article_change(None, article), article_change(article, None)
    assert (came.change, went.change) == ("added", "removed")
    assert len(came.sections) == len(went.sections) == len(article.sections)
    assert came.words_gained == went.words_lost == sum(len(s.text.split()) for s in article.sections)
    assert article_change(None, None) is None


def article_of(*parts):
    """An article of sections, each a heading, its parents' headings, and a text."""
    sections = tuple(
        Section(f"a/{n}", "a", n, 2, heading, (*above, heading), str(n), "other", (Block("paragraph", text),))
        for n, (heading, above, text) in enumerate(parts)
    )
    return Article("a", None, "A", "", "en", None, None, sections)


WORD = st.sampled_from(["rest", "ice", "cold", "heat", "helps", "a", "little", "more"])
WORDS = st.lists(WORD, max_size=12).map(" ".join)
ARTICLES = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from([(), ("X",)]), WORDS), max_size=8).map(
    lambda parts: article_of(*parts)
)


@given(ARTICLES, ARTICLES)
@settings(max_examples=300, deadline=None)
def test_every_section_of_both_versions_is_reported_once_or_is_the_same(before, after):
    change = article_change(before, after)
    told = change.sections if change else ()
    old = [part.before.id for part in told if part.before]
    new = [part.after.id for part in told if part.after]
    assert len(set(old)) == len(old) and len(set(new)) == len(new)
    same = [
        (one, other) for one, other in pair_sections(before.sections, after.sections) if other.id not in new
    ]
    assert len(old) + len(same) == len(before.sections)
    assert len(new) + len(same) == len(after.sections)
    assert all(one.text == other.text and one.heading == other.heading for one, other in same)
    for part in told:
        assert words_of(part, "same", "lost") == (part.before.text.split() if part.before else [])
        assert words_of(part, "same", "gained") == (part.after.text.split() if part.after else [])


def words_of(part, *kinds):
    return [word for run in part.runs if run.kind in kinds for word in run.words]


def test_sections_without_text_and_with_the_same_headings_are_distinguished():
    before = article_of(("A", (), ""), ("A", (), ""), ("B", (), ""))
    assert article_change(before, before) is None
    after = article_of(("A", (), ""), ("B", (), ""))
    change = article_change(before, replace(after, sections=(after.sections[0], before.sections[2])))
    assert [part.change for part in change.sections] == ["removed"]


def test_articles_of_the_most_sections_are_compared_in_bounded_time():
    before = article_of(*((f"H{n}", (), f"{n} rest ice cold " * 300) for n in range(500)))
    after = article_of(*((f"G{n}", (), f"{n} heat ice more " * 300) for n in range(500)))
    started = process_time()
    change = article_change(before, after)
    assert process_time() - started < 5
    assert len(change.sections) >= 500
