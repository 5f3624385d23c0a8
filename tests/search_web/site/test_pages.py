import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest


def links(node, selector="a"):
    return [link["href"] for link in node.select(selector)]


def shown_titles(soup):
    return [link.get_text() for link in soup.select(".hits h2 a")]


def test_home_offers_a_search_kinds_to_browse_and_new_articles(page):
    home = page("/")
    assert home.select_one("form[role=search] input[name=q]")
    kinds = {parse_qs(urlsplit(href).query)["in"][0] for href in links(home, ".browse a")}
    assert {"treatment", "symptoms", "causes"} <= kinds
    assert len(home.select(".newest h3 a")) == 6


def test_every_kind_at_home_leads_to_the_number_of_sections_shown(page):
    for choice in page("/").select(".browse a"):
        count = re.search(r"[\d,]+", choice.select_one(".count").get_text()).group()
        assert f" {count} section" in page(choice["href"]).h1.get_text()


def test_a_search_shows_articles_with_source_date_and_marked_sections(page):
    results = page("/search?q=immunoglobulin+therapy")
    assert any("Multifocal Motor Neuropathy" in title for title in shown_titles(results))
    first = results.select_one(".hits > li")
    assert first.select_one(".about .source").get_text(strip=True)
    assert 1 <= len(first.select(".sections > li")) <= 3
    assert first.select_one(".snippet mark").get_text().lower().startswith("immunoglobulin")


def test_the_link_of_a_section_leads_to_an_existing_element(page):
    for link in page("/search?q=immunoglobulin+therapy").select(".sections h3 a"):
        address, fragment = link["href"].split("#")
        target = page(address).find(id=unquote(fragment))
        assert target is not None and target.name == "section"


def test_the_query_stays_in_the_box_and_out_of_the_title(page):
    for address in ("/search?q=kawasaki", "/search?q=qqqqq"):
        results = page(address)
        query = address.split("=")[1]
        assert results.select_one("input[name=q]")["value"] == query
        assert results.title.get_text() == "Search results – healthsearch"


def test_the_number_of_results_is_shown_once(page):
    results = page("/search?q=immunoglobulin+therapy")
    count = re.search(r"\d+ articles?, \d+ sections?", " ".join(results.h1.get_text().split())).group()
    assert " ".join(results.get_text().split()).count(count) == 1


def test_a_filter_narrows_the_results_and_can_be_removed(page):
    results = page("/search?q=immunoglobulin")
    choice = next(a for a in results.select(".filters.wide a") if "Treatment" in a.get_text())
    count = re.search(r"\d+", choice.select_one(".count").get_text()).group()
    narrowed = page(choice["href"])
    assert f" {count} section" in narrowed.h1.get_text()
    assert {chip.get_text() for chip in narrowed.select(".hits .kind")} == {"Treatment"}
    assert (
        narrowed.select_one(".filters.wide a[aria-current]")["href"]
        == narrowed.select_one(".chosen a")["href"]
    )
    assert page(narrowed.select_one(".chosen a")["href"]).h1.get_text() == results.h1.get_text()


def test_filters_combine_and_a_new_search_keeps_them(page):
    results = page("/search?q=immunoglobulin&in=treatment")
    source = results.select(".filters.wide ul")[-1].a
    both = page(source["href"])
    assert "in=treatment" in source["href"] and "source=" in source["href"]
    sources = {node.get_text() for node in both.select(".hits .source")}
    assert sources == {source.find("span", dir="auto").get_text()}
    assert [field["name"] for field in both.select("form input[type=hidden]")] == ["in", "source"]


def test_pages_turn_through_every_article_once(page):
    address, titles, turned = "/search?in=treatment", [], 0
    while address:
        results = page(address)
        titles += links(results, ".hits h2 a")
        turned += 1
        following = results.select_one('nav[aria-label="Pages of results"] a[rel=next]')
        address = following["href"] if following else None
        head = results.select_one("head link[rel=next]")
        assert (head["href"] if head else None) == address
    assert turned >= 2
    assert len(titles) == len(set(titles)) == int(re.search(r"\d+", results.h1.get_text()).group())


def test_the_current_page_is_marked_and_has_a_link_back(page):
    second = page("/search?in=treatment&page=2")
    assert second.select_one(".paging [aria-current=page]").get_text() == "2"
    assert "page=" not in second.select_one(".paging a[rel=prev]")["href"]
    assert second.select_one(".hits")["start"] == "11"


def test_a_page_after_the_last_says_so_and_leads_to_the_first(page):
    beyond = page("/search?in=treatment&page=50")
    assert "There is no page 50" in beyond.get_text()
    assert "/search?in=treatment" in links(beyond, ".found a")


def test_words_that_no_article_has_all_of_still_find_those_with_some(page):
    results = page("/search?q=immunoglobulin+kneecap+kawasaki+pressure")
    assert "Kawasaki" in results.select_one(".hits > li").get_text()


def test_words_that_are_not_searched_are_named(page):
    reading = page("/search?q=the+of").select_one(".reading")
    assert reading.get_text(strip=True) == "Left out of the search: “the”, “of”."


def test_a_search_without_results_offers_help(page):
    empty = page("/search?q=zyzzyva&in=treatment")
    assert empty.h1.get_text().startswith("Nothing found")
    assert "/search?q=zyzzyva" in links(empty, ".help a")
    assert empty.select(".browse a")


@pytest.mark.parametrize(
    "address", ["/search", "/search?q=", "/search?q=+%00+", "/search?q=&in=&source=&page="]
)
def test_an_empty_search_offers_kinds_to_browse(page, address):
    assert page(address).h1.get_text() == "What are you looking for?"


def test_a_browser_can_add_the_site_as_a_search_engine(client, page):
    link = page("/").select_one("link[rel=search]")
    response = client.get(link["href"])
    assert response.content_type.startswith(link["type"])
    assert 'template="http://localhost/search?q={searchTerms}"' in response.text


def test_static_files_have_a_hash_in_their_address_and_are_cached_for_good(client, page):
    for node in page("/").select("link[rel=stylesheet], link[rel=icon]"):
        response = client.get(node["href"], buffered=True)
        assert response.status_code == 200 and "?v=" in node["href"]
        assert "immutable" in response.headers["Cache-Control"]


def test_a_clear_question_has_its_answer_above_the_results(page, client):
    results = page("/search?q=what+causes+kidney+stones")
    box = results.select_one("section.answer")
    answer = client.get("/api/search?q=what+causes+kidney+stones").get_json()["answer"]
    assert answer["section"]["kind"] == "causes" and 60 <= answer["words"] <= 120
    assert {block["kind"] for block in answer["blocks"]} == {"paragraph", "list"}
    told = [text for block in answer["blocks"] for text in block.get("items") or [block["text"]]]
    assert [node.get_text() for node in box.select("p:not(.about), li")] == told
    address, fragment = box.h2.a["href"].split("#")
    assert page(address).find(id=unquote(fragment)).name == "section"
    assert box.find_next("ol", class_="hits") and not page("/search?q=kneecap").select(".answer")
