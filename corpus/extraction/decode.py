"""Bytes to text: decode a stored page, whatever encoding it is in and whatever encoding it declares."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from corpus.errors import NoArticle, NotHtml, PageTooLarge
from corpus.limits import MAX_PAGE_BYTES

#: The first bytes of files that are no HTML, and the name of their kind.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"BZh", "bzip2-compressed data"),
    (b"\xfd7zXZ", "xz-compressed data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"wOF", "a font"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound or a film"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, because it begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Control characters that show binary data: all but tab, line feed, form feed, carriage return and the
#: escape character, which ISO-2022-JP puts before and after every run of Japanese.
_BINARY_BYTES = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1B} | {0x7F})
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+")
_SPACES = frozenset("\x0b\x0c\x85")
#: The same in UTF-8: searching the bytes first takes a third of the time, and pages hardly ever have any.
_CONTROL_BYTES = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_HIGH_CONTROL_BYTES = re.compile(rb"\xc2[\x80-\x9f]")
_MARK_BYTES = tuple(mark.encode() for mark in "\ufeff\ufffe\uffff")

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,500}>", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_DECLARATION_BYTES = 16_384  # browsers search 1,024, but pages put scripts before their <meta>

#: The encodings that browsers use for these labels; other labels are names of encodings.
_ENCODING_BY_LABEL = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso_8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
}
#: Encodings that are accepted: Python also has codecs for other things, and "punycode" is quadratic.
_ACCEPTED = re.compile(r"iso[-_]?8859|windows-125|cp\d|koi8|euc|gb18030|big5|mac-|iso-2022-jp$|utf-?8$")

_TAG = re.compile(r"<(?:!doctype\s+html|/?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>)", re.IGNORECASE)
_XML_ROOT = re.compile(
    r"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(rss|feed|svg|urlset|sitemapindex|rdf:RDF|opml)\b", re.DOTALL
)


def decode(html: bytes, content_type: str | None = None) -> str:
    """The text of an HTML page without control characters.

    `content_type` is the header the page came with. An encoding that it or the page declares is used only
    if the bytes agree with it. Raises `NotHtml`, `PageTooLarge`, or `NoArticle` for an empty page.
    """
    if len(html) > MAX_PAGE_BYTES:
        raise PageTooLarge(
            f"The page has {len(html):,} bytes; the limit is {MAX_PAGE_BYTES:,}. Split it or leave it out."
        )
    _check_signature(html)
    encoding, mark_length = _encoding_by_bytes(html)
    if encoding is None:
        _check_binary(html)
        text = _decode_by_trial(html, content_type)
    else:
        text = html[mark_length:].decode(encoding, "replace")
    text = _without_controls(text)
    if not text.strip():
        raise NoArticle("The page is empty.")
    _check_html(text)
    return text


def _without_controls(text: str) -> str:
    data = text.encode("utf-8", "surrogatepass")
    if (
        len(data.translate(None, _CONTROL_BYTES)) == len(data)
        and not _HIGH_CONTROL_BYTES.search(data)
        and not any(mark in data for mark in _MARK_BYTES)
    ):
        return text
    return _CONTROLS.sub(lambda match: " " if set(match.group()) & _SPACES else "", text)


def _encoding_by_bytes(html: bytes) -> tuple[str | None, int]:
    """The encoding shown by a byte order mark or the pattern of zero bytes, and the mark's length."""
    for mark, encoding in _BOMS:
        if html.startswith(mark):
            return encoding, len(mark)
    head = html[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    threshold = len(head) // 20  # even a Chinese page has more ASCII, in its markup
    if odd > max(threshold, 8 * even):
        return "utf-16-le", 0
    if even > max(threshold, 8 * odd):
        return "utf-16-be", 0
    return None, 0


def _check_signature(html: bytes) -> None:
    start = html[:64].lstrip()
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            raise NotHtml(f"This is {name}, not an HTML page.")
    if start[4:8] == b"ftyp":
        raise NotHtml("This is a film, a sound or an image, not an HTML page.")


def _check_binary(html: bytes) -> None:
    controls = len(html) - len(html.translate(None, _BINARY_BYTES))
    if controls > max(16, len(html) // 20):  # random bytes are one tenth control characters, pages none
        raise NotHtml("This is binary data, not an HTML page.")


def _check_html(text: str) -> None:
    root = _XML_ROOT.match(text[:4096])
    if root:
        raise NotHtml(f"This is an XML document (<{root.group(1)}>), not an HTML page.")
    if not _TAG.search(text):
        raise NotHtml("This is not an HTML page: no HTML tag was found in it.")


def _decode_by_trial(html: bytes, content_type: str | None) -> str:
    if html.isascii() and b"\x1b" in html and "iso-2022-jp" in _declared(html, content_type):
        return html.decode("iso-2022-jp", "replace")
    text = _as_utf8(html)
    if text is not None:
        return text
    for encoding in _declared(html, content_type):
        text = _as_declared(html, encoding)
        if text is not None:
            return text
    return html.decode("cp1252", "replace")


def _declared(html: bytes, content_type: str | None) -> Iterator[str]:
    """The declared encodings, the most reliable first, as Python names them."""
    labels = []
    head = html[:_DECLARATION_BYTES]
    if content_type:
        labels += _CHARSET.findall(content_type.encode("ascii", "ignore"))
    for meta in _META.findall(head):
        labels += _CHARSET.findall(meta)
    xml = _XML.match(head)
    labels += xml.groups() if xml else ()
    for label in labels:
        name = label.decode("ascii", "ignore").lower()
        encoding = _ENCODING_BY_LABEL.get(name, name)
        if _ACCEPTED.match(encoding) or encoding in _ENCODING_BY_LABEL.values():
            yield encoding


def _as_utf8(html: bytes) -> str | None:
    """The text if it is UTF-8, with stray bytes decoded as windows-1252; else None."""
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        text = html.decode("utf-8", "replace")
    # No other encoding gives more valid characters than stray bytes (Chinese in GBK: one to five).
    return html.decode("utf-8", _STRAY) if _beyond_ascii(text) > 2 * text.count("\ufffd") else None


def _as_declared(html: bytes, encoding: str) -> str | None:
    """The text in a declared encoding; None if that gives too many replacement characters."""
    try:
        text = html.decode(encoding, "replace")
    except LookupError:
        return None
    return text if text.count("\ufffd") * 20 <= _beyond_ascii(text) else None


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _stray(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_STRAY = "corpus.windows-1252"
codecs.register_error(_STRAY, _stray)
