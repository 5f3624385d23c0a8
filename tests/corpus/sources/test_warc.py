"""WARC files as sources: which records are pages, the newest of each address, and damaged files."""

import gzip
import random
import zlib
from datetime import datetime, timezone

import pytest

from corpus.errors import CorpusNotFound, PageError, PageTooLarge
from corpus.sources.scan import load, scan

SITE = "https://health.example.com"


def found(*roots):
    return [file.path.partition("/")[2] for file in scan(roots).files]


def skipped(root):
    return {skip.path.partition("/")[2]: skip.reason for skip in scan([root]).skipped}


def pages(*roots):
    return {file.path: load(file) for file in scan(roots).files}


@pytest.fixture
def three(make):
    """Records of three pages."""
    return [make.response(f"{SITE}/{name}", make.html(name)) for name in ("a", "b", "c")]


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_page_is_named_by_archive_and_address_and_knows_where_it_came_from(make, tmp_path, name):
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


def test_a_file_packed_as_one_stream_is_read_too(make, three, tmp_path):
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(gzip.compress(b"".join(three)))
    files = scan([archive]).files
    assert [load(file).html for file in reversed(files)] == [make.html(name) for name in "cba"]


def test_only_html_responses_with_status_200_are_pages(make, tmp_path):
    page = make.html("A")
    records = [
        make.response(f"{SITE}/page", page),
        make.response(f"{SITE}/xhtml", page, headers=[("Content-Type", "application/xhtml+xml")]),
        make.response(f"{SITE}/unsaid", page, headers=[("Content-Type", "")]),
        make.response(f"{SITE}/style", b"a{}", headers=[("Content-Type", "text/css")]),
        make.response(f"{SITE}/gone", page, status="404 Not Found"),
        make.response(f"{SITE}/moved", page, status="301 Moved"),
        make.response(f"{SITE}/again", b"", kind="revisit"),
        make.response(f"{SITE}/asked", b"", status="GET / HTTP/1.1", kind="request"),
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


def test_the_newest_of_an_address_counts_and_of_two_as_new_the_later(make, tmp_path):
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
def test_what_the_server_did_to_a_page_on_the_way_is_undone(make, tmp_path, pack, headers):
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
def test_of_a_file_that_is_cut_off_what_is_whole_is_read(make, three, tmp_path, name):
    archive = make.warc(tmp_path / name, *three)
    archive.write_bytes(archive.read_bytes()[:-60])
    assert found(archive) == [f"{SITE}/a", f"{SITE}/b"]
    (reason,) = skipped(archive).values()
    assert "cut off" in reason or "ends in the midst" in reason


def test_a_file_that_was_cut_off_and_then_added_to_is_read_behind_the_cut(make, three, tmp_path):
    archive = tmp_path / "c.warc.gz"
    a, b, c = map(gzip.compress, three)
    archive.write_bytes(a + b[:-30] + c)
    assert found(archive) == [f"{SITE}/a", f"{SITE}/c"]
    assert [page.html for page in pages(archive).values()] == [make.html("a"), make.html("c")]
    assert list(skipped(archive)) == [f"byte {len(a)}"]


def test_any_flipped_byte_of_a_packed_record_costs_this_record_alone(make, three, tmp_path):
    a, b, c = map(gzip.compress, three)
    archive = tmp_path / "c.warc.gz"
    for at in range(10, len(b)):  # behind the header of gzip, whose name and time may be any
        damaged = bytearray(b)
        damaged[at] ^= 0x10
        archive.write_bytes(a + damaged + c)
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
def test_a_record_of_a_wrong_length_costs_itself_alone(make, three, tmp_path, packed, length):
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
def test_what_is_no_warc_file_is_one_thing_skipped(make, tmp_path, content):
    (tmp_path / "c.warc").write_bytes(content)
    (tmp_path / "good.html").write_bytes(make.html("Good"))
    assert found(tmp_path) == ["good.html"]
    assert len(skipped(tmp_path)) == (1 if content else 0)


def test_a_bomb_is_not_unpacked_and_what_stands_behind_it_is_read(make, three, tmp_path):
    archive = tmp_path / "c.warc.gz"
    bomb = gzip.compress(b"WARC/1.0\r\n" + bytes(60_000_000), 1)
    archive.write_bytes(gzip.compress(three[0]) + bomb + gzip.compress(three[1]))
    assert found(archive) == [f"{SITE}/a", f"{SITE}/b"]
    *_, reason = skipped(archive).values()
    assert "more than 100 times its size" in reason


def test_a_head_without_end_and_an_endless_address_are_skipped(make, three, tmp_path):
    endless = b"WARC/1.0\r\n" + b"X: y\r\n" * 50_000 + b"\r\n"
    long = make.response(f"{SITE}/{'x' * 5000}", make.html("A"))
    archive = make.warc(tmp_path / "c.warc", three[0], endless, long, three[1])
    assert found(archive) == [f"{SITE}/a", f"{SITE}/b"]
    assert any("head is cut off, or longer" in reason for reason in skipped(archive).values())
    assert any("limit is 4,000" in reason for reason in skipped(archive).values())


def test_what_was_added_or_replaced_after_the_scan_never_gives_the_wrong_page(make, three, tmp_path):
    archive = make.warc(tmp_path / "c.warc.gz", *three[:2])
    a, b = scan([archive]).files
    make.warc(archive, *three)
    assert load(b).html == make.html("b")
    make.warc(archive, three[2], three[0])
    for file in (a, b):
        with pytest.raises(PageError, match="changed after it was looked through"):
            load(file)


@pytest.mark.parametrize("name", ["c.warc", "c.warc.gz", "one.warc.gz"])
def test_random_damage_never_ends_in_anything_but_a_sentence(make, tmp_path, capfd, name):
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
        data = bytearray(whole)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        archive.write_bytes(data[: dice.choice((len(data), dice.randrange(len(data))))])
        try:
            scanned = scan([archive])
        except CorpusNotFound as error:
            assert str(error).endswith(".")
            continue
        assert all(skip.reason.endswith(".") for skip in scanned.skipped)
        for file in scanned.files:
            try:
                load(file)
            except PageError as error:
                assert str(error).endswith(".")
    assert capfd.readouterr() == ("", "")
