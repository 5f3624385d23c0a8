"""Files of JSON lines as sources."""

import gzip
import json
import random
import time

import pytest

from corpus.errors import PageError, PageTooLarge
from corpus.sources.scan import load, scan

SITE = "https://health.example.com"
NAMES = ["pages.jsonl", "pages.ndjson", "pages.jsonl.gz", "pages.NDJSON.gz"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_named_by_address_or_line_number_and_loaded_in_any_order(make, tmp_path, name):
    lines = [
        make.line(f"{SITE}/b", make.html("B, naïve")),
        b"\n",
        json.dumps({"html": "<h1>C</h1>", "more": [1]}).encode() + b"\r\n",
        make.line("", make.html("D")).rstrip(),
    ]
    files = scan([make.jsonl(tmp_path / name, *lines)]).files
    assert [file.path for file in files] == [f"{name}/{SITE}/b", f"{name}/line 3", f"{name}/line 4"]
    pages = [load(file) for file in reversed(files)]
    assert [page.html for page in pages] == [make.html("D"), b"<h1>C</h1>", make.html("B, naïve")]
    assert [page.url for page in pages] == [None, None, f"{SITE}/b"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"url": "x", "html": "<p>', "The line is no JSON"),
        (b"[1, 2]", "not of the form"),
        (b'"text"', "not of the form"),
        (b'{"url": "x"}', "not of the form"),
        (b'{"url": 3, "html": "<p>"}', "not of the form"),
        (b'{"url": "x", "html": ["<p>"]}', "not of the form"),
        (b'{"url": "caf\xe9", "html": "<p>"}', "not in UTF-8"),
        (b"[" * 100_000, "levels|no JSON"),
        (b"9" * 5_000, "no JSON|not of the form"),
        (b"\x00" * 40, "no JSON"),
        (b'{"html": "<p>", "url": "' + b"x" * 5000 + b'"}', "5,000 characters"),
        (b'{"html": "' + b"x" * 16_000_000 + b'"}', "more than 15,000,000 bytes"),
    ],
    ids=lambda value: str(value[:12]),
)
def test_only_a_broken_line_itself_is_skipped_and_named_by_its_number(
    found, skipped, make, tmp_path, line, reason
):
    archive = make.jsonl(
        tmp_path / "p.jsonl", make.line("a", b"<h1>A</h1>"), line + b"\n", make.line("b", b"<h1>B</h1>")
    )
    assert found(archive) == ["a", "b"]
    ((place, message),) = skipped(archive).items()
    assert place == "line 2" and message.endswith(".")
    assert any(part in message for part in reason.split("|"))


def test_half_a_surrogate_pair_and_a_byte_order_mark_are_read(make, tmp_path):
    lines = [b"\xef\xbb\xbf" + make.line("a", make.html("A")), b'{"url": "\\ud800", "html": "<p>\\ud800"}\n']
    files = scan([make.jsonl(tmp_path / "p.jsonl", *lines)]).files
    assert [file.path for file in files] == ["p.jsonl/\\ud800", "p.jsonl/a"]
    assert [load(file).html for file in files] == [b"<p>?", make.html("A")]


def test_of_two_lines_with_the_same_address_the_last_counts(make, tmp_path):
    lines = [make.line("a", b"<h1>Old</h1>"), make.line("a", b"<h1>New</h1>")]
    (file,) = scan([make.jsonl(tmp_path / "p.jsonl", *lines)]).files
    assert load(file).html == b"<h1>New</h1>"


def test_added_lines_do_not_change_the_stamps_of_the_others(make, tmp_path):
    lines = [make.line(name, make.html(name)) for name in "abc"]
    archive = make.jsonl(tmp_path / "p.jsonl", *lines[:2])
    before = {file.path: file.stamp for file in scan([archive]).files}
    make.jsonl(archive, *lines)
    after = {file.path: file.stamp for file in scan([archive]).files}
    assert before.items() < after.items()
    make.jsonl(archive, make.line("a", make.html("edited")), *lines[1:])
    edited = {file.path: file.stamp for file in scan([archive]).files}
    assert edited["p.jsonl/a"] != after["p.jsonl/a"] and edited["p.jsonl/b"] == after["p.jsonl/b"]


