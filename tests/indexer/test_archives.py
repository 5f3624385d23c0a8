"""Archives through a reindex: what is damaged takes none of its articles along."""

import json
import zipfile

import pytest

from indexer.library.library import Library
from indexer.reindex import reindex


def html(name):
    return f"<title>{name}</title><h1>{name}</h1><p>All about {name}, in a sentence.</p>"


def titles(data_dir):
    with Library(data_dir) as library:
        return sorted(article.title for article in library.articles())


@pytest.fixture
def corpus(tmp_path):
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "asthma.html").write_text(html("Asthma"))
    with zipfile.ZipFile(root / "site.zip", "w") as archive:
        archive.writestr("gout.html", html("Gout"))
    lines = [json.dumps({"url": f"https://a.example.com/{n}", "html": html(n)}) for n in ("Flu", "Measles")]
    (root / "pages.jsonl").write_text("\n".join(lines))
    return root


def test_pages_of_archives_are_articles_with_their_addresses(corpus, tmp_path):
    report = reindex([corpus], tmp_path / "data")
    assert (report.articles.added, report.articles.failures) == (4, ())
    with Library(tmp_path / "data") as library:
        urls = {article.title: article.url for article in library.articles()}
    assert urls == {
        "Asthma": None,
        "Gout": None,
        "Flu": "https://a.example.com/Flu",
        "Measles": "https://a.example.com/Measles",
    }


def test_a_damaged_archive_keeps_its_articles_until_it_is_repaired(corpus, tmp_path):
    reindex([corpus], tmp_path / "data")
    whole = (corpus / "site.zip").read_bytes()
    (corpus / "site.zip").write_bytes(whole[:-30])
    flu, _, _ = (corpus / "pages.jsonl").read_text().partition("\n")
    (corpus / "pages.jsonl").write_text(flu + "\n" + "{broken")
    report = reindex([corpus], tmp_path / "data")
    assert report.articles.removed == 0
    assert [failure.path for failure in report.articles.failures] == [
        "corpus/pages.jsonl/line 2",
        "corpus/site.zip",
    ]
    assert titles(tmp_path / "data") == ["Asthma", "Flu", "Gout", "Measles"]
    (corpus / "site.zip").write_bytes(whole)
    (corpus / "pages.jsonl").write_text(flu)
    report = reindex([corpus], tmp_path / "data")
    assert (report.articles.removed, report.articles.failures) == (1, ())
    assert titles(tmp_path / "data") == ["Asthma", "Flu", "Gout"]


def test_a_page_that_has_another_address_is_the_same_article_changed(corpus, tmp_path):
    (corpus / "pages.jsonl").write_text(json.dumps({"html": html("Flu")}))
    reindex([corpus], tmp_path / "data")
    moved = json.dumps({"url": "https://b.example.com/flu", "html": html("Flu")})
    (corpus / "pages.jsonl").write_text(moved)
    report = reindex([corpus], tmp_path / "data")
    assert (report.articles.added, report.articles.changed, report.articles.removed) == (0, 1, 0)
    with Library(tmp_path / "data") as library:
        assert "https://b.example.com/flu" in {article.url for article in library.articles()}
