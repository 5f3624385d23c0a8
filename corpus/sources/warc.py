"""WARC files (ISO 28500) to pages: the HTML responses with status 200, each to be had by its place."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime, timezone

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from corpus.errors import ArchiveChanged, PageError, PageTooLarge
from corpus.limits import MAX_HEAD_BYTES, MAX_PAGE_BYTES, MAX_STREAM_BYTES, MAX_URL_CHARS
from corpus.model import Page
from corpus.sources.http_body import read_body
from corpus.sources.records import RecordFile, open_records
from corpus.sources.scan_result import PageFile, Skipped, Spot, WarcRecord, printable

_WARC = StatusAndHeadersParser(["WARC/"], verify=False)
_HTTP = StatusAndHeadersParser(["HTTP/"], verify=False)
_HTML = ("text/html", "application/xhtml+xml")
_DATE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?")


class _Broken(Exception):
    """A record that cannot be read; the message is the reason, as a sentence."""


def pages_in_warc(archive: PageFile) -> Iterator[PageFile | Skipped]:
    """The pages of a WARC file in its order, and what is wrong with it; raises OSError.

    Behind what is broken it goes on with the next record.
    """
    with open_records(archive.file) as records:
        while True:
            held = None  # the last page, until the gzip stream that it is in was found to be whole
            for found in _until_damage(archive, records):
                if held:
                    yield held
                held = found
            stream = records.damaged_stream
            if held and not (stream and isinstance(held, PageFile) and _starts(held, stream)):
                yield held
            if not stream:
                return
            reason = f"The gzip stream that starts here is damaged: {records.damage}."
            yield _skipped(archive, Spot(stream[0], stream), reason)
            if not records.resume():
                return


def load_record(page: PageFile, place: WarcRecord) -> Page:
    """A page of a WARC file with its bytes; raises PageError or OSError."""
    with open_records(page.file, place.spot) as records:
        try:
            record = _head(records)
            block = io.BytesIO(_block(records, record))
        except _Broken as error:
            raise ArchiveChanged from error
    if _url(record) != place.url:
        raise ArchiveChanged
    response = _HTTP.parse(block)
    html = read_body(
        block.read(),
        chunked="chunked" in _value(response, "Transfer-Encoding").lower(),
        encoding=_value(response, "Content-Encoding"),
    )
    return Page(page.path, html, place.url, _value(response, "Content-Type") or None, place.fetched_at)


def _starts(page: PageFile, stream: tuple[int, int]) -> bool:
    """Whether a page's record is the first of this gzip stream, and most likely the only one."""
    return isinstance(page.place, WarcRecord) and page.place.spot.unpacked == stream[0]


def _until_damage(archive: PageFile, records: RecordFile) -> Iterator[PageFile | Skipped]:
    reread, broken = 0, False
    while True:
        start = records.spot()
        passed_over = _to_next_record(records)
        if passed_over and not broken and not records.damage:
            yield _skipped(archive, start, "There is no record here; it is passed over to the next one.")
        spot, broken = records.spot(), False
        if not records.stream.peek(1):
            return
        try:
            record = _page_record(records)
        except _Broken as error:
            behind = records.spot().unpacked
            damaged = records.damaged_stream
            if damaged and (damaged[0] == spot.unpacked or not records.stream.peek(1)):
                return  # the damage says more
            yield _skipped(archive, spot, str(error))
            records.stream.seek(spot.unpacked + 1)
            broken = True
            reread += behind - spot.unpacked
            if reread > MAX_STREAM_BYTES:
                yield _skipped(archive, spot, "Too much is broken; what comes after it was not read.")
                return
        else:
            if record:
                url, fetched_at = record
                place = WarcRecord(spot, url, fetched_at)
                stamp = f"{archive.stamp}-{spot.unpacked:x}"
                yield PageFile(f"{archive.path}/{url}", archive.file, stamp, place)


def _to_next_record(records: RecordFile) -> bool:
    """Goes to the start of the next record, or to the end; whether more than blank lines stood before it."""
    passed_over = False
    while line := records.stream.readline(MAX_HEAD_BYTES):
        if line.startswith(b"WARC/"):
            records.stream.seek(-len(line), io.SEEK_CUR)
            break
        passed_over = passed_over or bool(line.strip())
    return passed_over


