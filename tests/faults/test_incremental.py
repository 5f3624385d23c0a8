"""Whatever is edited in whatever order, an incremental index is the one that a full reindex makes: G6.

Random edits: pages changed, added, removed, renamed, gone bad and mended, URLs claimed by several. After a
few reindexes each the index is compared with one made from nothing: of a copy of the library where that has
memories (last good articles, moved pages, who came first with a URL), of the pages alone where it has none.
"""

import random
import shutil

import pytest
import scene

from indexer.generations.generations import Generations
from indexer.generations.manifest import check_generation
from indexer.library.library import Library
from indexer.publish.gates import ALLOWABLE
from indexer.reindex import reindex
from indexer.search.searcher import Searcher

WORDS = ("gout", "rest", "sleep", "pain", "anaemia", "hepatitis", "B", "insulin", "neuropathy", "salt")
DEFINED = ("immunoglobulin G (IgG)", "intravenous immunoglobulin (IVIG)", "general practitioner (GP)")
QUERIES = ("gout", "rest pain", '"hepatitis B" OR anemia', "title:gout insul*", "IgG treatment")
SEQUENCES = 26  # of each of eight corpora


class Corpus:
    """A folder of small pages that is edited at random."""

    def __init__(self, folder, seed):
        self.folder = folder
        self._choose = random.Random(seed)
        self._named = 0
        self.remembered = False  # whether the library knows what the pages no longer tell
        folder.mkdir()
        for _ in range(16):
            self.add()

    def edit(self):
        """A few edits."""
        edits = (
            self.add,
            self.remove,
            self.change,
            self.change,
            self.rename,
            self.spoil,
            self.touch,
            self.claim,
        )
        for _ in range(self._choose.randrange(1, 3)):
            self._choose.choice(edits)()
        if len(self._pages()) < 12:
            self.add()

    def add(self):
        self._named += 1
        self._write(self.folder / f"{self._named}.html")

    def remove(self):
        self._any().unlink()
        self.remembered = True  # an id with a suffix stays when the first claimant goes

    def change(self):
        self._write(self._any())

    def touch(self):
        page = self._any()
        page.write_bytes(page.read_bytes())

    def rename(self):
        self._named += 1
        page = self._any().rename(self.folder / f"{self._named}.html")
        self.remembered = True
        if self._choose.random() < 0.3:
            self._write(page)

    def spoil(self):
        self._any().write_bytes(self._choose.choice([b"", b"%PDF-1.4", b"\x00\x01" * 40]))
        self.remembered = True

    def claim(self):
        self._write(self._any(), url=f"https://health.example/{self._choose.randrange(3)}")
        self.remembered = True

    def _write(self, page, url=""):
        title = f"{self._choose.choice(WORDS)} {page.stem}".capitalize()
        parts = {name: self._text() for name in ("Causes", "Treatment") if self._choose.random() < 0.4}
        html = scene.page(title, self._text(), **parts)
        head = f'<link rel="canonical" href="{url}"></head>' if url else "</head>"
        page.write_text(html.replace("</head>", head))

    def _text(self):
        words = self._choose.choices(WORDS, k=self._choose.randrange(3, 9))
        return " ".join([*words, *self._choose.sample(DEFINED, self._choose.choice([0, 0, 1]))])

    def _pages(self):
        return sorted(self.folder.iterdir())

    def _any(self):
        return self._choose.choice(self._pages())


def everything(data):
    """Sections, hashes, words, abbreviations, and what searches find with which scores."""
    generations = Generations(data)
    folder = generations.folder(generations.current())
    manifest = check_generation(folder)
    tables = [(folder / name).read_text() for name in ("words.tsv", "abbreviations.tsv", "articles.jsonl")]
    with Library(data) as library:
        articles, contents = list(library.articles()), library.contents()
    searcher = Searcher.open(data)
    found = [scene.answers(searcher, query) for query in QUERIES]
    read = [searcher.article(article.id) for article in articles]
    counts = searcher.describe().articles, searcher.describe().sections, manifest.articles, manifest.sections
    searcher.close()
    return {
        "articles": articles,
        "hashes": contents,
        "words and abbreviations": tables,
        "articles as read": read,
        "counts": counts,
        "results": found,
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_any_sequence_of_edits_gives_what_a_full_reindex_gives(seed, tmp_path, monkeypatch, record_property):
    scene.be_quick(monkeypatch.setattr)
    corpus, data = Corpus(tmp_path / "pages", seed), tmp_path / "data"
    choose, ways = random.Random(seed), []

    def run(into, full=False):
        return reindex([corpus.folder], into, workers=1, full=full, allowed=ALLOWABLE)

    run(data)
    for number in range(SEQUENCES):
        for _ in range(choose.randrange(1, 4)):
            corpus.edit()
            report = run(data)
            if not report.unchanged:
                ways.append(report.manifest.steps > 0)
        fresh = tmp_path / "fresh"
        if corpus.remembered:
            shutil.copytree(data, fresh)
        assert run(fresh, full=True).manifest.steps == 0
        held, wanted = everything(data), everything(fresh)
        for name in held:
            assert held[name] == wanted[name], f"{name} of sequence {number}"
        shutil.rmtree(fresh)
    assert sum(ways) > len(ways) / 2, "most went the full way"
    record_property("edit sequences", SEQUENCES)
    record_property("incremental reindexes", sum(ways))


def test_a_page_that_moved_keeps_its_address_when_it_is_edited_or_cleaned_again(tmp_path):
    pages, data = tmp_path / "pages", tmp_path / "data"
    scene.write_corpus(pages)
    reindex([pages], data, workers=1)
    with Library(data) as library:
        before = library.pages()["pages/same.html"].article_id
    (pages / "same.html").rename(pages / "elsewhere.html")
    for edit in (None, "Gout once more", None):
        if edit:
            (pages / "elsewhere.html").write_text(scene.page(edit))
        reindex([pages], data, workers=1, full=edit is None)
        with Library(data) as library:
            assert library.pages()["pages/elsewhere.html"].article_id == before
