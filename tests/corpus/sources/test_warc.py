"""WARC files as sources: which records are pages, the newest of each address, and damaged files."""

import gzip
import random
import zlib
from datetime import datetime, timezone

import pytest

from corpus.errors import PageError, PageTooLarge
from corpus.sources.scan import load, scan

SITE = "https://health.example.com"


def pages(*roots):
    return {file.path: load(file) for file in scan(roots).files}


@pytest.fixture
def three(make):
    """Records of three pages."""
    return [make.response(f"{SITE}/{name}", make.html(name)) for name in ("a", "b", "c")]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_page_is_named_by_archive_and_address_and_has_its_metadata(make, tmp_path, name):
    record = make.response(f"{SITE}/gout?x=1", make.html("Gout"), date="2024-03-02T01:02:03Z")
    (file,) = scan([make.warc(tmp_path / name, record)]).files
    page = load(file)
    assert page.path == file.path == f"{name}/{SITE}/gout?x=1"
    assert page.html == make.html("Gout")
    assert page.url == f"{SITE}/gout?x=1"
    assert page.content_type == "text/html"
    assert page.fetched_at == datetime(2024, 3, 2, 1, 2, 3, tzinfo=timezone.utc)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_are_loaded_in_any_order(make, three, tmp_path, name):
    files = scan([make.warc(tmp_path / name, *three)]).files
    assert [load(file).html for file in reversed(files)] == [make.html(name) for name in "cba"]


def test_a_file_packed_as_one_gzip_stream_is_read_too(make, three, tmp_path):
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(gzip.compress(b"".join(three)))
    files = scan([archive]).files
    assert [load(file).html for file in reversed(files)] == [make.html(name) for name in "cba"]


def test_only_html_responses_with_status_200_are_pages(found, skipped, make, tmp_path):
    page = make.html("A")
    records = [
        make.response(f"{SITE}/page", page),
        make.response(f"{SITE}/xhtml", page, headers=[("Content-Type", "application/xhtml+xml")]),
        make.response(f"{SITE}/unsaid", page, headers=[("Content-Type", "")]),
        make.response(f"{SITE}/style", b"a{}", headers=[("Content-Type", "text/css")]),
        make.response(f"{SITE}/gone", page, status="404 Not Found"),
        make.response(f"{SITE}/moved", page, status="301 Moved"),
        make.response(f"{SITE}/again", b"", kind="revisit"),
        make.response(f"{SITE}/request", b"", status="GET / HTTP/1.1", kind="request"),
        make.response("dns:health.example.com", b"1.2.3.4"),
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nx: y\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: metadata\r\nWARC-Target-URI: x\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
    ]
    assert found(make.warc(tmp_path / "crawl.warc.gz", *records)) == [
        f"{SITE}/page",
        f"{SITE}/unsaid",
        f"{SITE}/xhtml",
    ]
    assert skipped(tmp_path / "crawl.warc.gz") == {}


def test_of_pages_with_the_same_address_the_newest_counts_else_the_last(make, tmp_path):
    def at(date, text):
        return make.response(f"{SITE}/gout", make.html("Gout", text), date=date)

    make.warc(tmp_path / "2.warc", at("2024-01-01T00:00:00Z", "old"), at("2024-05-01T00:00:00Z", "new"))
    make.warc(
        tmp_path / "1.warc.gz", at("2024-05-01T00:00:00Z", "as new"), at("2023-01-01T00:00:00Z", "older")
    )
    make.warc(tmp_path / "3.warc", at("no date", "of no date"))
    (page,) = pages(tmp_path).values()
    assert page.html == make.html("Gout", "new")
    make.warc(tmp_path / "0.warc", at("2024-05-01T00:00:00.500Z", "newest"))
    (page,) = pages(tmp_path).values()
    assert page.html == make.html("Gout", "newest")


