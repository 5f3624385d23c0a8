"""Pages are read in worker processes, and none can stop, stall or exhaust the run."""

import hashlib
from collections import Counter

import pytest

from corpus.sources.scan import PageFile, scan
from indexer.library.cleaning import clean_pages, cleaners, code_fingerprint


class InWorker:
    """Replaces a page's file, and becomes the value of the expression when a worker receives it."""

    def __init__(self, expression):
        self.expression = expression

    def __reduce__(self):
        return eval, (self.expression,)


KILLS = InWorker("__import__('os')._exit(9)")
FILLS_MEMORY = InWorker(
    "__import__('types').SimpleNamespace(stat=__import__('functools').partial(bytearray, 3_000_000_000))"
)
STALLS = InWorker(
    "(setattr(__import__('corpus.limits').limits, 'MAX_PAGE_SECONDS', 0.3), __import__('types')"
    ".SimpleNamespace(stat=__import__('functools').partial(__import__('time').sleep, 30)))[1]"
)
BREAKS = InWorker("__import__('types').SimpleNamespace(stat=None)")


@pytest.fixture
def files(corpus_of, page):
    """Makes page files of a small real corpus."""

    def make(count):
        folder = corpus_of({f"{n:03}.html": page(f"Gout {n}", Treatment="Rest.") for n in range(count)})
        return list(scan([folder]).files)

    return make


def cleaned(files, known, workers):
    with cleaners(workers) as processes:
        return list(clean_pages(files, known, processes))


def outcomes(files, known=None, workers=2):
    return {page.path: page for page in cleaned(files, known or {}, workers)}


def test_every_page_gives_its_article_in_the_order_of_the_files(files):
    pages = cleaned(files(40), {}, 2)
    assert [page.path for page in pages] == [f"pages/{n:03}.html" for n in range(40)]
    assert [page.article.title for page in pages] == [f"Gout {n}" for n in range(40)]
    assert all(page.hash and page.failure is None for page in pages)


def test_the_number_of_workers_changes_nothing(files):
    some = files(20)
    assert outcomes(some, workers=1) == outcomes(some, workers=3)


def test_a_page_is_not_read_again_until_its_bytes_change(files):
    some = files(3)
    known = {path: page.hash for path, page in outcomes(some).items()}
    assert all(page.article is None and page.failure is None for page in outcomes(some, known).values())
    some[1].file.write_text(some[1].file.read_text().replace("Rest", "Sleep"))
    changed = [path for path, page in outcomes(some, known).items() if page.article]
    assert changed == ["pages/001.html"]


def test_a_page_that_is_no_article_fails_with_its_reason(corpus_of, page):
    folder = corpus_of(
        {
            "good.html": page("Gout", Treatment="Rest."),
            "empty.html": "",
            "pdf.html": b"%PDF-1.7\n\x00\x01",
            "random.html": hashlib.sha256(b"x").digest() * 200,
            "deep.html": "<div>" * 100_000 + "x",
            "huge.html": "<p>x" * 1_500_000,
        }
    )
    found = outcomes(list(scan([folder]).files))
    assert found.pop("pages/good.html").article.title == "Gout"
    for page_found in found.values():
        assert page_found.article is None
        assert page_found.failure.endswith(".") and "fault of this program" not in page_found.failure


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (KILLS, "ended its process"),
        (STALLS, "took longer than 0.3 seconds"),
        (FILLS_MEMORY, "memory"),
        (BREAKS, "a bug in this program"),
    ],
    ids=["kills", "stalls", "fills memory", "breaks"],
)
def test_a_page_that_ruins_its_worker_fails_alone(files, file, reason):
    some = files(4)
    some.insert(2, PageFile("pages/hostile.html", file))
    found = outcomes(some)
    assert reason in found.pop("pages/hostile.html").failure
    assert len(found) == 4 and all(page.article for page in found.values())


def test_a_page_that_kills_its_worker_costs_the_others_little(files):
    """Only what was under way with it is read once more, not every page after it."""
    some = files(300)
    some.insert(20, PageFile("pages/hostile.html", KILLS))
    pages = cleaned(some, {}, 2)
    assert len(pages) == 301
    assert Counter(page.failure is None for page in pages) == {True: 300, False: 1}
    in_order = [page.path for page in pages]
    assert in_order.index("pages/299.html") < in_order.index("pages/hostile.html")


def test_no_pages_are_no_work():
    assert cleaned([], {}, 4) == []


def test_the_fingerprint_covers_the_content_and_the_path_of_every_python_file_at_any_depth(tmp_path):
    seen = set()

    def is_new():
        before = len(seen)
        seen.add(code_fingerprint(tmp_path))
        return len(seen) > before

    room = tmp_path / "extraction" / "deep"
    room.mkdir(parents=True)
    (tmp_path / "article.py").write_text("a = 1")
    assert is_new() and not is_new()
    (room / "clean.py").write_text("b = 1")
    assert is_new()
    (room / "clean.py").write_text("b = 2")
    assert is_new()
    (room / "clean.py").rename(room.parent / "clean.py")
    assert is_new()
    (tmp_path / "golden.csv").write_text("query")
    assert not is_new()
