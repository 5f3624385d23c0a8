"""URL, source, language and linked data of pages, in the forms that real sites use."""

import time
from datetime import date, timedelta
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.extraction.metadata import read_metadata

TOMORROW = date.today() + timedelta(days=1)


def read(html, url=None):
    return read_metadata(BeautifulSoup(html, "lxml"), url)


def page(head="", body="", lang='lang="en"'):
    return f"<html {lang}><head>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        ('<link rel="canonical" href="https://a.org/x">', "https://b.org/y", "https://a.org/x"),
        ('<link rel="canonical" href="/x?p=1#s">', "https://b.org/y/z", "https://b.org/x?p=1#s"),
        ('<link rel="canonical" href="https://a.org/x#Section_2">', None, "https://a.org/x#Section_2"),
        ('<link rel="canonical" href="/x">', None, None),
        ('<meta property="og:url" content="https://a.org/x">', None, "https://a.org/x"),
        ('<link rel="canonical" href="javascript:alert(1)">', None, None),
        ('<link rel="canonical" href="javascript:alert(1)">', "https://b.org/y", "https://b.org/y"),
        ('<link rel="canonical" href="data:text/html,x">', None, None),
        ('<link rel="canonical" href="file:///etc/passwd">', None, None),
        ('<link rel="canonical" href="http://[broken">', None, None),
        ('<link rel="canonical" href="http://my-title">', None, None),
        ('<link rel="canonical" href="https://a.org/x y&quot;><script>">', None, None),
        ('<base href="https://a.org/docs/"><link rel="canonical" href="x">', None, "https://a.org/docs/x"),
        ('<link rel="stylesheet" href="https://a.org/x.css">', None, None),
        ("", "http://testserver:8000/x", "http://testserver:8000/x"),
        ("", "ftp://a.org/x", None),
        ("", "x.html", None),
    ],
)
def test_the_url_is_an_absolute_web_address_or_none(head, url, expected):
    assert read(page(head), url).url == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:site_name" content="Health Notes">', "Health Notes"),
        ('<meta name="application-name" content="Health Notes">', "Health Notes"),
        ('<script type="application/ld+json">{"@type":"Article","publisher":{"name":"NIH"}}</script>', "NIH"),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"WebPage","isPartOf":{"@id":"#site"}},'
            '{"@type":"WebSite","@id":"#site","name":"Health Notes"}]}</script>',
            "Health Notes",
        ),
        ("", "a.org"),
    ],
)
def test_the_source_is_the_sites_name_else_its_host(head, expected):
    assert read(page(head), "https://www.a.org/x").source == expected


def test_a_page_without_site_name_and_address_has_no_source():
    assert read("<h1>x</h1>").source == ""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<html lang="en-GB"><p>x', "en-gb"),
        ('<html xml:lang="de"><p>x', "de"),
        ('<html lang="en_US"><p>x', "en-us"),
        ('<html lang=""><head><meta http-equiv="Content-Language" content="fr"></head>', "fr"),
        ('<html><head><meta property="og:locale" content="es_ES"></head>', "es-es"),
        (
            '<html><script type="application/ld+json">{"@type":"Article","inLanguage":"pt-BR"}</script>',
            "pt-br",
        ),
        ('<html lang="english please"><p>x', ""),
        ('<html lang="{{ lang }}"><p>x', ""),
        ("<p>x", ""),
    ],
)
def test_the_language_is_a_tag_in_lower_case_or_empty(html, expected):
    assert read(html).language == expected


@pytest.mark.parametrize(
    "script",
    ["{", "", "null", "[[[]]]", '{"@type": 3, "headline": {"a": []}}', "[" * 100_000, '{"a":' * 5_000],
)
def test_broken_linked_data_is_ignored(script):
    good = '<meta property="article:modified_time" content="2023-01-02">'
    found = read(page(f'<script type="application/ld+json">{script}</script>{good}'))
    assert found.reviewed == date(2023, 1, 2)


def test_reviewed_is_the_last_review_else_the_last_change():
    data = '{"@type":"MedicalWebPage","dateModified":"2024-05-05","lastReviewed":"2022-10-05"}'
    found = read(page(f'<script type="application/ld+json">{data}</script>'))
    assert found.reviewed == date(2022, 10, 5)


def test_linked_data_of_another_thing_is_ignored():
    data = '{"@type":"Product","name":"Pills","datePublished":"2020-01-01"}'
    found = read(page(f'<title>Kidney stones</title><script type="application/ld+json">{data}</script>'))
    assert (found.title, found.published) == ("Kidney stones", None)


LINES = st.sampled_from(
    ["Last reviewed:", "Published", "by", "on", "14", "March", "2024", "03/2024", "-", ":", "x"]
)


@given(st.lists(LINES, max_size=30).map(" ".join), st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_dates_are_plausible_and_the_url_is_a_web_address_whatever_the_page(line, title, href):
    head = f'<title>{escape(title)}</title><link rel="canonical" href="{escape(href)}">'
    found = read(page(head, f"<h1>{escape(title)}</h1><p>{line}</p>"))
    assert found.url is None or found.url.startswith(("http://", "https://"))
    assert all(
        day is None or date(1990, 1, 1) <= day <= TOMORROW for day in (found.published, found.reviewed)
    )


@pytest.mark.parametrize(
    "flood",
    [
        "<p>Updated" + " -" * 90 + "x 2020</p>",
        "<p>Reviewed by " + "- " * 80 + "x 1 May 2020</p>",
        "<h1>a - b - c | d</h1>",
        '<time datetime="2020-01-01">x</time>',
        '<meta name="date" content="soon">',
    ],
)
def test_ten_thousand_misleading_elements_are_read_within_seconds(flood):
    soup = BeautifulSoup(page("<title>" + "a - " * 120 + "</title>", flood * 10_000), "lxml")
    started = time.perf_counter()
    read_metadata(soup)
    assert time.perf_counter() - started < 5
