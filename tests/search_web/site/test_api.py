import json
from datetime import date

from indexer.rewriting.rewritten_query import RewriteStep
from indexer.search.results import ArticleHit, Hit, ResultPage
from indexer.search.searcher import Searcher
from search_web.json_documents import search_document


def test_the_json_document_of_a_search_is_as_documented(client):
    document = client.get("/api/search?q=immunoglobulin+therapy").get_json()
    assert set(document) == {
        *("query", "reading", "total_articles", "total_sections", "took_ms", "partial", "articles", "facets"),
        *("answer", "urgent", "near"),
    }
    article = document["articles"][0]
    assert set(article) == {"id", "title", "url", "source", "reviewed", "sections"}
    assert set(article["sections"][0]) == {"id", "heading", "path", "kind", "anchor", "snippet_html", "score"}
    assert set(document["facets"]) == {"kind", "source", "reviewed"}
    assert document["query"] == "immunoglobulin therapy"


def test_the_api_and_the_searcher_give_the_same_results(client, sample_data):
    searcher = Searcher.open(sample_data)
    expected = search_document(searcher.search("nerve", kinds=["treatment"]))
    searcher.close()
    document = client.get("/api/search?q=nerve&in=treatment").get_json()
    assert {**document, "took_ms": 0} == {**expected, "took_ms": 0}


def test_rewrite_steps_and_dates_are_plain_json():
    hit = Hit("a/b", "Treatment", ("Care", "Treatment"), "treatment", "b", "<mark>Care</mark>", 1.5)
    article = ArticleHit("a", "A", None, "", date(2024, 5, 3), (hit,), 4)
    step = RewriteStep("spelling", "pian", "pain", '"pian"')
    page = ResultPage(
        "pian", 1, 1, (article,), 1, 4, {"kind": {"treatment": 4}, "source": {}}, (step,), 1.0, False
    )
    document = json.loads(json.dumps(search_document(page)))
    assert document["reading"] == [{"step": "spelling", "from": "pian", "to": "pain", "undo": '"pian"'}]
    assert document["articles"][0]["reviewed"] == "2024-05-03"
    assert document["articles"][0]["sections"][0]["path"] == ["Care", "Treatment"]


def test_the_json_document_of_an_article_has_the_text_of_its_sections(client, some_article):
    article = client.get(f"/api{some_article}").get_json()
    assert "Multifocal Motor Neuropathy" in article["title"]
    assert all(
        {"heading", "anchor", "kind", "text", "path"} <= set(section) for section in article["sections"]
    )
    assert any(section["kind"] == "treatment" and section["text"] for section in article["sections"])
