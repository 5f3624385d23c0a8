"""Pages that no one would write, from the file through the index of every engine to the results."""

import json

import pytest

from indexer.engines import ENGINES
from indexer.reindex import reindex
from indexer.search.searcher import Searcher

PAGE = (
    '<html><head><title>{title}</title><script type="application/ld+json">{linked}</script></head>'
    "<body><main><h1>{title}</h1><p>About it.</p><h2>Treatment</h2><p>{text}</p></main></body></html>"
)


@pytest.fixture(params=ENGINES)
def engine(request):
    pytest.importorskip(request.param)
    return request.param


@pytest.fixture
def published(engine, tmp_path):
    """Indexes what the test wrote and opens it for searching."""

    def publish(*roots):
        report = reindex(roots, tmp_path / "data", engine=engine, workers=1)
        assert report.articles.failures == () and report.manifest.engine == engine
        return Searcher.open(tmp_path / "data", engine)

    return publish


def first(results):
    """The title of the first article, and its first snippet without marks."""
    article = results.articles[0]
    snippet = article.sections[0].snippet_html
    return article.title, snippet.replace("<mark>", "").replace("</mark>", "")


def test_a_section_of_two_megabytes_is_found_by_its_last_words(published, tmp_path):
    sentences = (f"Sentence {number} tells of rest and of cold water. " for number in range(100_000))
    text = "".join(sentences)[:1_990_000].rpartition(".")[0]
    page = PAGE.format(title="Gout", linked="{}", text=f"{text}. At last comes colchicine.")
    (tmp_path / "gout.html").write_text(page)
    searcher = published(tmp_path / "gout.html")
    title, _ = first(searcher.search("colchicine"))
    assert title == "Gout"
    assert searcher.search('"last comes colchicine"').total_sections == 1
    (section,) = (
        one for one in searcher.article(searcher.newest()[0].id).sections if one.kind == "treatment"
    )
    assert section.text.endswith("At last comes colchicine.") and len(section.text) > 1_950_000


HALF = {
    "character reference": PAGE.format(title="Gout", linked="{}", text="Rest &#xd800; helps&#55357;."),
    "linked data": PAGE.format(
        title="Gout",
        linked='{"@type": "Article", "headline": "Gout", "publisher": {"name": "Clinic \\ud83d"}}',
        text="Rest helps.",
    ),
}


@pytest.mark.parametrize("html", HALF.values(), ids=HALF.keys())
def test_half_characters_of_a_page_harm_no_search(published, tmp_path, html):
    (tmp_path / "gout.html").write_text(html)
    searcher = published(tmp_path / "gout.html")
    for query in ("rest helps", "rest \ud800 helps", "gout \udfff"):
        results = searcher.search(query)
        title, snippet = first(results)
        assert title == "Gout" and snippet.startswith(("Rest", "About"))
        json.dumps([snippet, *results.facets["source"]], ensure_ascii=False).encode("utf-8")


def test_half_characters_of_a_line_of_json_and_of_bytes_harm_no_search(published, tmp_path):
    line = json.dumps({"url": "https://health.example/gout", "html": PAGE}).replace("About", "About \\udc00")
    (tmp_path / "pages.jsonl").write_text(
        line.replace("{title}", "Gout \\ud800")
        .replace("{linked}", "{}")
        .replace("{text}", "Rest \\udfff helps.")
    )
    page = PAGE.format(title="Fever", linked="{}", text="Sleep @ helps.").encode()
    (tmp_path / "fever.html").write_bytes(page.replace(b"@", b"\xed\xa0\x80"))
    searcher = published(tmp_path / "pages.jsonl", tmp_path / "fever.html")
    assert first(searcher.search("rest helps"))[0].startswith("Gout")
    assert first(searcher.search("sleep helps"))[0] == "Fever"
