"""`healthsearch search`."""

import json

from search_web import create_app
from search_web.site.app_searcher import app_searcher


def test_the_json_document_is_as_documented(process, sample_data):
    result = process("search", "immunoglobulin therapy", "--data", sample_data, "--json")
    assert result.returncode == 0 and result.stderr == ""
    document = json.loads(result.stdout)
    assert set(document) == {
        *("query", "reading", "total_articles", "total_sections", "took_ms", "partial", "articles", "facets"),
        *("answer", "urgent", "near"),
    }
    assert document["query"] == "immunoglobulin therapy" and document["partial"] is False
    assert all(set(step) == {"step", "from", "to", "undo"} for step in document["reading"])
    assert set(document["facets"]) == {"kind", "source", "reviewed"}
    assert sum(document["facets"]["kind"].values()) == document["total_sections"]
    for article in document["articles"]:
        assert set(article) == {"id", "title", "url", "source", "reviewed", "sections"}
        for section in article["sections"]:
            assert set(section) == {"id", "heading", "path", "kind", "anchor", "snippet_html", "score"}
            assert isinstance(section["path"], list) and isinstance(section["score"], float)


def test_it_gives_the_same_results_as_the_api(run, sample_data):
    app = create_app({"DATA": str(sample_data)})
    address = "/api/search?q=blood+pressure&in=treatment&page=1"
    answered = app.test_client().get(address).get_json()
    app_searcher(app).close()
    printed = run("search", "blood pressure", "--in", "treatment", "--json", "--data", sample_data).stdout
    document = json.loads(printed)
    for one in (answered, document):
        one.pop("took_ms")
    assert document == answered


def test_text_shows_articles_with_their_sections_and_no_tags(run, sample_data):
    output = run("search", "immunoglobulin therapy", "--data", sample_data).stdout
    assert "Multifocal Motor Neuropathy" in output and "[Treatment]" in output
    assert "<mark>" not in output and "&amp;" not in output


def test_filters_and_pages_narrow_the_results(run, sample_data):
    def search(*options):
        return json.loads(run("search", "blood", *options, "--data", sample_data, "--json").stdout)

    plain = search()
    kinds = {
        s["kind"] for a in search("--in", "treatment", "--in", "causes")["articles"] for s in a["sections"]
    }
    assert kinds == {"treatment", "causes"}
    source = plain["articles"][0]["source"]
    assert {a["source"] for a in search("--source", source.lower())["articles"]} == {source}
    second = search("--page", "2")["articles"]
    assert second and not {a["id"] for a in second} & {a["id"] for a in plain["articles"]}


def test_a_search_without_results_is_no_error(run, sample_data):
    for text in ("", "xyzzy", "the", "((((", '"unclosed', "*", "NOT NOT NOT a", "\u202e", "🩺"):
        document = json.loads(run("search", text, "--data", sample_data, "--json").stdout)
        assert document["total_articles"] >= len(document["articles"])
    assert run("search", "xyzzy", "--data", sample_data).stdout.startswith("0 articles, 0 sections")


def test_invalid_utf_8_in_a_query_is_ignored(process, sample_data):
    result = process(
        "search", b"nerve\xff pain".decode("utf-8", "surrogateescape"), "--data", sample_data, "--json"
    )
    assert result.returncode == 0 and json.loads(result.stdout)["query"] == "nerve pain"


def test_a_text_that_begins_with_a_minus_is_searched_after_two_dashes(run, sample_data):
    output = run("search", "--data", sample_data, "--json", "--", "-nerve").stdout
    assert json.loads(output)["query"] == "-nerve"


def test_results_are_narrowed_to_a_year_of_review_as_in_the_api(run, sample_data):
    every = json.loads(run("search", "treatment", "--data", sample_data, "--json").stdout)
    year, count = next((year, n) for year, n in every["facets"]["reviewed"].items() if year)
    document = json.loads(
        run("search", "treatment", "--reviewed", year, "--data", sample_data, "--json").stdout
    )
    assert document["total_sections"] == count < every["total_sections"]
    assert {article["reviewed"][:4] for article in document["articles"]} == {year}
    assert document["facets"]["reviewed"] == every["facets"]["reviewed"]
    app = create_app({"DATA": str(sample_data)})
    answer = app.test_client().get(f"/api/search?q=treatment&reviewed={year}").get_json()
    app_searcher(app).close()
    assert answer["articles"] == document["articles"]


def test_the_answer_to_a_clear_question_comes_first_with_its_source(run, sample_data):
    lines = run("search", "what causes kidney stones", "--data", sample_data).stdout.splitlines()
    at = next(
        number
        for number, line in enumerate(lines)
        if line.startswith("Kidney stones (renal calculi) › Causes")
    )
    assert "reviewed" in lines[at] or "published" in lines[at]
    assert any(line.startswith("   • ") for line in lines[at:])
    assert at < next(number for number, line in enumerate(lines) if line.startswith("1. "))
