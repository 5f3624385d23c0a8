"""Archives for the tests, each made by the library that makes such files."""

import gzip
import io
import json
import zipfile
from types import SimpleNamespace

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


def html(name, text="Text of it."):
    return f"<title>{name}</title><h1>{name}</h1><p>{text}</p>".encode()


def put_zip(place, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(place, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return place


def response(url, body, date="2024-05-01T10:00:00Z", status="200 OK", headers=(), kind="response"):
    """One WARC record, unpacked, as bytes; a Content-Type among `headers` replaces text/html."""
    named = {name.lower() for name, _ in headers}
    typed = () if "content-type" in named else (("Content-Type", "text/html"),)
    head = StatusAndHeaders(status, [*typed, *headers], protocol="HTTP/1.1")
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    record = writer.create_warc_record(
        url,
        kind,
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=head,
        warc_headers_dict={"WARC-Date": date},
    )
    writer.write_record(record)
    return out.getvalue()


def put_warc(place, *records):
    """A WARC file, with a gzip stream for each record where its name ends in .gz."""
    packed = place.name.endswith(".gz")
    place.write_bytes(b"".join(gzip.compress(record) if packed else record for record in records))
    return place


def json_line(url, content):
    try:
        text = content.decode()
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    return (json.dumps({"url": url, "html": text}) + "\n").encode()


def put_jsonl(place, *lines):
    data = b"".join(lines)
    place.write_bytes(gzip.compress(data) if place.name.endswith(".gz") else data)
    return place


@pytest.fixture(scope="session")
def make():
    """What makes pages and archives."""
    return SimpleNamespace(
        html=html, zip=put_zip, response=response, warc=put_warc, line=json_line, jsonl=put_jsonl
    )