def _page_record(records: RecordFile) -> tuple[str, datetime | None] | None:
    """Address and moment of the record that is read next, None where it is no HTML page; passes over it."""
    record = _head(records)
    length = _length(record)
    response = _response(records, min(length, MAX_HEAD_BYTES)) if _is_response(record) else b""
    if not records.skip(length - len(response)):
        raise _Broken(f"The record is cut off: it should have {length:,} bytes.")
    _check_end(records)
    if not response or not _is_page(response):
        return None
    url = _url(record)
    if len(url) > MAX_URL_CHARS:
        raise _Broken(f"The page's address has {len(url):,} characters; the limit is {MAX_URL_CHARS:,}.")
    return url, _date(_value(record, "WARC-Date"))


def _check_end(records: RecordFile) -> None:
    line = records.stream.readline(MAX_HEAD_BYTES)
    if line.strip() and not line.startswith(b"WARC/"):
        raise _Broken("The record does not end where it says; its length is wrong.")
    records.stream.seek(-len(line), io.SEEK_CUR)


def _head(records: RecordFile) -> StatusAndHeaders:
    head, whole = _lines(records, MAX_HEAD_BYTES)
    if not whole:
        raise _Broken(f"The record's head is cut off, or longer than {MAX_HEAD_BYTES:,} bytes.")
    if not head.startswith(b"WARC/"):
        raise _Broken("There is no record here.")
    return _WARC.parse(io.BytesIO(head))


def _response(records: RecordFile, most: int) -> bytes:
    """The status line and headers of a response, with the blank line behind them."""
    return _lines(records, most)[0]


def _lines(records: RecordFile, most: int) -> tuple[bytes, bool]:
    """Lines up to the first blank one, and whether there is one within so many bytes and the same record."""
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


def _block(records: RecordFile, record: StatusAndHeaders) -> bytes:
    length = _length(record)
    if length > MAX_PAGE_BYTES + MAX_HEAD_BYTES:
        raise PageTooLarge(f"The record has {length:,} bytes; the limit of a page is {MAX_PAGE_BYTES:,}.")
    block = records.stream.read(length)
    if len(block) < length:
        raise PageError(f"The record is cut off: it has {len(block):,} of {length:,} bytes.")
    return block


def _length(record: StatusAndHeaders) -> int:
    said = _value(record, "Content-Length")
    if not (said.isdecimal() and said.isascii() and len(said) < 16):
        raise _Broken(f"The record does not tell its length, but {said[:40]!r}.")
    return int(said)


def _is_response(record: StatusAndHeaders) -> bool:
    return _value(record, "WARC-Type").lower() == "response" and _url(record).lower().startswith(
        ("http://", "https://")
    )


def _is_page(response: bytes) -> bool:
    """Whether a response is a whole page; one that does not say what it is may be."""
    headers = _HTTP.parse(io.BytesIO(response))
    media_type = _value(headers, "Content-Type").partition(";")[0].strip().lower()
    return str(headers.statusline).startswith("200") and (not media_type or media_type in _HTML)


def _url(record: StatusAndHeaders) -> str:
    return printable(
        _value(record, "WARC-Target-URI").removeprefix("<").removesuffix(">").replace(" ", "%20")
    )


def _value(headers: StatusAndHeaders, name: str) -> str:
    return str(headers.get_header(name) or "").strip()


def _date(said: str) -> datetime | None:
    found = _DATE.match(said)
    try:
        day = datetime.fromisoformat(found[1]) if found else None
    except ValueError:
        return None
    return (
        day.replace(microsecond=int((found[2] or "0").ljust(6, "0")), tzinfo=timezone.utc)
        if day and found
        else None
    )


def _skipped(archive: PageFile, spot: Spot, reason: str) -> Skipped:
    """What is wrong at a place: in bytes of the file itself where its gzip stream is not the first."""
    return Skipped(f"{archive.path}/byte {spot.stream[1] or spot.unpacked}", reason, hides=archive.path)
