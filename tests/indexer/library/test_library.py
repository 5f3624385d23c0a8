"""The library: articles stay, whatever happens."""

import sqlite3
from dataclasses import replace

import pytest

from indexer.errors import LibraryError
from indexer.library.library import LIBRARY_FILE, Failure, Library


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path) as opened:
        yield opened


def renamed(article, identity):
    sections = tuple(
        replace(section, id=f"{identity}/{section.anchor}", article_id=identity)
        for section in article.sections
    )
    return replace(article, id=identity, sections=sections)


def test_an_article_is_there_again_when_the_library_is_opened_again(tmp_path, gout):
    with Library(tmp_path) as library:
        library.put("pages/gout.html", "stamp", "hash", gout)
    with Library(tmp_path) as library:
        assert library.article(gout.id) == gout
        assert list(library.articles()) == [gout]
        page = library.pages()["pages/gout.html"]
        assert (page.hash, page.article_id) == ("hash", gout.id)


def test_an_article_replaces_the_former_of_its_page(library, gout):
    library.put("a.html", "stamp", "1", gout)
    library.put("a.html", "stamp", "2", renamed(gout, "other"))
    assert library.count() == 1
    assert library.article(gout.id) is None and library.article("other") is not None


def test_articles_come_in_the_order_of_their_ids(library, gout):
    for name in ("b", "c", "a"):
        library.put(f"{name}.html", "stamp", "1", renamed(gout, name))
    assert [article.id for article in library.articles()] == ["a", "b", "c"]


def test_a_removed_page_takes_its_article_with_it(library, gout):
    library.put("a.html", "stamp", "1", gout)
    library.remove("a.html")
    library.remove("never there")
    assert library.count() == 0 and library.pages() == {} and library.article(gout.id) is None


def test_failures_replace_those_of_the_last_run(library):
    library.put_failures([Failure("b", "It is empty."), Failure("a", "It is a PDF.")])
    assert library.failures() == [Failure("a", "It is a PDF."), Failure("b", "It is empty.")]
    library.put_failures([])
    assert library.failures() == []


def test_a_transaction_that_fails_changes_nothing(library, gout):
    library.put("a.html", "stamp", "1", gout)
    with pytest.raises(KeyboardInterrupt), library.transaction():
        library.remove("a.html")
        library.put_failures([Failure("a", "x")])
        raise KeyboardInterrupt
    assert library.count() == 1 and library.failures() == []


def test_urls_that_several_pages_claim_are_named_with_their_pages(library, gout):
    library.put("b.html", "stamp", "1", gout)
    library.put("a.html", "stamp", "1", renamed(gout, "other"))
    library.put("c.html", "stamp", "1", replace(renamed(gout, "third"), url=None))
    assert library.shared_urls() == [("https://health.example/gout", ["a.html", "b.html"])]


def test_any_text_can_be_stored(library, gout):
    strange = replace(gout, title="NUL \x00, \U0010ffff 🩺 \u2028 \x85")
    library.put("a.html", "stamp", "1", strange)
    assert library.article(strange.id) == strange


def test_half_characters_become_a_sign_that_everything_can_encode(library, gout):
    library.put("a.html", "stamp", "1", replace(gout, title="half \ud800", source="\udfff"))
    kept = library.article(gout.id)
    assert (kept.title, kept.source) == ("half \ufffd", "\ufffd")


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look like one" * 20])
def test_a_file_that_is_no_database_gives_an_error_message(tmp_path, content):
    (tmp_path / LIBRARY_FILE).write_bytes(content)
    with pytest.raises(LibraryError, match="cannot be read or written.*reindex"):
        Library(tmp_path)


def test_damage_deep_in_the_file_gives_an_error_message_too(tmp_path, gout):
    with Library(tmp_path) as library:
        for number in range(200):
            library.put(f"{number}.html", "stamp", "1", renamed(gout, f"a{number:03}"))
    content = bytearray((tmp_path / LIBRARY_FILE).read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    (tmp_path / LIBRARY_FILE).write_bytes(content)
    with pytest.raises(LibraryError, match="cannot be read"), Library(tmp_path) as library:
        list(library.articles())
        library.pages()


def test_a_library_of_a_newer_version_is_rejected_and_left_alone(tmp_path):
    Library(tmp_path).close()
    with sqlite3.connect(tmp_path / LIBRARY_FILE) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(LibraryError, match="version 99, newer than"):
        Library(tmp_path)


def test_a_folder_in_the_librarys_place_gives_an_error_message(tmp_path):
    (tmp_path / LIBRARY_FILE).mkdir()
    with pytest.raises(LibraryError, match="cannot be read"):
        Library(tmp_path)
