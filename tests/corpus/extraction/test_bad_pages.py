"""Bad pages quickly give an article or an error with a plain message."""

import random
import time
from contextlib import suppress

import pytest

from corpus import NoArticle, NotHtml, PageError, PageTooLarge, read_article

PROSE = (
    "<p>Gout is a kind of arthritis in which crystals of uric acid form inside a joint and inflame it.</p>"
)
RANDOM = random.Random(7).randbytes(5_000)


@pytest.mark.parametrize(
    ("html", "error"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", NotHtml),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotHtml),
        (RANDOM, NotHtml),
        (b"", NoArticle),
        (b" \n\t ", NoArticle),
        (b"<html><head><title>Gout</title></head><body></body></html>", NoArticle),
        (b"<nav><a href=/>Home</a></nav><footer>Imprint</footer>", NoArticle),
        (b"<h1>Gout</h1><h2>Causes</h2>", NoArticle),
        (PROSE.encode() * 60_000, PageTooLarge),
        (b"<div>" * 100_000 + b"text", PageTooLarge),
        (b"<b>" * 100_000 + b"text", PageTooLarge),
        (b"<nav>" * 100_000 + b"text", PageTooLarge),
        (b"<p>a" * 60_000, PageTooLarge),
        (b"<h2>Dose</h2><p>One.</p>" * 600, PageTooLarge),
        (b"<p>" + b"word " * 450_000, PageTooLarge),
    ],
)
def test_a_page_that_is_no_article_is_rejected_with_an_error_message(html, error):
    start = time.perf_counter()
    with pytest.raises(error) as raised:
        read_article(html)
    assert time.perf_counter() - start < 8
    assert str(raised.value).endswith(".") and len(str(raised.value)) > 15


@pytest.mark.parametrize(
    "html",
    [
        f"<html><body><h1>Gout{PROSE}",
        f"{PROSE}</div></div></p></body></html>{PROSE}",
        f"<p><b><i>{PROSE}</b></i>",
        f"<table><tr><td>{PROSE}<tr>{PROSE}</table>",
        f"<!-- never closed {PROSE} --!> {PROSE}<!-- again",
        "<div>" * 500 + PROSE,
        f"<p {'a=1 ' * 50_000}>{PROSE}",
        f"<body><body><html>{PROSE}",
        f"<frameset><noframes>{PROSE}</noframes></frameset>{PROSE}",
        f"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'>{PROSE}</html>",
        f"<p>null \0 byte and \x0c form feed</p>{PROSE}",
        f"<ul>{'<li>one' * 200}</ul>{PROSE}",
        f"{'<nav>' * 200}{PROSE * 9}",
        f"{'<div class=share>' * 500}{PROSE * 9}{'</div>' * 500}",
    ],
)
def test_broken_markup_still_gives_the_article(html):
    article = read_article(html)
    assert "crystals of uric acid" in " ".join(section.text for section in article.sections)


def test_text_with_half_a_surrogate_is_read():
    assert "crystals" in read_article(f"<p>\ud800 odd</p>{PROSE}").sections[0].text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_letters_are_the_same_in_any_encoding(encoding):
    html = f"<html><body><h1>Göut</h1>{PROSE}<p>Größe: 5 µm – “klein”.</p></body></html>"
    assert read_article(html.encode(encoding)).sections[0].text.endswith("Größe: 5 µm – “klein”.")


@pytest.mark.parametrize(
    "tag", ["p", "a", "td", "li", "h2", "summary", "details", "nav", "pre", "svg", "template"]
)
def test_thousands_of_one_unclosed_element_end_in_time(tag):
    start = time.perf_counter()
    with suppress(PageError):
        read_article(f"{PROSE}{f'<{tag} class=share>word ' * 10_000}")
    assert time.perf_counter() - start < 8
