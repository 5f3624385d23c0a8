"""Links, pipes and locked files in the folder of a corpus."""

import os
import socket
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from corpus.errors import CorpusNotFound, PageError
from corpus.sources.scan import PageFile, load, scan

PAGE = b"<h1>Kidney stones</h1><p>Text.</p>"


def test_a_link_inside_the_corpus_adds_no_second_page_and_no_loop(put, paths, reasons, tmp_path):
    root = tmp_path / "articles"
    put(root / "z/page.html")
    (root / "a.html").symlink_to("z/page.html")
    (root / "b").symlink_to("z")
    (root / "z/up").symlink_to("..")
    assert paths(root) == ["articles/z/page.html"]
    assert reasons(root) == {}


def test_a_link_to_a_hidden_folder_inside_the_corpus_is_followed(put, paths, tmp_path):
    root = tmp_path / "articles"
    put(root / ".store/4f2a")
    put(root / ".store/site/b.html")
    (root / "a.html").symlink_to(".store/4f2a")
    (root / "site").symlink_to(".store/site")
    assert paths(root) == ["articles/a.html", "articles/site/b.html"]
    assert load(scan([root]).files[0]).html == PAGE


def test_a_link_that_leads_out_of_the_corpus_is_skipped_with_a_reason(put, paths, reasons, tmp_path):
    root = tmp_path / "articles"
    put(root / "a.html")
    put(tmp_path / "secret/b.html")
    (root / "out.html").symlink_to("../secret/b.html")
    (root / "folder").symlink_to("../secret")
    (root / "notes.txt").symlink_to("/etc/passwd")
    (root / "passwd.html").symlink_to("/etc/passwd")
    assert paths(root) == ["articles/a.html"]
    skipped_for = reasons(root)
    assert sorted(skipped_for) == ["articles/folder", "articles/out.html", "articles/passwd.html"]
    assert all("leads out of the corpus" in reason for reason in skipped_for.values())


def test_broken_and_circular_links_are_skipped_with_a_reason(put, reasons, tmp_path):
    root = tmp_path / "articles"
    put(root / "a.html")
    (root / "gone.html").symlink_to("nowhere.html")
    (root / "self.html").symlink_to("self.html")
    skipped_for = reasons(root)
    assert sorted(skipped_for) == ["articles/gone.html", "articles/self.html"]
    assert all("leads nowhere" in reason for reason in skipped_for.values())


def test_pipes_and_sockets_are_skipped_and_never_opened(put, reasons, tmp_path, monkeypatch):
    root = tmp_path / "articles"
    put(root / "a.html")
    os.mkfifo(root / "pipe.html")
    monkeypatch.chdir(root)  # a socket's name may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket.html")
        skipped_for = reasons(root)
    assert skipped_for == dict.fromkeys(
        ("articles/pipe.html", "articles/socket.html"), "It is not an ordinary file."
    )
    with pytest.raises(PageError, match="not an ordinary file"):
        load(PageFile("pipe.html", root / "pipe.html"))


@contextmanager
def not_as_root():
    """Permissions do not bind root, so root becomes another user for the while."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def open_folder():
    """A folder that every user may enter, which pytest's own is not."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        for below in sorted(folder.rglob("*")):
            if below.is_dir():
                below.chmod(0o755)


def test_unreadable_files_and_folders_are_skipped_with_a_reason(put, reasons, open_folder):
    root = open_folder / "articles"
    put(root / "a.html")
    put(root / "closed.html").chmod(0)
    put(root / "locked/b.html").parent.chmod(0)
    put(root / "listed/c.html").parent.chmod(0o444)  # its names can be read, and nothing in it
    with not_as_root():
        skipped_for = reasons(root)
    assert sorted(skipped_for) == ["articles/closed.html", "articles/listed/c.html", "articles/locked"]
    assert set(skipped_for.values()) == {"It cannot be read: Permission denied."}


def test_an_unreadable_corpus_is_named_in_the_error_and_its_page_is_a_page_error(put, open_folder):
    file = put(open_folder / "articles/a.html")
    file.chmod(0)
    file.parent.chmod(0)
    with not_as_root():
        with pytest.raises(CorpusNotFound, match="articles: It cannot be read: Permission denied"):
            scan([file.parent])
        with pytest.raises(CorpusNotFound, match="a.html to read .Permission denied"):
            scan([file])
        with pytest.raises(PageError, match="The file cannot be read: Permission denied"):
            load(PageFile("a.html", file))
