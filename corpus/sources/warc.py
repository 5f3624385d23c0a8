"""WARC files (ISO 28500) to pages: the HTML responses with status 200, each with the offset of its record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, timezone

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from corpus.errors import ArchiveChanged, PageError, PageTooLarge
from corpus.limits import MAX_HEADER_BYTES, MAX_PAGE_BYTES, MAX_STREAM_BYTES, MAX_URL_CHARS
from corpus.model import Page
from corpus.sources.http_body import read_body
from corpus.sources.records import RecordFile, open_records
from corpus.sources.scan_result import PageFile, Skipped, StreamOffset, WarcRecord, printable

_WARC = StatusAndHeadersParser(["WARC/"], verify=False)
_HTTP = StatusAndHeadersParser(["HTTP/"], verify=False)
_HTML = ("text/html", "application/xhtml+xml")
_DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?")


class _InvalidRecord(Exception):
    """A record that cannot be read; the message is the reason."""


def pages_in_warc(archive: PageFile) -> Iterator[PageFile | Skipped]:
    """The pages of a WARC file in its order, and what was skipped; raises OSError.

    After a record that cannot be read it goes on with the next one.
    """
    with open_records(archive.file) as records:
        while True:
            last = None  # held back until the gzip stream around it is known to be whole
            for entry in _until_damage(archive, records):
                if last:
                    yield last
                last = entry
            stream = records.damaged_stream
            if last and not (stream and isinstance(last, PageFile) and _starts_stream(last, stream)):
                yield last
            if not stream:
                return
            yield records.skipped_stream(archive)
            if not records.resume():
                return


def load_record(page: PageFile, location: WarcRecord) -> Page:
    """A page of a WARC file with its bytes; raises PageError or OSError."""
    with open_records(page.file, location.offset) as records:
        try:
            record = _read_header(records)
            block = io.BytesIO(_read_block(records, record))
        except _InvalidRecord as error:
            raise ArchiveChanged from error
    if _url(record) != location.url:
        raise ArchiveChanged
    response = _HTTP.parse(block)
    html = read_body(
        block.read(),
        chunked="chunked" in _value(response, "Transfer-Encoding").lower(),
        encoding=_value(response, "Content-Encoding"),
    )
    return Page(page.path, html, location.url, _value(response, "Content-Type") or None, location.fetched_at)


def _starts_stream(page: PageFile, stream: tuple[int, int]) -> bool:
    """Whether a page's record is the first of this gzip stream, and most likely the only one."""
    return isinstance(page.location, WarcRecord) and page.location.offset.unpacked == stream[0]


def _until_damage(archive: PageFile, records: RecordFile) -> Iterator[PageFile | Skipped]:
    reread, invalid = 0, False
    while True:
        start = records.offset()
        skipped_text = _to_next_record(records)
        if skipped_text and not invalid and not records.damage:
            yield _skipped(archive, start, "There is no record here; reading goes on with the next one.")
        offset, invalid = records.offset(), False
        if not records.stream.peek(1):
            return
        try:
            record = _page_record(records)
        except _InvalidRecord as error:
            end = records.offset().unpacked
            damaged = records.damaged_stream
            if damaged and (damaged[0] == offset.unpacked or not records.stream.peek(1)):
                return  # the report of the damage says more
            yield _skipped(archive, offset, str(error))
            records.stream.seek(offset.unpacked + 1)
            invalid = True
            reread += end - offset.unpacked
            if reread > MAX_STREAM_BYTES:
                yield _skipped(archive, offset, "Too many records are invalid; the rest was not read.")
                return
        else:
            if record:
                url, fetched_at = record
                location = WarcRecord(offset, url, fetched_at)
                stamp = f"{archive.stamp}-{offset.unpacked:x}"
                yield PageFile(f"{archive.path}/{url}", archive.file, stamp, location)


def _to_next_record(records: RecordFile) -> bool:
    """Go to the start of the next record, or to the end; True if more than blank lines was skipped."""
    skipped_text = False
    while line := records.stream.readline(MAX_HEADER_BYTES):
        if line.startswith(b"WARC/"):
            records.stream.seek(-len(line), io.SEEK_CUR)
            break
        skipped_text = skipped_text or bool(line.strip())
    return skipped_text