def chunked(body):
    half = len(body) // 2
    parts = (body[:half], body[half:])
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("pack", "headers"),
    [
        (gzip.compress, [("Content-Encoding", "gzip")]),
        (gzip.compress, [("Content-Encoding", "x-gzip")]),
        (zlib.compress, [("Content-Encoding", "deflate")]),
        (raw_deflate, [("Content-Encoding", "deflate")]),
        (chunked, [("Transfer-Encoding", "chunked")]),
        (
            lambda body: chunked(gzip.compress(body)),
            [("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
        ),
        (bytes, [("Transfer-Encoding", "chunked"), ("Content-Encoding", "br")]),
        (bytes, [("Content-Encoding", "gzip")]),
    ],
    ids=[
        "gzip",
        "x-gzip",
        "deflate",
        "raw deflate",
        "chunked",
        "chunked gzip",
        "undone already",
        "not packed",
    ],
)
def test_chunks_and_compression_of_the_response_are_undone(make, tmp_path, pack, headers):
    record = make.response(f"{SITE}/a", pack(make.html("Gout")), headers=headers)
    (page,) = pages(make.warc(tmp_path / "c.warc", record)).values()
    assert page.html == make.html("Gout")


def test_the_charset_of_the_header_reaches_the_page(make, tmp_path):
    body = "<h1>Болезнь</h1>".encode("koi8-r")
    record = make.response(f"{SITE}/a", body, headers=[("Content-Type", "text/html; charset=koi8-r")])
    (page,) = pages(make.warc(tmp_path / "c.warc", record)).values()
    assert page.content_type == "text/html; charset=koi8-r"


def test_bodies_that_cannot_be_unpacked_are_page_errors(make, tmp_path):
    bodies = {
        "br": (b"\x0b\x02\x80abc", "br", "packed with 'br'"),
        "cut": (gzip.compress(make.html("A"))[:-9], "gzip", "the end is missing"),
        "bomb": (gzip.compress(bytes(60_000_000), 1), "gzip", "more than 5,000,000 bytes"),
        "dense": (gzip.compress(bytes(3_000_000)), "gzip", "more than 100 times"),
    }
    records = [
        make.response(f"{SITE}/{name}", body, headers=[("Content-Encoding", encoding)])
        for name, (body, encoding, _) in bodies.items()
    ]
    for file in scan([make.warc(tmp_path / "c.warc", *records)]).files:
        with pytest.raises(PageError, match=bodies[file.path.rpartition("/")[2]][2]):
            load(file)


def test_a_record_larger_than_a_page_is_a_page_error(make, tmp_path):
    record = make.response(f"{SITE}/a", bytes(6_000_000))
    (file,) = scan([make.warc(tmp_path / "c.warc", record)]).files
    with pytest.raises(PageTooLarge, match="the limit of a page is 5,000,000"):
        load(file)


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz"])
def test_the_whole_records_of_a_file_that_is_cut_off_are_read(found, skipped, make, three, tmp_path, name):
    archive = make.warc(tmp_path / name, *three)
    archive.write_bytes(archive.read_bytes()[:-60])
    assert found(archive) == [f"{SITE}/a", f"{SITE}/b"]
    (reason,) = skipped(archive).values()
    assert "cut off" in reason or "ends in the middle" in reason


def test_records_added_after_a_cut_are_read(found, skipped, make, three, tmp_path):
    archive = tmp_path / "c.warc.gz"
    a, b, c = map(gzip.compress, three)
    archive.write_bytes(a + b[:-30] + c)
    assert found(archive) == [f"{SITE}/a", f"{SITE}/c"]
    assert [page.html for page in pages(archive).values()] == [make.html("a"), make.html("c")]
    assert list(skipped(archive)) == [f"byte {len(a)}"]


def test_any_flipped_byte_of_a_packed_record_loses_only_this_record(skipped, make, three, tmp_path):
    a, b, c = map(gzip.compress, three)
    archive = tmp_path / "c.warc.gz"
    for at in range(10, len(b)):  # after the header of gzip, where name and time may be anything
        flipped = bytearray(b)
        flipped[at] ^= 0x10
        archive.write_bytes(a + flipped + c)
        read = [page.html for page in pages(archive).values()]
        if read != [make.html("a"), make.html("b"), make.html("c")]:  # the last byte has bits of no use
            assert read == [make.html("a"), make.html("c")], at
            assert len(skipped(archive)) == 1


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
@pytest.mark.parametrize(
    "length",
    [b"-5", b"many", b"", b"3", b"900", b"99999999999", b"9" * 50],
    ids=lambda length: length[:9].decode(),
)
def test_a_record_with_a_wrong_length_loses_only_itself(
    found, skipped, make, three, tmp_path, packed, length
):
    a, b, c = three
    head, _, rest = b.partition(b"Content-Length: ")
    b = head + b"Content-Length: " + length + rest[rest.index(b"\r") :]
    archive = tmp_path / "c.warc.gz"
    archive.write_bytes(gzip.compress(a + b + c) if packed else a + b + c)
    assert found(archive) == [f"{SITE}/a", f"{SITE}/c"]
    assert list(skipped(archive)) == [f"byte {len(a)}"]


@pytest.mark.parametrize(
    "content",
    [b"", b"no records", bytes(5000), gzip.compress(b"no records"), b"WARC/1.0\r\n" * 5, b"\x1f\x8b\x08"],
)
def test_a_file_that_is_no_warc_file_is_skipped_once(found, skipped, make, tmp_path, content):
    (tmp_path / "c.warc").write_bytes(content)
    (tmp_path / "good.html").write_bytes(make.html("Good"))
    assert found(tmp_path) == ["good.html"]
    assert len(skipped(tmp_path)) == (1 if content else 0)


def test_a_bomb_is_not_unpacked_and_the_records_after_it_are_read(found, skipped, make, three, tmp_path):
    archive = tmp_path / "c.warc.gz"
    bomb = gzip.compress(b"WARC/1.0\r\n" + bytes(60_000_000), 1)
    archive.write_bytes(gzip.compress(three[0]) + bomb + gzip.compress(three[1]))
    assert found(archive) == [f"{SITE}/a", f"{SITE}/b"]
    *_, reason = skipped(archive).values()
    assert "more than 100 times its size" in reason


def test_a_header_without_end_and_a_very_long_address_are_skipped(found, skipped, make, three, tmp_path):
    endless = b"WARC/1.0\r\n" + b"X: y\r\n" * 50_000 + b"\r\n"
    long = make.response(f"{SITE}/{'x' * 5000}", make.html("A"))
    archive = make.warc(tmp_path / "c.warc", three[0], endless, long, three[1])
    assert found(archive) == [f"{SITE}/a", f"{SITE}/b"]
    assert any("header is cut off, or longer" in reason for reason in skipped(archive).values())
    assert any("limit is 4,000" in reason for reason in skipped(archive).values())


def test_a_file_changed_after_the_scan_never_gives_the_wrong_page(make, three, tmp_path):
    archive = make.warc(tmp_path / "c.warc.gz", *three[:2])
    a, b = scan([archive]).files
    make.warc(archive, *three)
    assert load(b).html == make.html("b")
    make.warc(archive, three[2], three[0])
    for file in (a, b):
        with pytest.raises(PageError, match="changed after it was scanned"):
            load(file)


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz", "one.warc.gz"])
def test_random_damage_gives_pages_or_error_messages(damaged, make, tmp_path, capfd, name):
    records = [
        make.response(
            f"{SITE}/{n}", chunked(make.html(f"Page {n}")), headers=[("Transfer-Encoding", "chunked")]
        )
        for n in range(6)
    ]
    archive, dice = tmp_path / name, random.Random(5)
    whole = make.warc(archive, *records).read_bytes()
    if name.startswith("one"):
        whole = gzip.compress(b"".join(records))
    for _ in range(150):
        archive.write_bytes(damaged.damage(whole, dice))
        damaged.load_all(archive)
    assert capfd.readouterr() == ("", "")
