"""What pages say of themselves, in the ways real sites say it."""

import time
from datetime import date, timedelta
from html import escape

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.metadata import read_metadata

TOMORROW = date.today() + timedelta(days=1)
LATER = date.today() + timedelta(days=2)


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
def test_the_sites_name_is_taken_off_the_title_and_is_the_source(title):
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


def test_an_h1_about_something_else_yields_to_the_titles():
    body = "<h1>Menu</h1>"
    assert title_and_source("Kidney stones | Health Notes", body)[0] == "Kidney stones"


def test_the_h1_is_the_title_where_nothing_else_is():
    assert read(page(body="<h1>Kidney<br>stones <a href='#k'>¶</a></h1>")).title == "Kidney stones"


def test_og_title_and_headline_are_titles_too():
    assert read(page('<meta property="og:title" content="Kidney stones">')).title == "Kidney stones"
    script = (
        '<script type="application/ld+json">{"@type": "Article", "headline": "Kidney &amp; bladder"}</script>'
    )
    assert read(page(script)).title == "Kidney & bladder"


def test_a_page_without_any_title_has_none():
    assert read("<p>text</p>").title == ""


def test_a_title_that_was_never_closed_is_none():
    assert read(page(body="<h1>" + "word - " * 100_000)).title == ""


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
def test_the_url_is_a_whole_web_address_or_none(head, url, expected):
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


def test_without_name_and_address_there_is_no_source():
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
    "line",
    [
        "<p>Last reviewed: 14 March 2024</p>",
        "<p>Page last reviewed: 14 March 2024</p>",
        "<p>Reviewed on Mar. 14, 2024</p>",
        "<p>Medically reviewed by J. Doe, MD on March 14, 2024</p>",
        "<p><b>Last reviewed</b>: March 14th, 2024</p>",
        "<p>Last updated: <span>2024-03-14</span></p>",
        '<p>Last reviewed: <time datetime="2024-03-14T10:00:00Z">last year</time></p>',
        '<time itemprop="dateModified" datetime="2024-03-14">x</time>',
        "<dl><dt>Date last updated</dt><dd>14.03.2024</dd></dl>",
        "<p>Published: 1 May 2020 | Updated: 14 March 2024</p>",
        "<footer>Content last reviewed Thursday, 14 March 2024.</footer>",
        "<p>Reviewed 03/14/2024</p>",
    ],
)
def test_visible_words_tell_when_a_page_was_reviewed(line):
    assert read(page(body=f"<p>Text.</p>{line}<p>More in May 2019.</p>")).reviewed == date(2024, 3, 14)


def test_a_month_without_a_day_is_its_first():
    assert read(page(body="<p>Page last updated: 03/2023</p>")).reviewed == date(2023, 3, 1)
    assert read(page(body="<p>Last reviewed March 2023</p>")).reviewed == date(2023, 3, 1)


def test_days_come_first_outside_of_the_united_states():
    body = "<p>Last reviewed: 05/03/2024</p>"
    assert read(page(body=body, lang='lang="en-GB"')).reviewed == date(2024, 3, 5)
    assert read(page(body=body), "https://a.org.uk/x").reviewed == date(2024, 3, 5)
    assert read(page(body=body, lang='lang="en-US"')).reviewed == date(2024, 5, 3)


@pytest.mark.parametrize(
    "body",
    [
        "<p>A trial published in Nature in March 2020 found no difference.</p>",
        "<p>Updated guidance from the ministry, which met in May 2021, says that it is safe.</p>",
        "<p>Next review due: 14 March 2021</p>",
        "<p>Published</p><p>A story that began on a day in May 2019</p>",
        "<p>Reviewed: 2024</p>",
        "<p>Last updated: 31 February 2024</p>",
        "<p>Last updated: 99/99/2024</p>",
        "<p>Published: 14 March 1875</p>",
        f"<p>Last reviewed: {LATER.isoformat()}</p>",
        f'<time itemprop="datePublished" datetime="{LATER.isoformat()}">soon</time>',
    ],
)
def test_prose_and_impossible_dates_date_nothing(body):
    found = read(page(body=body))
    assert (found.published, found.reviewed) == (None, None)


def test_tomorrow_is_believed_for_the_sake_of_time_zones():
    assert read(page(body=f"<p>Last reviewed: {TOMORROW.isoformat()}</p>")).reviewed == TOMORROW


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2023-01-02T08:00:00+00:00">',
        '<meta name="date" content="2023-01-02">',
        '<meta name="DC.date.issued" content="2023-01-02">',
        '<meta name="citation_publication_date" content="2023/01/02">',
        '<meta itemprop="datePublished" content="20230102">',
        '<script type="application/ld+json">[{"@type":["Article"],"datePublished":"2023-01-02"}]</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":"BlogPosting",'
        '"datePublished":"2023-01-02"}]}</script>',
        '<script type="application/ld+json">{"@type":"WebPage","mainEntity":{"@type":"Article",'
        '"datePublished":"2023-01-02"}}</script>',
    ],
)
def test_metadata_tell_when_a_page_was_published(head):
    assert read(page(head)).published == date(2023, 1, 2)


@pytest.mark.parametrize(
    "script",
    ["{", "", "null", "[[[]]]", '{"@type": 3, "headline": {"a": []}}', "[" * 100_000, '{"a":' * 5_000],
)
def test_broken_linked_data_are_passed_over(script):
    good = '<meta property="article:modified_time" content="2023-01-02">'
    found = read(page(f'<script type="application/ld+json">{script}</script>{good}'))
    assert found.reviewed == date(2023, 1, 2)


def test_reviewed_is_the_review_and_only_without_one_the_last_change():
    data = '{"@type":"MedicalWebPage","dateModified":"2024-05-05","lastReviewed":"2022-10-05"}'
    found = read(page(f'<script type="application/ld+json">{data}</script>'))
    assert found.reviewed == date(2022, 10, 5)


def test_linked_data_of_another_thing_say_nothing_of_the_article():
    data = '{"@type":"Product","name":"Pills","datePublished":"2020-01-01"}'
    found = read(page(f'<title>Kidney stones</title><script type="application/ld+json">{data}</script>'))
    assert (found.title, found.published) == ("Kidney stones", None)


LINES = st.sampled_from(
    ["Last reviewed:", "Published", "by", "on", "14", "March", "2024", "03/2024", "-", ":", "x"]
)


@given(st.lists(LINES, max_size=30).map(" ".join), st.text(max_size=80), st.text(max_size=80))
@settings(max_examples=200, deadline=None)
def test_whatever_a_page_says_its_dates_are_believable_and_its_url_is_of_the_web(line, title, href):
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
