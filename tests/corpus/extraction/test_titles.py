"""The title of an article and the name of its site, in the ways real sites combine them."""

import pytest
from bs4 import BeautifulSoup

from corpus.extraction.metadata import read_metadata


def read(html, url=None):
    return read_metadata(BeautifulSoup(html, "lxml"), url)


def page(head="", body="", lang='lang="en"'):
    return f"<html {lang}><head>{head}</head><body>{body}</body></html>"


def title_and_source(title, body="", head="", url=None):
    found = read(page(f"<title>{title}</title>{head}", body), url)
    return found.title, found.source


@pytest.mark.parametrize(
    "title",
    [
        "Kidney stones | Health Notes",
        "Kidney stones - Health Notes",
        "Kidney stones – Health Notes",
        "Kidney stones — Health Notes",
        "Kidney stones · Health Notes",
        "Kidney stones » Conditions » Health Notes",
        "Kidney stones | Conditions | Health Notes",
        "Kidney stones - Conditions - Health Notes",
        "Health Notes: Kidney stones",
        "Health Notes | Kidney stones",
        "  Kidney\n stones  |  Health   Notes ",
    ],
)
def test_the_sites_name_is_removed_from_the_title_and_is_the_source(title):
    assert title_and_source(title, "<h1>Kidney stones</h1>") == ("Kidney stones", "Health Notes")


@pytest.mark.parametrize(
    "title", ["Kidney stones | Health Notes", "Kidney stones - Health Notes", "Health Notes: Kidney stones"]
)
def test_the_sites_name_is_known_from_og_site_name_where_there_is_no_h1(title):
    head = '<meta property="og:site_name" content="Health Notes">'
    assert title_and_source(title, head=head) == ("Kidney stones", "Health Notes")


def test_the_sites_name_is_known_from_the_host():
    url = "https://www.healthnotes.org/kidney"
    assert title_and_source("Kidney stones - Health Notes", url=url) == ("Kidney stones", "Health Notes")


@pytest.mark.parametrize(
    "title",
    [
        "Multifocal Motor Neuropathy: A Comprehensive Overview",
        "Guillain-Barré syndrome - when nerves lose their cover",
        "Type 2 diabetes – what to eat",
        "COVID-19: symptoms, causes and care",
    ],
)
def test_dashes_and_colons_of_a_title_are_kept(title):
    assert title_and_source(title)[0] == title
    assert title_and_source(f"{title} | Health Notes", f"<h1>{title}</h1>") == (title, "Health Notes")


def test_an_h1_that_is_the_sites_name_is_not_the_title():
    body = '<h1 class="sitetitle">Health Notes</h1><h1>Kidney stones</h1>'
    assert title_and_source("Kidney stones | Health Notes", body) == ("Kidney stones", "Health Notes")
    plain = '<h1><a href="/">Health Notes</a></h1><h2>Kidney stones</h2>'
    assert title_and_source("Kidney stones | Health Notes", plain) == ("Kidney stones", "Health Notes")


def test_an_h1_about_something_else_is_not_the_title():
    body = "<h1>Menu</h1>"
    assert title_and_source("Kidney stones | Health Notes", body)[0] == "Kidney stones"


def test_the_h1_is_the_title_if_there_is_no_other():
    assert read(page(body="<h1>Kidney<br>stones <a href='#k'>¶</a></h1>")).title == "Kidney stones"


def test_og_title_and_headline_are_titles_too():
    assert read(page('<meta property="og:title" content="Kidney stones">')).title == "Kidney stones"
    script = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "Kidney &amp; bladder"}</script>'
    )
    assert read(page(script)).title == "Kidney & bladder"


def test_a_page_without_any_title_has_none():
    assert read("<p>text</p>").title == ""


def test_an_h1_that_was_never_closed_is_no_title():
    assert read(page(body="<h1>" + "word - " * 100_000)).title == ""
