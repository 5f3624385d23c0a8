"""The site in a real Chromium: search, choose a section, land on it."""

import re

import pytest

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 360, "height": 740}}
ADDRESSES = [
    "/",
    "/search",
    "/search?q=immunoglobulin+therapy",
    "/search?in=treatment&page=2",
    "/search?q=zyzzyva",
    "/nowhere",
]


def is_in_view(page, selector):
    return page.eval_on_selector(
        selector, "e => { const r = e.getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight / 2 }"
    )


def search_and_land(page):
    """Search at home and open the Treatment section of the article on MMN; gives the text of the link."""
    page.get_by_role("searchbox").fill("immunoglobulin therapy")
    page.get_by_role("button", name="Search").click()
    article = page.get_by_role("listitem").filter(
        has=page.get_by_role("heading", name="Multifocal Motor Neuropathy")
    )
    section = article.get_by_role("heading", level=3).get_by_role("link").first
    name = section.inner_text()
    section.click()
    page.wait_for_url(re.compile("/articles/.+#"))
    return name


def test_a_search_leads_to_a_section_and_lands_on_it(visit, tmp_path):
    page = visit("/")
    name = search_and_land(page)
    target = page.locator("section:target")
    assert target.get_by_role("heading").first.inner_text() == name
    assert is_in_view(page, "section:target")
    assert target.locator("mark").first.is_visible()
    page.screenshot(path=tmp_path / "landed.png")
    assert (tmp_path / "landed.png").stat().st_size > 10_000


def test_without_javascript_all_of_it_works(visit):
    page = visit("/", java_script_enabled=False, **PHONE)
    name = search_and_land(page)
    assert page.locator("section:target").get_by_role("heading").first.inner_text() == name
    page.get_by_role("link", name="Back to the results").click()
    page.get_by_text("Filter these results").click()
    page.get_by_role("navigation", name="Filters").get_by_role("link", name="Treatment").click()
    assert page.get_by_role("link", name="Remove the filter Treatment").is_visible()


def test_the_keyboard_alone_skips_to_the_results_and_opens_the_first(visit):
    page = visit("/search?q=immunoglobulin+therapy")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    first = page.locator(".hits h2 a").first
    for _ in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("e => e === document.activeElement"):
            break
    assert first.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/articles/"))


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_has_to_be_scrolled_sideways_on_a_phone(visit, address):
    page = visit(address, **PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_endless_words_are_broken(visit):
    word = "a" * 280
    page = visit(
        f"/search?q=nerve+{word}*+b*&source={word}&in=treatment", viewport={"width": 320, "height": 740}
    )
    page.get_by_text("Filter these results").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_no_article_has_to_be_scrolled_sideways_on_a_phone(visit, site_url):
    page = visit("/search?in=overview", **PHONE)
    addresses = page.eval_on_selector_all(".hits h2 a", "links => links.map(link => link.href)")
    for address in addresses:
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == 360, address


def test_controls_on_a_phone_are_large_enough(visit):
    page = visit("/search?q=immunoglobulin+therapy", **PHONE)
    page.get_by_text("Filter these results").click()
    for control in page.locator("input[type=search], button, summary, .filters.narrow a").all():
        assert control.bounding_box()["height"] >= 24  # WCAG 2.2, success criterion 2.5.8


def test_the_dark_scheme_is_dark(visit):
    grounds = {}
    for scheme in ("light", "dark"):
        page = visit("/", color_scheme=scheme)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        grounds[scheme] = sum(int(part) for part in re.findall(r"\d+", colour))
    assert grounds["dark"] < 150 < 600 < grounds["light"]


def test_filters_are_beside_the_results_on_a_desktop_and_in_a_box_on_a_phone(visit):
    for options, beside in (({}, True), (PHONE, False)):
        page = visit("/search?q=immunoglobulin", **options)
        assert page.locator(".filters.wide").is_visible() is beside
        assert page.locator(".filters.narrow").is_visible() is not beside


def test_the_style_sheet_passes_the_sites_own_policy(visit):
    page = visit("/")
    assert page.evaluate("document.styleSheets[0].cssRules.length") > 50
    assert page.evaluate("getComputedStyle(document.querySelector('.brand img')).width") == "32px"
