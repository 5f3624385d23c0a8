"""What a keyboard and a screen reader need, in the HTML of every page."""

import pytest

ADDRESSES = [
    "/",
    "/search",
    "/search?q=immunoglobulin+therapy",
    "/search?q=immunoglobulin&in=treatment&in=symptoms",
    "/search?in=treatment&page=2",
    "/search?q=immunoglobulin+kneecap+kawasaki",
    "/search?q=zyzzyva",
    "/search?page=x",
    "/articles/no-such-article",
    "/about",
    "an article",
]


@pytest.fixture(params=ADDRESSES)
def any_page(request, client, some_article):
    from bs4 import BeautifulSoup

    address = some_article if request.param == "an article" else request.param
    return BeautifulSoup(client.get(address).data, "lxml")


def test_there_is_one_h1_and_no_heading_skips_a_level(any_page):
    levels = [int(heading.name[1]) for heading in any_page.select("h1, h2, h3, h4, h5, h6")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert all(heading.get_text(strip=True) for heading in any_page.select("h1, h2, h3, h4, h5, h6"))


def test_the_landmarks_are_there_once(any_page):
    body = any_page.body
    assert [node.name for node in body.find_all(recursive=False)] == ["a", "header", "main", "footer"]
    assert len(any_page.select("main")) == 1
    assert len(any_page.select("[role=search]")) == 1


def test_the_first_link_skips_to_the_content(any_page):
    first = any_page.select("a, button, input, summary")[0]
    assert first.get_text().startswith("Skip")
    assert any_page.find(id=first["href"].removeprefix("#")).name == "main"


def test_every_field_link_and_picture_has_a_name(any_page):
    for field in any_page.select("input:not([type=hidden])"):
        assert field.find_parent("label").get_text(strip=True)
    for node in any_page.select("a, button, summary"):
        assert node.get("aria-label") or node.get_text(strip=True)
    assert all(picture.has_attr("alt") for picture in any_page.select("img"))


def test_regions_of_one_kind_have_different_names(any_page):
    for kind in ("nav", "aside"):
        names = [node.get("aria-label") for node in any_page.select(kind)]
        assert all(names) and len(names) == len(set(names))


def test_ids_are_there_once(any_page):
    ids = [node["id"] for node in any_page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_page_declares_its_language_and_fits_a_phone(any_page):
    assert any_page.html["lang"] == "en"
    assert "width=device-width" in any_page.select_one("meta[name=viewport]")["content"]
    assert "user-scalable" not in any_page.select_one("meta[name=viewport]")["content"]


def test_nothing_is_inline_and_no_script_is_needed(any_page):
    assert not any_page.select("script, style, iframe, [style]")
    assert not [node for node in any_page.find_all() if any(name.startswith("on") for name in node.attrs)]


def test_every_page_has_the_medical_disclaimer_and_emergency_advice(any_page):
    foot = any_page.footer.get_text()
    assert "does not replace" in foot and "emergency number" in foot


def test_results_are_headings_in_an_ordered_list(page):
    results = page("/search?q=immunoglobulin+therapy")
    for entry in results.select("ol.hits > li"):
        assert entry.find("h2", recursive=False).a["href"].startswith("/articles/")
        assert all(section.h3.a for section in entry.select("ul.sections > li"))


def test_a_scrolling_table_can_be_reached_by_keyboard(app):
    from flask import render_template_string
    from markupsafe import escape

    from search_web.site.blocks import TableBlock

    with app.test_request_context():
        html = render_template_string(
            '{% from "partials/blocks.html" import show_block %}{{ show_block(table, mark, heading) }}',
            table=TableBlock("Doses", (("Way",),), (("Vein",),)),
            mark=escape,
            heading="Treatment",
        )
    assert 'role="region" aria-label="Doses" tabindex="0"' in html
    assert '<th scope="col">Way</th>' in html
