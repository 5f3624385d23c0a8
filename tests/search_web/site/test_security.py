import pytest

from search_web import create_app

ADDRESSES = [
    "/",
    "/search?q=nerve",
    "/search?page=x",
    "/nowhere",
    "/api/search?q=nerve",
    "/static/site.css",
    "/healthz",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_has_the_security_headers(client, address):
    headers = client.get(address, buffered=True).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    "address", ["/search?q=nerve", "/search?in=treatment", "/api/search?q=nerve", "an article"]
)
def test_a_page_with_a_query_is_neither_indexed_by_robots_nor_cached(client, some_article, address):
    headers = client.get(some_article if address == "an article" else address).headers
    assert headers["X-Robots-Tag"] == "noindex"
    assert headers["Cache-Control"] == "no-store"


def test_an_article_without_a_query_may_be_indexed_by_robots(client, some_article):
    assert "X-Robots-Tag" not in client.get(some_article.split("?")[0]).headers


def test_only_trusted_hosts_are_answered(sample_data):
    client = create_app({"DATA": str(sample_data), "TRUSTED_HOSTS": ["health.example"]}).test_client()
    assert client.get("/healthz", headers={"Host": "health.example"}).status_code == 200
    refused = client.get("/opensearch.xml", headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert "evil.example" not in refused.text and "Content-Security-Policy" in refused.headers


def test_proxy_headers_are_trusted_only_with_a_proxy(sample_data):
    headers = {"X-Forwarded-Host": "health.example", "X-Forwarded-Proto": "https"}
    for proxies, address in ((0, "http://localhost/search"), (1, "https://health.example/search")):
        client = create_app({"DATA": str(sample_data), "PROXIES": proxies}).test_client()
        assert address in client.get("/opensearch.xml", headers=headers).text


def test_a_query_is_shown_as_text(client):
    evil = "<img src=x onerror=alert(1)>"
    text = client.get("/search", query_string={"q": evil, "source": '"><script>'}).text
    assert "<img src=x" not in text and "<script" not in text and "&lt;img src=x" in text
