"""Scans of folders and files: their pages, paths and errors."""

import gzip
import os
from pathlib import Path

import pytest

from corpus.errors import CorpusNotFound, NotHtml, PageError, PageTooLarge
from corpus.extraction.decode import decode
from corpus.sources.scan import SAMPLE, PageFile, load, scan

PAGE = b"<h1>Kidney stones</h1><p>Text.</p>"


def test_pages_are_found_at_any_depth_in_order_with_paths_from_the_roots_name(put, paths, tmp_path):
    root = tmp_path / "articles"
    for name in ("z.html", "b/two.htm", "b/c/d/three.xhtml", "a/one.html.gz", "B.HTML"):
        put(root / name)
    assert paths(root) == [
        "articles/B.HTML",
        "articles/a/one.html.gz",
        "articles/b/c/d/three.xhtml",
        "articles/b/two.htm",
        "articles/z.html",
    ]


def test_other_files_and_hidden_ones_are_ignored(put, paths, reasons, tmp_path):
    put(tmp_path / "corpus/page.html")
    for name in (
        "page.json",
        "style.css",
        "cover.png",
        "README",
        ".hidden.html",
        ".git/page.html",
        "notes.gz",
    ):
        put(tmp_path / "corpus" / name)
    assert paths(tmp_path / "corpus") == ["corpus/page.html"]
    assert reasons(tmp_path / "corpus") == {}


def test_a_single_page_is_a_corpus(put, tmp_path):
    file = put(tmp_path / "page.html")
    (found,) = scan([file]).files
    assert (found.path, found.file) == ("page.html", file)


def test_a_root_may_be_relative_a_dot_or_a_link(put, paths, tmp_path, monkeypatch):
    put(tmp_path / "articles/a.html")
    monkeypatch.chdir(tmp_path / "articles")
    assert [file.path for file in scan([Path()]).files] == ["articles/a.html"]
    link = tmp_path / "latest"
    link.symlink_to("articles")
    assert paths(link) == ["latest/a.html"]


def test_roots_with_the_same_name_are_told_apart_by_their_parents(put, paths, tmp_path):
    put(tmp_path / "one/articles/a.html")
    put(tmp_path / "two/articles/a.html")
    put(tmp_path / "more/a.html")
    found = paths(tmp_path / "one/articles", tmp_path / "two/articles", tmp_path / "more")
    assert found == ["more/a.html", "one/articles/a.html", "two/articles/a.html"]


def test_a_page_is_found_once_even_if_several_roots_contain_it(put, paths, tmp_path):
    put(tmp_path / "articles/site/a.html")
    root = tmp_path / "articles"
    assert paths(root, root, root / "site", root / "site/a.html") == ["articles/site/a.html"]


def test_a_deleted_file_and_a_folder_are_page_errors(tmp_path):
    with pytest.raises(PageError, match="cannot be read: No such file"):
        load(PageFile("gone.html", tmp_path / "gone.html"))
    with pytest.raises(PageError, match="not an ordinary file"):
        load(PageFile("folder.html", tmp_path))


def test_a_root_that_does_not_exist_is_named_in_the_error(tmp_path):
    with pytest.raises(CorpusNotFound, match="There is no file or folder .*/missing"):
        scan([tmp_path / "missing"])


def test_an_empty_corpus_is_named_in_the_error(tmp_path):
    (tmp_path / "empty/deep/deeper").mkdir(parents=True)
    with pytest.raises(CorpusNotFound, match=r"There is no page \(.html.* in .*/empty"):
        scan([tmp_path / "empty"])


def test_the_error_for_a_corpus_without_pages_names_the_first_skipped_file(put, tmp_path):
    put(tmp_path / "articles/notes.txt")
    (tmp_path / "articles/a.html").symlink_to("nowhere")
    with pytest.raises(CorpusNotFound, match="articles/a.html: It is a link that leads nowhere"):
        scan([tmp_path / "articles"])
    with pytest.raises(CorpusNotFound, match="notes.txt: Its name does not end in .html"):
        scan([tmp_path / "articles/notes.txt"])


def test_names_that_are_not_utf8_can_be_stored_and_shown(put, tmp_path):
    put(tmp_path / "articles/a.html")
    put(tmp_path / "articles" / os.fsdecode(b"caf\xe9.html"))
    files = scan([tmp_path / "articles"]).files
    assert [file.path for file in files] == ["articles/a.html", "articles/caf\\xe9.html"]
    assert load(files[1]).html == PAGE


def test_a_page_is_loaded_with_its_path_and_bytes(put, tmp_path):
    file = put(tmp_path / "articles/a.html")
    page = load(PageFile("articles/a.html", file))
    assert (page.path, page.html, page.url) == ("articles/a.html", PAGE, None)


def test_a_packed_page_is_unpacked(put, tmp_path):
    put(tmp_path / "a.html.gz", gzip.compress(PAGE))
    assert load(scan([tmp_path]).files[0]).html == PAGE


@pytest.mark.parametrize(
    "content", [b"", b"no gzip at all", gzip.compress(PAGE)[:-12], gzip.compress(PAGE)[:5]]
)
def test_a_damaged_packed_page_is_a_page_error(put, tmp_path, content):
    file = put(tmp_path / "a.html.gz", content)
    if content:
        with pytest.raises(PageError, match="gzip"):
            load(PageFile("a.html.gz", file))
    else:
        assert load(PageFile("a.html.gz", file)).html == b""


def test_a_page_of_six_megabytes_is_rejected_before_it_is_read(tmp_path):
    file = tmp_path / "a.html"
    with file.open("wb") as hole:
        hole.truncate(6_000_000)
    with pytest.raises(PageTooLarge, match="6,000,000 bytes; the limit is 5,000,000"):
        load(PageFile("a.html", file))


def test_the_limit_of_a_packed_page_is_checked_while_it_is_unpacked(put, tmp_path):
    file = put(tmp_path / "a.html.gz", gzip.compress(bytes(200_000_000), 1))
    assert file.stat().st_size < 1_000_000
    with pytest.raises(PageTooLarge, match="unpacks to more than 5,000,000"):
        load(PageFile("a.html.gz", file))


def test_a_file_that_only_has_the_name_of_a_page_is_rejected_when_decoded(put, tmp_path):
    page = load(PageFile("a.html", put(tmp_path / "a.html", b"%PDF-1.4 ...")))
    with pytest.raises(NotHtml, match="PDF"):
        decode(page.html, page.content_type)


def test_the_sample_corpus_is_found():
    found = scan([SAMPLE])
    assert found.files
    assert not found.skipped
    assert all(file.path.startswith("articles/") for file in found.files)