def _page_record(records: RecordFile) -> tuple[str, datetime | None] | None:
    """Read past the next record; its address and time, or None if it is no HTML page."""
    record = _read_header(records)
    length = _length(record)
    response = _response_header(records, min(length, MAX_HEADER_BYTES)) if _is_response(record) else b""
    if not records.skip(length - len(response)):
        raise _InvalidRecord(f"The record is cut off: it should have {length:,} bytes.")
    _check_end(records)
    if not response or not _is_page(response):
        return None
    url = _url(record)
    if len(url) > MAX_URL_CHARS:
        raise _InvalidRecord(
            f"The page's address has {len(url):,} characters; the limit is {MAX_URL_CHARS:,}."
        )
    return url, _date(_value(record, "WARC-Date"))


def _check_end(records: RecordFile) -> None:
    line = records.stream.readline(MAX_HEADER_BYTES)
    if line.strip() and not line.startswith(b"WARC/"):
        raise _InvalidRecord("The record does not end at its Content-Length, which is wrong.")
    records.stream.seek(-len(line), io.SEEK_CUR)


def _read_header(records: RecordFile) -> StatusAndHeaders:
    header, whole = _lines(records, MAX_HEADER_BYTES)
    if not whole:
        raise _InvalidRecord(f"The record's header is cut off, or longer than {MAX_HEADER_BYTES:,} bytes.")
    if not header.startswith(b"WARC/"):
        raise _InvalidRecord("There is no record here.")
    return _WARC.parse(io.BytesIO(header))


def _response_header(records: RecordFile, most: int) -> bytes:
    """The status line and headers of a response, with the blank line after them."""
    return _lines(records, most)[0]


def _lines(records: RecordFile, most: int) -> tuple[bytes, bool]:
    """Lines up to the first blank one; False if there is none within `most` bytes and the same record."""
    lines: list[bytes] = []
    while most > 0 and (line := records.stream.readline(most)):
        if lines and line.startswith(b"WARC/"):
            records.stream.seek(-len(line), io.SEEK_CUR)
            break
        lines.append(line)
        most -= len(line)
        if not line.strip():
            return b"".join(lines), True
    return b"".join(lines), False


def _read_block(records: RecordFile, record: StatusAndHeaders) -> bytes:
    length = _length(record)
    if length > MAX_PAGE_BYTES + MAX_HEADER_BYTES:
        raise PageTooLarge(f"The record has {length:,} bytes; the limit of a page is {MAX_PAGE_BYTES:,}.")
    block = records.stream.read(length)
    if len(block) < length:
        raise PageError(f"The record is cut off: it has {len(block):,} of {length:,} bytes.")
    return block


def _length(record: StatusAndHeaders) -> int:
    length = _value(record, "Content-Length")
    if not (length.isdecimal() and length.isascii() and len(length) < 16):
        raise _InvalidRecord(f"The record's Content-Length is no number of bytes: {length[:40]!r}.")
    return int(length)


def _is_response(record: StatusAndHeaders) -> bool:
    return _value(record, "WARC-Type").lower() == "response" and _url(record).lower().startswith(
        ("http://", "https://")
    )


def _is_page(response: bytes) -> bool:
    """Whether a response is a whole page; one without a Content-Type may be."""
    headers = _HTTP.parse(io.BytesIO(response))
    media_type = _value(headers, "Content-Type").partition(";")[0].strip().lower()
    return str(headers.statusline).startswith("200") and (not media_type or media_type in _HTML)


def _url(record: StatusAndHeaders) -> str:
    return printable(
        _value(record, "WARC-Target-URI").removeprefix("<").removesuffix(">").replace(" ", "%20")
    )


def _value(headers: StatusAndHeaders, name: str) -> str:
    return str(headers.get_header(name) or "").strip()


def _date(text: str) -> datetime | None:
    match = _DATE.match(text)
    if not match:
        return None
    try:
        time = datetime.fromisoformat(match[1])
    except ValueError:
        return None
    return time.replace(microsecond=int((match[2] or "0").ljust(6, "0")), tzinfo=timezone.utc)


def _skipped(archive: PageFile, offset: StreamOffset, reason: str) -> Skipped:
    """A problem at an offset, named in bytes of the file itself if its gzip stream is not the first."""
    return Skipped(f"{archive.path}/byte {offset.stream[1] or offset.unpacked}", reason, hides=archive.path)
