"""Zip files as sources: which members are pages, and which are rejected with an error message."""

import gzip
import random
import stat
import struct
import zipfile

import pytest

from corpus import limits
from corpus.errors import PageError
from corpus.sources.scan import load, scan


@pytest.fixture
def good(make, tmp_path):
    """A good page beside the archive, so that there is always something to read."""
    (tmp_path / "good.html").write_bytes(make.html("Good"))
    return tmp_path


def test_pages_are_named_by_archive_and_member_and_loaded_one_by_one(make, tmp_path):
    members = {"b/two.html": make.html("Two"), "a.htm": make.html("One"), "notes.txt": b"no page"}
    archive = make.zip(tmp_path / "site.zip", members)
    files = scan([archive]).files
    assert [file.path for file in files] == ["site.zip/a.htm", "site.zip/b/two.html"]
    assert [load(file).html for file in files] == [make.html("One"), make.html("Two")]


def test_an_archive_without_compression_and_packed_pages_in_one_are_read(make, tmp_path):
    archive = make.zip(
        tmp_path / "s.zip", {"a.html.gz": gzip.compress(make.html("Gout"))}, zipfile.ZIP_STORED
    )
    assert load(scan([archive]).files[0]).html == make.html("Gout")


def test_hidden_members_and_those_of_macs_are_ignored(found, skipped, make, tmp_path):
    members = dict.fromkeys(("a.html", ".b.html", ".git/c.html", "__MACOSX/._a.html"), make.html("A"))
    make.zip(tmp_path / "s.zip", members)
    assert found(tmp_path) == ["s.zip/a.html"] and skipped(tmp_path) == {}


def test_names_that_lead_out_of_the_archive_are_rejected(found, skipped, make, good):
    names = ("../up.html", "a/../../up.html", "/etc/root.html", "C:/x.html", "..\\windows.html")
    make.zip(good / "s.zip", dict.fromkeys((*names, "in.html"), make.html("A")))
    assert found(good) == ["good.html", "s.zip/in.html"]
    reasons = skipped(good)
    assert len(reasons) == len(names)
    assert set(reasons.values()) == {"Its name leads out of the archive."}


def test_links_archives_encrypted_members_and_rare_methods_are_rejected(found, skipped, make, good):
    with zipfile.ZipFile(good / "s.zip", "w") as archive:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", b"PK")
        archive.writestr("crawl.warc.gz", b"x")
        archive.writestr("rare.html", make.html("A"), zipfile.ZIP_LZMA)
        archive.writestr("secret.html", make.html("A"))
        archive.writestr("well.html", make.html("A"))
    data = bytearray((good / "s.zip").read_bytes())
    at = data.rindex(b"secret.html") - 46  # its entry in the central directory
    data[at + 8] |= 1
    (good / "s.zip").write_bytes(data)
    assert found(good) == ["good.html", "s.zip/well.html"]
    reasons = skipped(good)
    assert "link" in reasons["s.zip/link.html"]
    assert "archive in an archive" in reasons["s.zip/inner.zip"]
    assert "archive in an archive" in reasons["s.zip/crawl.warc.gz"]
    assert "pack it with deflate" in reasons["s.zip/rare.html"]
    assert "encrypted" in reasons["s.zip/secret.html"]


@pytest.mark.parametrize("size", [3_000_000, 60_000_000], ids=["small bomb", "large bomb"])
def test_a_bomb_is_rejected_while_it_is_unpacked_whatever_its_header_says(make, tmp_path, size):
    archive = make.zip(tmp_path / "s.zip", {"bomb.html": bytes(size), "a.html": make.html("A")})
    data = archive.read_bytes().replace(struct.pack("<L", size), struct.pack("<L", 2_000_000))
    archive.write_bytes(data)
    good, bomb = scan([archive]).files
    assert load(good).html == make.html("A")
    with pytest.raises(PageError):
        load(bomb)


def test_a_page_over_the_ratio_or_the_size_is_rejected(make, tmp_path):
    noise = random.Random(1).randbytes(6_000_000)
    archive = make.zip(tmp_path / "s.zip", {"dense.html": bytes(3_000_000), "large.html": noise})
    dense, large = scan([archive]).files
    with pytest.raises(PageError, match="more than 100 times its size"):
        load(dense)
    with pytest.raises(PageError, match="more than 5,000,000 bytes"):
        load(large)


