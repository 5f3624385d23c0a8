"""Corpus to published index: what a reindex does, and what it never does."""

import random
import threading

import pytest

from corpus import CorpusNotFound
from indexer import limits
from indexer.errors import EngineError, IndexMissing, LibraryError, NothingToIndex, ReindexBusy
from indexer.generations.generations import Generations
from indexer.generations.lock import writer_lock
from indexer.library.library import LIBRARY_FILE, Library
from indexer.publish.gates import ALLOWABLE
from indexer.reindex import reindex
from indexer.search.searcher import Searcher


@pytest.fixture
def data(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def run(data):
    def call(*roots, **options):
        return reindex(roots, data, workers=2, **options)

    return call


def counts(report):
    intake = report.articles
    return (intake.added, intake.changed, intake.removed, intake.unchanged, len(intake.failures))


def titles(data, text="title:gout"):
    searcher = Searcher.open(data)
    try:
        return {hit.title for hit in searcher.search(text, size=100).articles}
    finally:
        searcher.close()


def contents(data):
    """Everything that a reader of the data folder could see."""
    searcher = Searcher.open(data)
    with Library(data) as library:
        articles = list(library.articles())
    found = [searcher.article(article.id) for article in articles]
    ranked = [hit.id for hit in searcher.search("gout rest sleep pain", size=100).articles]
    facts = searcher.describe()
    searcher.close()
    return articles, found, ranked, facts


def test_a_report_counts_what_came_changed_went_and_stayed(run, corpus_of, page):
    pages = {f"{name}.html": page(f"Gout {name}") for name in "abc"}
    assert counts(run(corpus_of(pages))) == (3, 0, 0, 0, 0)
    pages["a.html"] = page("Gout a", Causes="Uric acid.")
    pages["d.html"] = page("Gout d")
    del pages["b.html"]
    report = run(corpus_of(pages))
    assert counts(report) == (1, 1, 1, 1, 0)
    assert (report.manifest.articles, report.manifest.sections, report.generation) == (3, 4, 2)
    assert set(report.seconds) == {"scan", "clean", "index", "publish"}


def test_the_index_holds_what_the_corpus_holds_now(run, corpus_of, page, data):
    run(corpus_of({"a.html": page("Gout a"), "b.html": page("Gout b")}))
    run(corpus_of({"b.html": page("Gout new"), "renamed.html": page("Gout a")}))
    assert titles(data) == {"Gout a", "Gout new"}


def test_a_bad_page_is_reported_and_the_others_are_indexed(run, corpus_of, page, data):
    report = run(corpus_of({"good.html": page("Gout"), "bad.html": b"%PDF-1.4 x", "empty.html": ""}))
    assert counts(report) == (1, 0, 0, 0, 2)
    assert [failure.path for failure in report.articles.failures] == ["pages/bad.html", "pages/empty.html"]
    assert all(failure.reason.endswith(".") for failure in report.articles.failures)
    assert titles(data) == {"Gout"}


def test_a_page_that_begins_to_fail_keeps_its_last_good_article_until_it_is_fixed(run, corpus_of, page, data):
    run(corpus_of({"a.html": page("Gout a"), "b.html": page("Gout b")}))
    report = run(corpus_of({"a.html": b"\x00\x01\x02" * 50, "b.html": page("Gout b")}))
    assert counts(report) == (0, 0, 0, 1, 1)
    assert titles(data) == {"Gout a", "Gout b"}
    mended = run(corpus_of({"a.html": page("Gout c"), "b.html": page("Gout b")}))
    assert counts(mended) == (0, 1, 0, 1, 0)
    assert titles(data) == {"Gout b", "Gout c"}


def test_pages_that_claim_one_url_are_each_an_article_and_noted(run, corpus_of, page, data):
    url = "https://health.example/gout"
    pages = {f"{name}.html": page(f"Gout {name}", url=url) for name in "abc"}
    report = run(corpus_of(pages))
    assert report.manifest.articles == 3
    assert titles(data) == {"Gout a", "Gout b", "Gout c"}
    assert report.notes == (
        f"3 pages claim the URL {url}: pages/a.html, pages/b.html, pages/c.html. "
        "Each is an article of its own.",
    )
    ids = {article.id for article in contents(data)[0]}
    assert counts(run(corpus_of(pages), full=True)) == (0, 0, 0, 3, 0)
    assert {article.id for article in contents(data)[0]} == ids
    for gone in ("a.html", "b.html"):
        del pages[gone]
        assert run(corpus_of(pages)).manifest.articles == len(pages)


def test_pages_that_swap_their_urls_are_still_two_articles(run, corpus_of, page, data):
    one, other = "https://health.example/1", "https://health.example/2"
    run(corpus_of({"a.html": page("Gout a", url=one), "b.html": page("Gout b", url=other)}))
    report = run(corpus_of({"a.html": page("Gout a", url=other), "b.html": page("Gout b", url=one)}))
    assert report.manifest.articles == 2 and titles(data) == {"Gout a", "Gout b"}


def test_pages_with_one_title_are_two_articles(run, corpus_of, page, data):
    report = run(corpus_of({"a.html": page("Gout"), "b.html": page("Gout", Treatment="Rest.")}))
    assert report.manifest.articles == 2 and report.notes == ()


def test_full_reads_every_page_again_and_finds_the_same(run, corpus_of, page, data):
    folder = corpus_of({f"{name}.html": page(f"Gout {name}") for name in "abc"})
    run(folder)
    before = contents(data)
    assert counts(run(folder, full=True)) == (0, 0, 0, 3, 0)
    assert contents(data) == before


def test_a_page_with_half_a_character_in_its_metadata_is_indexed_with_a_sign_in_its_place(
    run, corpus_of, page, data
):
    half = '<script type="application/ld+json">{"@type": "Article", "headline": "Gout \\ud800"}</script>'
    html = page("Gout").replace("</head>", half + "</head>")
    assert run(corpus_of({"a.html": html})).articles.added == 1
    assert titles(data, "about OR knowledge OR gout") in ({"Gout \ufffd"}, {"Gout"})


@pytest.mark.parametrize("seed", [1, 2])
def test_any_sequence_of_changes_gives_what_indexing_at_once_gives(
    seed, run, corpus_of, page, data, tmp_path
):
    choose = random.Random(seed)
    pages = {}
    for _ in range(4):
        for name in choose.sample("abcdefgh", 4):
            words = " ".join(choose.choices(["gout", "rest", "sleep", "pain"], k=8))
            pages[f"{name}.html"] = choose.choice(
                [page(f"Gout {name}", url=f"https://health.example/{name}", Treatment=words), page(words), ""]
            )
            if choose.random() < 0.4:
                del pages[f"{name}.html"]
        readable = {name: text for name, text in pages.items() if text} | {"always.html": page("Gout")}
        folder = corpus_of(readable)  # a failed page keeps its last good article, which a new index lacks
        run(folder, allowed=ALLOWABLE)
    reindex([folder], tmp_path / "fresh", workers=2)
    assert contents(data) == contents(tmp_path / "fresh")


@pytest.mark.parametrize("step", ["clean", "index"])
def test_a_reindex_that_is_interrupted_changes_nothing(run, corpus_of, page, data, step):
    run(corpus_of({"a.html": page("Gout a"), "b.html": page("Gout b")}))
    before, files = contents(data), sorted(path.name for path in (data / "generations").iterdir())

    def interrupt(name, items, total):
        for number, item in enumerate(items):
            if name == step and number == 1:
                raise KeyboardInterrupt
            yield item

    with pytest.raises(KeyboardInterrupt):
        run(corpus_of({"c.html": page("Gout c"), "d.html": page("Gout d")}), progress=interrupt)
    assert contents(data) == before
    assert sorted(path.name for path in (data / "generations").iterdir()) == files
    assert run(corpus_of({"c.html": page("Gout c")})).manifest.articles == 1


def test_when_no_page_can_be_read_the_index_stays_as_it_was(run, corpus_of, page, data):
    run(corpus_of({"a.html": page("Gout")}))
    before = contents(data)
    with pytest.raises(NothingToIndex, match="None of the 2 pages.*stays as it was.*other/x.html"):
        run(corpus_of({"x.html": "", "y.html": b"\x89PNG\r\n\x1a\n"}, name="other"))
    assert contents(data) == before


def test_a_corpus_that_is_not_there_changes_nothing_and_makes_nothing(run, data, tmp_path):
    (tmp_path / "empty").mkdir()
    for root in (tmp_path / "nowhere", tmp_path / "empty"):
        with pytest.raises(CorpusNotFound):
            run(root)
    assert not data.exists()


def test_an_unknown_engine_is_named_and_nothing_is_published(run, corpus_of, page, data):
    with pytest.raises(EngineError, match="no engine 'lucene'"):
        run(corpus_of({"a.html": page("Gout")}), engine="lucene")
    with pytest.raises(IndexMissing):
        Generations(data).current()


def test_a_second_reindex_fails_while_one_runs(run, corpus_of, page, data, monkeypatch):
    monkeypatch.setattr(limits, "LOCK_SECONDS", 0.2)
    folder = corpus_of({"a.html": page("Gout")})
    run(folder)
    with writer_lock(data), pytest.raises(ReindexBusy, match="Another reindex of .* is running"):
        run(folder)
    assert titles(data) == {"Gout"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: (data / "CURRENT").write_text("77"),
        lambda data: (data / "CURRENT").unlink(),
        lambda data: (data / "generations" / "000001" / "words.tsv").write_text("x"),
        lambda data: (data / "generations" / "000001" / "manifest.json").unlink(),
        lambda data: [path.unlink() for path in data.glob("library.sqlite*")],
    ],
    ids=["wrong CURRENT", "no CURRENT", "damaged file", "no manifest", "no library"],
)
def test_a_reindex_repairs_a_damaged_data_folder(run, corpus_of, page, data, damage):
    folder = corpus_of({"a.html": page("Gout")})
    run(folder)
    damage(data)
    run(folder)
    assert titles(data) == {"Gout"}


def test_a_damaged_library_gives_an_error_message_and_the_index_stays_live(run, corpus_of, page, data):
    folder = corpus_of({"a.html": page("Gout")})
    run(folder)
    (data / LIBRARY_FILE).write_bytes(b"nonsense" * 4_000)
    with pytest.raises(LibraryError, match="renamed, and a new one is made"):
        run(folder)
    assert titles(data) == {"Gout"}


def test_a_searcher_answers_all_through_a_reindex_and_then_takes_up_the_new_one(run, corpus_of, page, data):
    run(corpus_of({"a.html": page("Gout old")}))
    searcher = Searcher.open(data)
    seen, done = [], threading.Event()

    def ask():
        while not done.is_set():
            seen.append(tuple(hit.title for hit in searcher.search("title:gout").articles))

    thread = threading.Thread(target=ask)
    thread.start()
    for number in range(5):
        run(corpus_of({"a.html": page(f"Gout {number}")}))
    done.set()
    thread.join()
    assert set(seen) <= {("Gout old",), *((f"Gout {number}",) for number in range(5))}
    assert [hit.title for hit in searcher.search("title:gout").articles] == ["Gout 4"]
    assert searcher.generation == 6
    assert Generations(data).numbers() == [4, 5, 6]
    searcher.close()
