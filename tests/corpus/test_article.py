"""From a stored page to an article: its id, its metadata, and the same article on every reading."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from corpus import Page, read_article, read_page

BODY = "<h1>Gout</h1><p>Gout is a kind of arthritis in which crystals form inside a joint.</p>"


def page(head="", path="site/gout.html", url=None):
    return Page(
        path=path, html=f"<html lang=en><head>{head}</head><body>{BODY}</body></html>".encode(), url=url
    )


def test_the_id_starts_with_the_last_part_of_the_address():
    article = read_article(BODY, url="https://example.org/joints/Gout%20Attack.html")
    name, _, fingerprint = article.id.rpartition("-")
    assert name == "gout-attack"
    assert len(fingerprint) == 8


def test_a_long_name_is_cut_at_the_end_of_a_word():
    article = read_article(BODY, url="https://example.org/" + "very-long-name-" * 9)
    assert article.id.rpartition("-")[0] == "very-long-name-very-long-name-very-long"


def test_the_id_depends_on_the_address_and_not_on_path_or_title():
    first = read_page(page(path="a/1.html", url="https://example.org/gout"))
    moved = read_page(page(path="b/2.html", url="https://example.org/gout", head="<title>New title</title>"))
    assert first.id == moved.id


def test_addresses_that_differ_in_their_fragment_are_different_articles():
    ids = {read_article(BODY, url=f"https://example.org/gout{end}").id for end in ("", "#a", "#b", "?p=1")}
    assert len(ids) == 4


def test_the_id_of_a_page_without_an_address_depends_on_its_path():
    first, second = read_page(page(path="site/gout.html")), read_page(page(path="other/gout.html"))
    assert first.id != second.id
    assert first.id.startswith("gout-") and second.id.startswith("gout-")


def test_the_id_of_html_without_address_and_path_depends_on_its_title():
    assert (
        read_article(f"<title>Gout attacks</title>{BODY}").id
        == read_article(f"<title>Gout attacks</title>{BODY}").id
    )


def test_the_canonical_address_wins_over_the_one_fetched():
    head = '<link rel="canonical" href="https://example.org/gout">'
    assert read_page(page(head, url="https://example.org/gout?utm=1")).url == "https://example.org/gout"


def test_metadata_survives_pruning():
    article = read_page(
        page(
            '<meta property="og:site_name" content="Joint Notes">'
            "<title>Gout | Joint Notes</title>"
            '<script type="application/ld+json">{"@type": "WebPage", "lastReviewed": "2024-03-05"}</script>'
            '<meta property="article:published_time" content="2020-01-02T08:00:00Z">'
        )
    )
    assert (article.title, article.source, article.language) == ("Gout", "Joint Notes", "en")
    assert (article.published, article.reviewed) == (date(2020, 1, 2), date(2024, 3, 5))


def test_a_date_in_a_footer_that_is_dropped_is_still_read():
    article = read_article(f"<body>{BODY}<footer>Last reviewed: 5 March 2024</footer>")
    assert article.reviewed == date(2024, 3, 5)
    assert "reviewed" not in article.sections[0].text


def test_a_page_without_any_title_gets_its_first_heading_as_title():
    article = read_article("<h2>Causes</h2><p>Crystals of uric acid.</p>")
    assert article.title == "Causes"


def test_text_and_bytes_give_the_same_article():
    html = "<html><head><meta charset=utf-8><title>Gout</title></head><body>" + BODY + "</body></html>"
    assert read_article(html) == read_article(html.encode())


def test_reading_in_threads_gives_the_same_article():
    with ThreadPoolExecutor(4) as pool:
        articles = list(pool.map(read_page, [page()] * 40))
    assert all(article == articles[0] for article in articles)