def test_overlapping_members_are_rejected_as_a_bomb(found, skipped, make, good):
    archive = make.zip(good / "s.zip", {"a.html": random.Random(1).randbytes(9000), "b.html": b"<p>"})
    data = bytearray(archive.read_bytes())
    at = data.rindex(b"b.html") - 46
    struct.pack_into("<L", data, at + 20, 9000)
    struct.pack_into("<L", data, at + 42, 0)
    archive.write_bytes(data)
    assert found(good) == ["good.html"]
    assert "overlap" in skipped(good)["s.zip"]


def test_too_many_members_and_too_long_a_central_directory_are_rejected(skipped, make, good, monkeypatch):
    make.zip(good / "s.zip", {f"{n}.html": b"<p>" for n in range(20)})
    monkeypatch.setattr("corpus.sources.zip_files.MAX_ZIP_MEMBERS", 19)
    assert "20 members, and the limit is 19" in skipped(good)["s.zip"]
    monkeypatch.setattr("corpus.sources.zip_files.MAX_ZIP_DIRECTORY_BYTES", 500)
    assert "central directory" in skipped(good)["s.zip"]
    assert limits.MAX_ZIP_MEMBERS * 46 < limits.MAX_ZIP_DIRECTORY_BYTES


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", bytes(5000)])
def test_a_file_that_is_no_zip_file_is_skipped_once(found, skipped, good, content):
    (good / "s.zip").write_bytes(content)
    assert found(good) == ["good.html"]
    assert skipped(good)["s.zip"].startswith("It is damaged, or no zip file")


def test_a_damaged_member_is_a_page_error_and_the_others_are_read(make, tmp_path):
    archive = make.zip(tmp_path / "s.zip", {name: make.html(name) for name in ("a.html", "b.html")})
    data = bytearray(archive.read_bytes())
    data[data.index(b"b.html") + 20] ^= 0xFF
    archive.write_bytes(data)
    a, b = scan([archive]).files
    assert load(a).html == make.html("a.html")
    with pytest.raises(PageError, match="cannot be unpacked"):
        load(b)


def test_names_in_utf8_without_the_flag_and_in_other_encodings_are_read(make, tmp_path):
    archive = make.zip(tmp_path / "s.zip", {"caf~.html": make.html("A"), "na~~ve.html": make.html("B")})
    data = archive.read_bytes().replace(b"caf~", b"caf\x82").replace(b"na~~ve", "naïve".encode())
    archive.write_bytes(data)
    files = scan([archive]).files
    assert [file.path for file in files] == ["s.zip/café.html", "s.zip/naïve.html"]
    assert [load(file).html for file in files] == [make.html("A"), make.html("B")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_with_the_same_name_the_last_counts(make, tmp_path):
    with zipfile.ZipFile(tmp_path / "s.zip", "w") as archive:
        archive.writestr("a.html", make.html("Old"))
        archive.writestr("a.html", make.html("New"))
    (file,) = scan([tmp_path / "s.zip"]).files
    assert load(file).html == make.html("New")


def test_an_archive_that_changes_or_vanishes_after_the_scan_is_a_page_error(make, tmp_path):
    archive = make.zip(tmp_path / "s.zip", {"a.html": make.html("A"), "b.html": make.html("B")})
    a, b = scan([archive]).files
    assert load(a).html == make.html("A")
    make.zip(archive, {"a.html": make.html("A, edited")})
    assert load(a).html == make.html("A, edited")
    with pytest.raises(PageError, match="changed after it was scanned"):
        load(b)
    archive.unlink()
    with pytest.raises(PageError, match="No such file"):
        load(a)


def test_random_damage_gives_pages_or_error_messages(damaged, make, tmp_path):
    archive = make.zip(tmp_path / "s.zip", {f"{n}/a.html": make.html(f"Page {n}") for n in range(8)})
    whole, dice = archive.read_bytes(), random.Random(4)
    for _ in range(300):
        archive.write_bytes(damaged.damage(whole, dice))
        assert all(page.html for page in damaged.load_all(archive))
