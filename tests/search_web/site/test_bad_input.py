"""Guarantee G8 over HTTP: any input answers, with 200, or with 400 or 404 and a message, never with 500."""

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

QUERIES = [
    "",
    "the of and",
    "((((",
    '"unclosed',
    "a\x00b",
    "😀 fever",
    "\u202eevil\u202c",
    "*",
    "a*",
    "NOT NOT NOT a",
    "-",
    "-fever",
    "title:",
    "in:nowhere x",
    'source:"',
    "AND OR NOT",
    "(" * 300 + "a" + ")" * 200,
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} %s %(x)s {before}",
    "../../etc/passwd",
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("address", ["/search", "/api/search"])
def test_any_query_answers(client, address, query):
    response = client.get(address, query_string={"q": query})
    assert response.status_code in (200, 400)


@pytest.mark.parametrize("query", [*QUERIES, "nerve " * 1_667])
def test_an_article_is_shown_whatever_the_query(client, some_article, query):
    assert client.get(some_article.split("?")[0], query_string={"q": query}).status_code == 200


def error_message(client, page, address, status):
    """The error message of a page, which is that of the API too."""
    message = page(f"/search{address}", status).select_one("main .lead").get_text()
    response = client.get(f"/api/search{address}")
    assert response.status_code == status and response.get_json() == {"error": message}
    return message


@pytest.mark.parametrize("number", ["0", "-1", "99999999", "x", "1.5", "²", "1_0", "9" * 5_000, "%00", " 1"])
def test_an_impossible_page_is_an_error_message(client, page, number):
    assert "age" in error_message(client, page, f"?q=nerve&page={number}", 400)


def test_an_unknown_kind_is_rejected_with_a_list_of_the_kinds(client, page):
    message = error_message(client, page, "?q=nerve&in=treatmint", 400)
    assert "treatmint" in message and "treatment" in message


def test_an_unknown_source_has_no_results_and_can_be_removed(client, page):
    results = page("/search?q=nerve&source=Nowhere+Gazette")
    assert results.h1.get_text().startswith("Nothing found")
    assert "Nowhere Gazette" in results.select_one(".chosen a").get_text()
    assert client.get("/api/search?q=nerve&source=Nowhere+Gazette").get_json()["total_articles"] == 0


def test_a_query_of_ten_thousand_characters_is_rejected_with_the_limit(client, page):
    assert "2,000" in error_message(client, page, "?q=" + "nerve+" * 1_667, 400)


def test_a_rejected_query_stays_in_the_search_box(page):
    assert page("/search?q=nerve+pain&page=x", 400).select_one("input[name=q]")["value"] == "nerve pain"


def test_too_many_or_too_long_sources_are_rejected(client, page):
    many = "&".join(f"source=s{number}" for number in range(500))
    assert "at most 20" in error_message(client, page, f"?q=nerve&{many}", 400)
    assert "too long" in error_message(client, page, f"?q=nerve&source={'s' * 5_000}", 400)


def test_repeated_parameters_take_the_first_query_and_page_and_every_filter(client):
    once = client.get("/api/search?q=nerve&in=treatment&in=symptoms").get_json()
    often = client.get(
        "/api/search?q=nerve&q=skin&in=treatment&in=symptoms&in=treatment&page=1&page=x"
    ).get_json()
    assert often["articles"] == once["articles"]
    assert {hit["kind"] for article in once["articles"] for hit in article["sections"]} == {
        "treatment",
        "symptoms",
    }


@pytest.mark.parametrize(
    "article",
    ["no-such-article", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "a" * 3_000, "😀", "%ff", "'\""],
)
def test_a_missing_article_is_404(client, article):
    assert client.get(f"/articles/{article}").status_code == 404
    response = client.get(f"/api/articles/{article}")
    assert response.status_code == 404


def test_the_404_of_the_api_is_json(client):
    for address in ("/api/articles/no-such-article", "/api/nothing"):
        assert set(client.get(address).get_json()) == {"error"}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_method_that_changes_things_is_405(client, method):
    response = getattr(client, method)("/search")
    assert response.status_code == 405 and "GET" in response.headers["Allow"]


def test_a_body_over_the_limit_is_413(client):
    assert client.post("/search", data=b"x" * 20_000).status_code == 413


@pytest.mark.parametrize("host", ["bad host", "<script>", "a" * 500, "evil.example:99999", ""])
def test_no_host_header_ends_in_a_500(client, host):
    for address in ("/", "/opensearch.xml", "/nothing"):
        assert client.get(address, headers={"Host": host}).status_code < 500


def test_an_error_page_has_the_layout_of_the_site_and_a_link_home(page):
    lost = page("/nowhere", 404)
    assert lost.select_one("link[rel=stylesheet]") and lost.select_one("form[role=search]")
    assert lost.select_one("main a")["href"] == "/"


def test_a_bug_is_a_500_without_details_and_the_query_is_not_logged(sample_data, caplog):
    from search_web import create_app

    app = create_app({"DATA": str(sample_data)})
    app.add_url_rule("/fault", view_func=lambda: 1 / 0)
    response = app.test_client().get("/fault?q=a+private+worry")
    assert response.status_code == 500
    assert "/fault" in caplog.text and "private" not in caplog.text
    assert "Something went wrong on our side" in response.text and "division" not in response.text


LETTERS = st.text(st.characters(codec="utf-8"), max_size=60)
SYNTAX = st.lists(
    st.sampled_from(
        ['"', "(", ")", "-", "*", ":", "AND", "OR", "NOT", "in:", "source:", "title:", " ", "nerve", "\x00"]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=LETTERS | SYNTAX, kind=st.none() | LETTERS, source=st.none() | LETTERS, number=st.none() | LETTERS
)
def test_no_search_ends_in_a_500(client, query, kind, source, number):
    parameters = {"q": query, "in": kind, "source": source, "page": number}
    given = {name: value for name, value in parameters.items() if value is not None}
    for address in ("/search", "/api/search"):
        assert client.get(address, query_string=given).status_code in (200, 400)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(address=LETTERS, query=LETTERS | SYNTAX)
def test_no_address_ends_in_a_500(client, address, query):
    path = quote(address.lstrip("/"), errors="replace")  # behind two slashes the test client sees a host
    for start in ("/articles/", "/api/articles/", "/static/", "/"):
        assert client.get(start + path, query_string={"q": query}).status_code < 500
