"""The dates of publication and last review, in the forms that real sites use."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup

from corpus.extraction.metadata import read_metadata

TOMORROW = date.today() + timedelta(days=1)
LATER = date.today() + timedelta(days=2)


def read(html, url=None):
    return read_metadata(BeautifulSoup(html, "lxml"), url)


def page(head="", body="", lang='lang="en"'):
    return f"<html {lang}><head>{head}</head><body>{body}</body></html>"


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
def test_the_review_date_is_read_from_visible_text(line):
    assert read(page(body=f"<p>Text.</p>{line}<p>More in May 2019.</p>")).reviewed == date(2024, 3, 14)


def test_a_month_without_a_day_is_its_first_day():
    assert read(page(body="<p>Page last updated: 03/2023</p>")).reviewed == date(2023, 3, 1)
    assert read(page(body="<p>Last reviewed March 2023</p>")).reviewed == date(2023, 3, 1)


def test_the_day_comes_first_outside_of_the_united_states():
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
def test_prose_and_impossible_dates_give_no_date(body):
    found = read(page(body=body))
    assert (found.published, found.reviewed) == (None, None)


def test_tomorrow_is_accepted_because_of_time_zones():
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
def test_the_publication_date_is_read_from_metadata(head):
    assert read(page(head)).published == date(2023, 1, 2)


def test_the_only_time_element_of_a_page_is_its_publication_date():
    assert read(page(body='<time datetime="2024-03-14">14 March</time>')).published == date(2024, 3, 14)
    several = '<time datetime="2024-03-14">14 March</time><time datetime="2024-03-15">15 March</time>'
    assert read(page(body=several)).published is None
