"""Folders, zip files, WARC files and JSON lines give the same pages, also in any mix."""

import gzip
import pickle
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from corpus import read_page
from corpus.errors import CorpusNotFound
from corpus.sources.scan import SAMPLE, load, scan

SITE = "https://health.example.com"
KINDS = ("html", "html.gz", "zip", "warc", "warc.gz", "jsonl", "jsonl.gz")


@pytest.fixture(scope="session")
def put_as(make):
    """Writes pages, given by name, into a folder as one kind of file that can contain pages."""

    def put_pages(folder, kind, pages):
        folder.mkdir(parents=True, exist_ok=True)
        if kind == "html" or kind == "html.gz":
            for name, html in pages.items():
                packed = gzip.compress(html) if kind.endswith("gz") else html
                (folder / f"{name}.{kind}").write_bytes(packed)
        elif kind == "zip":
            make.zip(folder / "pages.zip", {f"in/{name}.html": html for name, html in pages.items()})
        elif kind.startswith("warc"):
            records = [make.response(f"{SITE}/{name}", html) for name, html in pages.items()]
            make.warc(folder / f"pages.{kind}", *records)
        else:
            make.jsonl(folder / f"pages.{kind}", *(make.line(f"{SITE}/{n}", p) for n, p in pages.items()))

    return put_pages


def articles(root):
    return {article.id: article for article in (read_page(load(file)) for file in scan([root]).files)}


#: One page of each sample site, since a page takes longer to be read than an archive of them.
SAMPLES = {page.stem: page.read_bytes() for page in (min(site.glob("*.html")) for site in SAMPLE.iterdir())}


@cache
def sample_articles():
    read = [read_page(load(file)) for file in scan([SAMPLE]).files if file.file.stem in SAMPLES]
    return {article.id: article for article in read}


@settings(max_examples=20, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.lists(st.sampled_from(KINDS), min_size=len(SAMPLES), max_size=len(SAMPLES)))
def test_any_mix_of_sources_gives_the_same_articles(put_as, kinds):
    with TemporaryDirectory() as name:
        root = Path(name)
        for number, kind in enumerate(sorted(set(kinds))):
            some = {stem: SAMPLES[stem] for stem, own in zip(SAMPLES, kinds, strict=True) if own == kind}
            put_as(root.joinpath(*["deep"] * number), kind, some)
        assert articles(root) == sample_articles()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_file_can_be_sent_to_another_process_and_is_small(put_as, tmp_path, kind):
    put_as(tmp_path, kind, {"gout": b"<h1>Gout</h1>"})
    (file,) = scan([tmp_path]).files
    sent = pickle.dumps(file)
    assert len(sent) < 1000
    assert load(pickle.loads(sent)).html == b"<h1>Gout</h1>"


@pytest.mark.parametrize("kind", KINDS)
def test_an_unchanged_page_keeps_its_stamp_and_an_edited_one_does_not(put_as, tmp_path, kind):
    put_as(tmp_path, kind, {"gout": b"<h1>Gout</h1>"})
    (before,) = scan([tmp_path]).files
    assert scan([tmp_path]).files == (before,)
    put_as(tmp_path, kind, {"gout": b"<h1>Goat</h1>"})
    (after,) = scan([tmp_path]).files
    assert after.path == before.path and after.stamp != before.stamp


@pytest.mark.parametrize("kind", KINDS)
def test_added_pages_do_not_change_the_paths_of_the_others(put_as, tmp_path, kind):
    pages = {name: f"<h1>{name}</h1>".encode() for name in ("b", "d")}
    put_as(tmp_path, kind, pages)
    before = {file.path for file in scan([tmp_path]).files}
    put_as(tmp_path, kind, pages | {"a": b"<h1>A</h1>", "c": b"<h1>C</h1>"})
    assert before < {file.path for file in scan([tmp_path]).files}


@pytest.mark.parametrize("kind", ["warc", "jsonl"])
def test_a_page_without_its_own_address_has_the_one_it_was_fetched_from(put_as, tmp_path, kind):
    own = b'<link rel="canonical" href="https://other.example.org/gout"><h1>Gout</h1><p>Rest and cold.</p>'
    put_as(tmp_path, kind, {"own": own, "none": b"<h1>Gout</h1><p>Rest and cold.</p>"})
    urls = {article.url for article in articles(tmp_path).values()}
    assert urls == {"https://other.example.org/gout", f"{SITE}/none"}


def test_archives_are_found_at_any_depth_in_any_case_and_through_links_inside(make, tmp_path):
    (tmp_path / "c/a/b").mkdir(parents=True)
    make.zip(tmp_path / "c/a/b/SITE.ZIP", {"a.html": make.html("A")})
    (tmp_path / "c/.store").mkdir()
    make.jsonl(tmp_path / "c/.store/x.jsonl", make.line("u", make.html("B")))
    (tmp_path / "c/linked.jsonl").symlink_to(".store/x.jsonl")
    (tmp_path / "out.zip").write_bytes(b"")
    (tmp_path / "c/out.zip").symlink_to("../out.zip")
    scanned = scan([tmp_path / "c"])
    assert [file.path for file in scanned.files] == ["c/a/b/SITE.ZIP/a.html", "c/linked.jsonl/u"]
    assert [skip.path for skip in scanned.skipped] == ["c/out.zip"]


def test_the_error_for_a_corpus_of_one_broken_archive_has_the_reason(tmp_path):
    (tmp_path / "site.zip").write_bytes(b"PK")
    with pytest.raises(CorpusNotFound, match="site.zip: It is damaged, or no zip file"):
        scan([tmp_path / "site.zip"])


def test_a_scan_knows_below_which_paths_pages_may_be_missing(make, tmp_path):
    make.jsonl(tmp_path / "p.jsonl", make.line("a", make.html("A")), b"{broken\n")
    make.zip(tmp_path / "s.zip", {"a.html": make.html("A"), "../b.html": make.html("B")})
    (tmp_path / "t.zip").write_bytes(b"PK")
    hidden = scan([tmp_path]).hidden_below()
    root = tmp_path.name
    assert f"{root}/p.jsonl/" in hidden and f"{root}/t.zip/" in hidden
    assert f"{root}/s.zip/" not in hidden
