"""Files of JSON lines to pages: `{"url": ..., "html": ...}` on each line, other keys are ignored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

from corpus.errors import ArchiveChanged, PageTooLarge
from corpus.limits import MAX_LINE_BYTES, MAX_PAGE_BYTES, MAX_URL_CHARS
from corpus.model import Page
from corpus.sources.records import RecordFile, open_records
from corpus.sources.scan_result import JsonLine, PageFile, Skipped, StreamOffset, printable

_FORM = '{"url": "https://…", "html": "<html>…"}'

#: Why a line of JSON is no page; a file where this is true of every line is not meant to contain pages.
OTHER_FORM = f"The line is not of the form {_FORM}."


class _InvalidLine(Exception):
    """A line without a page; the message is the reason."""


class _Line(NamedTuple):
    url: str | None
    html: str


def pages_in_jsonl(archive: PageFile) -> Iterator[PageFile | Skipped]:
    """The pages of a file of JSON lines in its order, and the lines without one; raises OSError."""
    with open_records(archive.file) as records:
        numbers = count(1)
        while True:
            yield from _until_damage(archive, records, numbers)
            if not records.damaged_stream:
                return
            yield records.skipped_stream(archive)
            if not records.resume():
                return


def load_line(page: PageFile, location: JsonLine) -> Page:
    """A page of a file of JSON lines; raises PageError or OSError."""
    with open_records(page.file, location.offset) as records:
        data = records.stream.readline(MAX_LINE_BYTES + 1)
    try:
        line = _parse(data)
    except _InvalidLine as error:
        raise ArchiveChanged from error
    if line.url != location.url:
        raise ArchiveChanged
    html = line.html.encode("utf-8", "replace")
    if len(html) > MAX_PAGE_BYTES:
        raise PageTooLarge(f"The page has {len(html):,} bytes; the limit is {MAX_PAGE_BYTES:,}.")
    return Page(page.path, html, line.url, "text/html; charset=utf-8")


def _until_damage(
    archive: PageFile, records: RecordFile, numbers: Iterator[int]
) -> Iterator[PageFile | Skipped]:
    offset = records.offset()
    while data := records.stream.readline(MAX_LINE_BYTES + 1):
        number, end = next(numbers), data
        while len(end) > MAX_LINE_BYTES and not end.endswith(b"\n"):
            end = records.stream.readline(MAX_LINE_BYTES + 1)
        if data.strip() and (end.endswith(b"\n") or not records.damage):  # else the damage is reported
            yield _page_file(archive, offset, number, data)
        offset = records.offset()


def _page_file(archive: PageFile, offset: StreamOffset, number: int, data: bytes) -> PageFile | Skipped:
    try:
        url = _parse(data).url
    except _InvalidLine as error:
        return Skipped(f"{archive.path}/line {number}", str(error), hides=archive.path)
    stamp = blake2b(data, digest_size=16).hexdigest()
    path = f"{archive.path}/{url or f'line {number}'}"
    return PageFile(path, archive.file, stamp, JsonLine(offset, number, url))


def _parse(data: bytes) -> _Line:
    if len(data) > MAX_LINE_BYTES:
        raise _InvalidLine(f"The line has more than {MAX_LINE_BYTES:,} bytes, the limit.")
    try:
        record = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise _InvalidLine(f"The line is not in UTF-8: byte {error.start + 1:,} is no character.") from error
    except ValueError as error:
        raise _InvalidLine(f"The line is no JSON: {error}.") from error
    except RecursionError as error:
        raise _InvalidLine("The line is JSON of too many levels.") from error
    url, html = (record.get("url"), record.get("html")) if isinstance(record, dict) else (None, None)
    if not isinstance(html, str) or not isinstance(url, str | None):
        raise _InvalidLine(OTHER_FORM)
    if url and len(url) > MAX_URL_CHARS:
        raise _InvalidLine(f"The page's address has {len(url):,} characters; the limit is {MAX_URL_CHARS:,}.")
    return _Line(printable(url) if url else None, html)