def test_a_page_over_the_limit_is_a_page_error(make, tmp_path):
    (file,) = scan([make.jsonl(tmp_path / "p.jsonl", make.line("a", b"x" * 6_000_000))]).files
    with pytest.raises(PageTooLarge, match="6,000,000 bytes"):
        load(file)


def test_a_file_of_other_json_lines_given_as_root_is_skipped_once(make, tmp_path):
    (tmp_path / "a.html").write_bytes(make.html("A"))
    make.jsonl(tmp_path / "queries.jsonl", *[b'{"id": 1, "text": "gout"}\n'] * 5000)
    (skip,) = scan([tmp_path / "a.html", tmp_path / "queries.jsonl"]).skipped
    assert skip.path == "queries.jsonl"
    assert skip.reason.startswith(
        "None of 5,000 parts can be read; the first, line 1: The line is not of the form"
    )


def test_a_file_of_other_json_lines_in_a_folder_of_pages_is_ignored(found, skipped, tmp_path):
    (tmp_path / "gold.jsonl").write_text('{"file": "gout.html", "title": "Gout"}\n' * 3)
    (tmp_path / "gout.html").write_text("<h1>Gout</h1><p>It hurts.</p>")
    assert found(tmp_path) == ["gout.html"]
    assert skipped(tmp_path) == {}


def test_of_many_broken_lines_some_are_reported_and_the_others_counted(skipped, make, tmp_path):
    archive = make.jsonl(tmp_path / "p.jsonl", make.line("a", b"<p>"), *[b"{\n"] * 5000)
    reasons = skipped(archive)
    assert len(reasons) == 51
    assert reasons[""] == "4,950 more parts of it cannot be read."


def test_pages_before_and_after_damage_are_read(found, skipped, make, tmp_path):
    streams = [
        gzip.compress(make.line(name, random.Random(name).randbytes(900).hex().encode())) for name in "abc"
    ]
    archive = tmp_path / "p.jsonl.gz"
    changed = bytearray(streams[1])
    changed[300:310] = bytes(10)
    archive.write_bytes(streams[0] + changed + streams[2])
    assert found(archive) == ["a", "c"]
    assert [len(load(file).html) for file in scan([archive]).files] == [1800, 1800]
    ((place, reason),) = skipped(archive).items()
    assert place == f"byte {len(streams[0])}" and "is damaged" in reason
    archive.write_bytes(streams[0] + streams[1][:-20])
    assert found(archive) == ["a"]
    assert "ends in the middle of packed data" in skipped(archive)[f"byte {len(streams[0])}"]


def test_loading_a_page_does_not_unpack_all_of_the_file_before_it(make, tmp_path):
    dice = random.Random(6)
    lines = [make.line(str(n), dice.randbytes(8000).hex().encode()) for n in range(300)]
    files = scan([make.jsonl(tmp_path / "p.jsonl.gz", *lines)]).files
    load(files[-1])  # goes through the file once
    started = time.process_time()
    assert len({load(file).html for file in reversed(files)}) == len(files)
    forwards = time.process_time() - started
    started = time.process_time()
    gzip.decompress((tmp_path / "p.jsonl.gz").read_bytes())
    assert forwards < len(files) / 4 * (time.process_time() - started)


def test_lines_moved_after_the_scan_never_give_the_wrong_page(make, tmp_path):
    lines = [make.line(name, make.html(name)) for name in "abc"]
    archive = make.jsonl(tmp_path / "p.jsonl", *lines)
    files = scan([archive]).files
    make.jsonl(archive, *reversed(lines))
    assert load(files[1]).html == make.html("b")
    for file in (files[0], files[2]):
        with pytest.raises(PageError, match="changed after it was scanned"):
            load(file)


@pytest.mark.parametrize("name", ["p.jsonl", "p.jsonl.gz"])
def test_random_damage_gives_pages_or_error_messages(damaged, make, tmp_path, name):
    archive, dice = tmp_path / name, random.Random(7)
    make.jsonl(archive, *[make.line(f"{SITE}/{n}", make.html(f"Page {n}")) for n in range(8)])
    whole = archive.read_bytes()
    for _ in range(200):
        archive.write_bytes(damaged.damage(whole, dice))
        damaged.load_all(archive)
