from pathlib import Path
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from corpus.model import Article, Block, Section
from indexer.reindex import reindex
from search_web import create_app
from search_web.site.app_searcher import app_searcher
from search_web.site.article import shown_sections

HOSTILE = """<!doctype html>
<html lang="en"><head>
<title>Itch &lt;b&gt;and&lt;/b&gt; scratch</title>
</head><body><article>
<h1>Itch &lt;b&gt;and&lt;/b&gt; scratch</h1>
<p>An itch may be written as
&lt;script&gt;alert("itch")&lt;/script&gt; by people who mean no good, and is shown
as it was written, because a reader wants the text and nothing else of it.</p>
<h2 id='care"&gt;&amp;#50% – ü'>Care for an itch</h2>
<p>Cool the skin &amp; leave it alone. Moisten it twice a day with a cream that has no perfume in it.</p>
<ul><li>Cut nails
<ul><li>short &lt;i&gt;and&lt;/i&gt; round</li></ul></li><li>Wear cotton</li></ul>
<table><tr><th>Cream</th><th>How often</th></tr>
<tr><td>Plain</td><td>Twice a day for the itch</td></tr></table>
<dl><dt>Pruritus</dt><dd>The doctors' word for itch.</dd></dl>
<blockquote><p>I slept through the night again.</p></blockquote>
</article></body></html>"""


@pytest.fixture(scope="module")
def itch(tmp_path_factory):
    """A client of a site over one article with hostile text and ids."""
    folder = tmp_path_factory.mktemp("itch")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "itch.html").write_text(HOSTILE, encoding="utf-8")
    reindex([Path(corpus)], folder / "data", workers=1)
    app = create_app({"DATA": str(folder / "data")})
    yield app.test_client()
    app_searcher(app).close()


def test_html_in_the_text_of_an_article_is_escaped(itch):
    results = itch.get("/search?q=itch").text
    link = BeautifulSoup(results, "lxml").select_one(".hits h2 a")
    reading = itch.get(link["href"]).text
    for html in (results, reading):
        assert "<script" not in html and "<b>" not in html and "<i>" not in html
    assert link.get_text() == "Itch <b>and</b> scratch"
    assert "&lt;script&gt;alert(&#34;<mark>itch</mark>&#34;)&lt;/script&gt;" in reading.replace(
        "&quot;", "&#34;"
    )


def test_an_anchor_may_have_any_characters(itch):
    results = BeautifulSoup(itch.get("/search?q=perfume").data, "lxml")
    address, fragment = results.select_one(".sections h3 a")["href"].split("#")
    section = BeautifulSoup(itch.get(address).data, "lxml").find("h2", string="Care for an itch").parent
    assert fragment == quote(section["id"], safe="")


def test_lists_tables_definitions_and_quotes_keep_their_structure(itch):
    link = BeautifulSoup(itch.get("/search?q=perfume").data, "lxml").select_one(".hits h2 a")
    article = BeautifulSoup(itch.get(link["href"].split("?")[0]).data, "lxml").article
    assert article.select_one("section > ul > li > ul > li").get_text() == "short <i>and</i> round"
    assert [cell.get_text() for cell in article.select("th[scope=col]")] == ["Cream", "How often"]
    assert article.select_one("tbody td").get_text() == "Plain"
    assert article.dt.get_text() == "Pruritus" and "itch" in article.dd.get_text()
    assert article.blockquote.get_text(strip=True) == "I slept through the night again."


def test_the_reading_view_shows_source_and_dates_and_links_to_the_original(page, client, some_article):
    article = client.get(f"/api{some_article}").get_json()
    soup = page(some_article)
    about = soup.select_one("article .about")
    assert soup.h1.get_text() == article["title"]
    assert article["source"] in about.get_text()
    assert article["reviewed"] in [node["datetime"] for node in about.select("time")]
    original = about.find("a")
    assert original["href"] == article["url"] and original["rel"] == ["noopener", "noreferrer"]


def test_the_contents_link_to_every_section_with_a_heading(page, some_article):
    soup = page(some_article)
    for contents in soup.select(".contents nav"):
        listed = [link["href"].removeprefix("#") for link in contents.select("a")]
        assert listed == [
            quote(node["id"], safe="") for node in soup.select("article section:has(> h2, > h3, > h4)")
        ]


def test_the_words_of_the_query_are_marked_and_a_link_leads_back(page, some_article):
    soup = page(some_article)
    assert {"nerve", "treatment"} <= {mark.get_text().lower() for mark in soup.select("article mark")}
    assert soup.select_one(".back a")["href"] == "/search?q=nerve+treatment"
    plain = page(some_article.split("?")[0])
    assert not plain.select("mark, .back")


def test_every_text_of_an_article_is_on_its_page(client, page, some_article):
    article = client.get(f"/api{some_article}").get_json()
    shown = " ".join(page(some_article).article.get_text().split())
    for section in article["sections"]:
        for line in section["text"].split("\n"):
            for cell in line.split("\t"):
                assert " ".join(cell.split()) in shown


def section(level, *path):
    return Section(
        "a/x", "a", 0, level, path[-1] if path else "Title", path, "x", "other", (Block("paragraph", "x"),)
    )


def test_headings_follow_the_breadcrumb_and_skip_no_level():
    sections = (section(1), section(4, "A"), section(6, "A", "B"), section(2, "C", "D", "E"), section(1, "F"))
    article = Article("a", None, "Title", "", "en", None, None, sections)
    assert [shown.rank for shown in shown_sections(article)] == [0, 2, 3, 4, 2]
    orphan = Article("a", None, "Title", "", "en", None, None, (section(3, "A", "B"),))
    assert [shown.rank for shown in shown_sections(orphan)] == [2]
