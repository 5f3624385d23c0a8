"""The change of an article as text, with and without colour, and as JSON."""

import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from corpus import read_article
from corpus.model import Block, Dropped
from corpus.sources.scan import SAMPLE
from indexer.changes.articles import article_change
from search_web.cli.output.changes import change_document, change_text
from search_web.cli.output.terminal import json_text

MMN = (SAMPLE / "harbour-notes" / "multifocal-motor-neuropathy.html").read_text(encoding="utf-8")


def printed(text, terminal=False):
    out = io.StringIO()
    Console(file=out, force_terminal=terminal, color_system="standard" if terminal else None).print(
        text, soft_wrap=True
    )
    return out.getvalue()


@pytest.fixture(scope="module")
def article():
    return read_article(MMN)


@pytest.fixture(scope="module")
def change(article):
    edits = (
        ("an average near 40", "a median of 41"),
        ('<h2 id="outlook">Outlook', '<h2 id="later">What comes after all that'),
        ('<h2 id="causes">', '<h2 id="diet">Diet</h2><p>Eat what you like.</p><h2 id="causes">'),
    )
    html = MMN
    for old, new in edits:
        html = html.replace(old, new)
    return article_change(article, read_article(html))


def with_text(article, text):
    """The article with another text in its second section."""
    section = replace(article.sections[1], blocks=(Block("paragraph", text),))
    return replace(article, sections=(article.sections[0], section, *article.sections[2:]))


def test_a_change_is_shown_by_section_with_words_in_context(change):
    output = printed(change_text(change, "harbour-notes/mmn.html"))
    assert output.splitlines() == [
        "changed Multifocal Motor Neuropathy: A Comprehensive Overview  +8 -4 words"
        "  (harbour-notes/mmn.html)",
        "   ~ Who gets it?  [risk-factors]  +4 -4 words",
        "       … ages of 20 and 50, with [-an average near 40.-] {+a median of 41.+} It is very unusual in"
        " children …",
        "   + Diet  [living-with]  +4 words",
        "       {+Eat what you like.+}",
        "   ~ What comes after all that  [other]  same words",
        "       heading: “Outlook” is now “What comes after all that”",
        "       kind: prognosis is now other",
        "       address: #outlook is now #later",
    ]


def test_a_terminal_gets_the_same_words_in_colour(change):
    coloured = printed(change_text(change), terminal=True)
    assert "\x1b[32m{+a median of 41.+}" in coloured and "\x1b[31m[-an average near 40.-]" in coloured
    assert "\x1b" not in printed(change_text(change))


def test_of_an_added_article_only_the_sections_are_shown(article):
    lines = printed(change_text(article_change(None, article))).splitlines()
    assert lines[0].startswith("added Multifocal")
    assert len(lines) == 1 + len(article.sections) and all(line.startswith("   + ") for line in lines[1:])


def test_a_long_change_is_cut_and_the_rest_counted(article):
    before = with_text(article, " ".join(f"old{n}" for n in range(500)))
    after = with_text(article, " ".join(f"new{n}" for n in range(700)))
    output = printed(change_text(article_change(before, after)))
    assert "+700 -500 words" in output and output.rstrip().endswith("and 1,140 more words")
    assert len(output) < 1200


def test_many_small_changes_are_cut_too(article):
    words = [f"w{n}" for n in range(3000)]
    other = [word if n % 30 else "other" for n, word in enumerate(words)]
    change = article_change(with_text(article, " ".join(words)), with_text(article, " ".join(other)))
    output = printed(change_text(change))
    assert "+100 -100 words" in output and "more words" in output and len(output) < 1500


def test_an_article_of_many_sections_is_cut(article):
    many = tuple(
        replace(
            article.sections[1], id=f"x/{n}", position=n, heading=f"H{n}", anchor=f"h{n}", path=(f"H{n}",)
        )
        for n in range(40)
    )
    lines = printed(change_text(article_change(None, replace(article, sections=many)))).splitlines()
    assert lines[-1] == "   and 28 more sections"


def test_newly_dropped_text_is_shown_with_the_rule(article):
    text = article.sections[1].text
    after = replace(with_text(article, "Short."), dropped=(*article.dropped, Dropped("advert", text)))
    output = printed(change_text(article_change(article, after)))
    assert f"   now dropped as advert: {' '.join(text.split()[:30])} …" in output
    assert change_document(article_change(article, after))["left_out"] == [{"rule": "advert", "text": text}]


def test_metadata_is_shown_before_and_after(article):
    change = article_change(article, replace(article, source="", title="MMN"))
    output = printed(change_text(change))
    assert "   title: “Multifocal Motor Neuropathy: A Comprehensive Overview” is now “MMN”" in output
    assert "   source: “Harbour Notes” is now none" in output


def test_text_of_a_page_is_neither_markup_nor_a_command_to_the_terminal(article):
    hostile = "[bold red]x[/bold red] [/] \x1b[2J \x07 \ud800 :smile: http://x.example"
    after = replace(with_text(article, hostile), title="\x1b]0;owned\x07 [red]T")
    output = printed(change_text(article_change(article, after), "\x1b[2J.html"), terminal=True)
    assert "[bold red]x[/bold red]" in output and "[red]T" in output and ":smile:" in output
    assert "\x1b[2J" not in output and "\x07" not in output and "\ud800" not in output
    json.loads(json_text(change_document(article_change(article, after))))


def test_the_json_document_has_all_added_and_removed_words(change):
    document = json.loads(json_text(change_document(change, "harbour-notes/mmn.html")))
    assert (document["change"], document["path"]) == ("changed", "harbour-notes/mmn.html")
    assert document["words"] == {"gained": 8, "lost": 4}
    assert document["headings"] == {
        "gained": ["Diet"],
        "lost": [],
        "renamed": [{"before": "Outlook", "after": "What comes after all that"}],
    }
    who = document["sections"][0]
    assert who["edits"] == [
        {"change": "lost", "words": "an average near 40."},
        {"change": "gained", "words": "a median of 41."},
    ]
    later = document["sections"][2]
    assert (later["kind_before"], later["kind"], later["edits"]) == ("prognosis", "other", [])


def test_the_json_document_of_an_added_article_only_counts_its_words(article):
    document = change_document(article_change(None, article))
    assert document["words"]["gained"] > 100 and "edits" not in document["sections"][0]
