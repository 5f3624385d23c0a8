"""Bytes to text: the encodings of pages, and files that are no page."""

import codecs
import random
import time
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Page, read_page
from corpus.errors import NoArticle, NotHtml, PageError, PageTooLarge
from corpus.extraction.decode import decode
from corpus.limits import MAX_PAGE_BYTES

TEXT = "Naïve T‑cells – “self” or not? 37 °C, Sjögren’s, café, €5"
PAGE = f"<html><head><title>x</title></head><body><p>{TEXT}</p></body></html>"


def declared(charset, text=TEXT):
    return f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'


def test_utf8_needs_no_declaration():
    assert TEXT in decode(PAGE.encode())


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_decides_and_is_not_part_of_the_text(encoding):
    text = decode(declared("iso-8859-1").encode(encoding))
    assert TEXT in text
    assert "\ufeff" not in text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_recognised(encoding):
    assert TEXT in decode(PAGE.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_of_another_script_is_recognised(encoding):
    page = "<html><head><title>病</title></head><body><p>" + "多发性运动神经病" * 40 + "</p></body></html>"
    assert "多发性运动神经病" in decode(page.encode(encoding))


@pytest.mark.parametrize("claim", ["iso-8859-1", "us-ascii", "windows-1252", "latin1", "windows-1251"])
def test_utf8_that_declares_another_encoding_is_read_as_utf8(claim):
    assert TEXT in decode(declared(claim).encode())
    assert TEXT in decode(PAGE.encode(), f"text/html; charset={claim}")


@pytest.mark.parametrize(
    "claim", ["utf-8", "iso-8859-1", "us-ascii", "no-such-charset", "punycode", "hex", ""]
)
def test_windows_1252_is_read_whatever_it_declares(claim):
    text = TEXT.replace("‑", "-")
    assert text in decode(declared(claim, text).encode("cp1252"))


def test_windows_1252_without_a_declaration_is_read():
    assert "Sjögren’s “café”" in decode("<p>Sjögren’s “café”</p>".encode("cp1252"))


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Мультифокальная моторная нейропатия"),
        ("koi8-r", "Мультифокальная моторная нейропатия"),
        ("iso-8859-2", "Příčiny a léčba nemoci"),
        ("shift_jis", "多巣性運動ニューロパチーの治療"),
        ("euc-jp", "多巣性運動ニューロパチーの治療"),
        ("iso-2022-jp", "多巣性運動ニューロパチーの治療"),
        ("gb2312", "多灶性运动神经病的治疗"),
        ("big5", "多灶性運動神經病的治療"),
        ("euc-kr", "다초점 운동신경병증의 치료"),
    ],
)
def test_a_declared_encoding_is_used_if_the_bytes_agree(charset, text):
    assert text in decode(declared(charset, text).encode(charset))
    assert text in decode(f"<p>{text}</p>".encode(charset), f"text/html; charset={charset}")


@pytest.mark.parametrize("content_type", [None, "text/html; charset=ISO-2022-JP"])
def test_a_whole_page_in_iso_2022_jp_is_read(content_type):
    """Such a page has two escape characters for each run of Japanese, which do not make it binary data."""
    lines = "".join(f"<li>第{number}の薬 (drug {number}) を飲む</li>" for number in range(200))
    body = f"<h1>痛風</h1><h2>治療</h2><p>安静にし、患部を冷やすことが治療の基本です。</p><ul>{lines}</ul>"
    head = "<title>痛風</title>" if content_type else '<meta charset="iso-2022-jp"><title>痛風</title>'
    html = f'<html lang="ja"><head>{head}</head><body>{body}</body></html>'
    stored = html.encode("iso-2022-jp")
    assert stored.count(b"\x1b") > len(stored) / 20
    assert decode(stored, content_type) == html
    article = read_page(Page("gout.html", stored, content_type=content_type))
    assert (article.title, article.sections[-1].heading) == ("痛風", "治療")
    assert article.sections[-1].blocks[200].text == "第199の薬 (drug 199) を飲む"


def test_the_encoding_of_http_equiv_and_of_an_xml_declaration_is_used():
    equiv = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Лечение</p>'
    assert "Лечение" in decode(equiv.encode("cp1251"))
    xml = '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Лечение</p></body></html>'
    assert "Лечение" in decode(xml.encode("cp1251"))


def test_one_stray_byte_does_not_spoil_a_page_in_utf8():
    page = f"<p>{TEXT}</p>".encode() + b"<p>It\x92s a stray quote</p>"
    text = decode(page)
    assert TEXT in text
    assert "It’s a stray quote" in text


def test_a_page_in_utf8_may_end_in_the_middle_of_a_character():
    assert decode("<p>café naïve é".encode()[:-1]).startswith("<p>café naïve ")


def test_control_characters_are_removed_and_line_breaks_kept():
    text = decode(b"<p>immuno\x00globulin\x01\x7f</p>\r\n\t<p>a\x0cb</p>")
    assert text == "<p>immunoglobulin</p>\r\n\t<p>a b</p>"


def zip_bytes():
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("page.html", PAGE)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n<html><p>not really</p>", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200), "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(200), "JPEG"),
        (b"GIF89a\x01\x00\x01\x00" + bytes(50), "GIF"),
        (zip_bytes(), "ZIP"),
        (b"\x1f\x8b\x08\x00" + bytes(50), "gzip"),
        (random.Random(1).randbytes(6000), "binary"),
        (bytes(3000), "binary"),
        (b"{\\rtf1 hello}", "RTF"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>', "rss"),
        (b'{"title": "Multifocal motor neuropathy"}', "no HTML tag"),
        (b"Multifocal motor neuropathy is rare: p < 0.05 and n > 3.", "no HTML tag"),
    ],
)
def test_files_that_are_no_html_are_rejected_by_name(content, called):
    with pytest.raises((NotHtml, NoArticle), match=called):
        decode(content)


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_rejected(seed):
    chance = random.Random(seed)
    with pytest.raises((NotHtml, NoArticle)):
        decode(chance.randbytes(chance.randrange(1, 20_000)))


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", codecs.BOM_UTF8, b"\x00\x00\x00"])
def test_an_empty_page_is_rejected_as_empty(content):
    with pytest.raises(NoArticle, match="The page is empty"):
        decode(content)


def test_a_page_of_six_megabytes_is_too_large():
    with pytest.raises(PageTooLarge, match="5,000,000"):
        decode(b"<p>" + b"word " * 1_200_000)


def test_a_page_at_the_limit_is_read():
    page = b"<p>" + b"a" * (MAX_PAGE_BYTES - 3)
    assert len(decode(page)) == MAX_PAGE_BYTES


@given(st.binary(max_size=2000), st.none() | st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_text_without_control_characters_or_a_page_error(content, content_type):
    try:
        text = decode(b"<p>" + content, content_type)
    except PageError:
        return
    assert not set(text) & {chr(code) for code in (*range(9), 11, 12, *range(14, 32), *range(127, 160))}


@pytest.mark.parametrize(
    "flood", [b"<", b"<a ", b"<meta ", b"<!--", b"<?xml ", b"\x1b", b"\xc2", b"\xe9 ", b" ", b"\x1b$B\xa4"]
)
def test_five_megabytes_of_anything_are_decoded_or_rejected_within_seconds(flood):
    started = time.perf_counter()
    with suppress(PageError):
        decode(b"<p>" + flood * ((MAX_PAGE_BYTES - 3) // len(flood)))
    assert time.perf_counter() - started < 5
