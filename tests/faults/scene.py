"""A small corpus before and after an edit, its two indexes, and what a reader finds in them."""

import os
import shutil
import sqlite3

import indexer.reindex
from indexer.errors import IndexMissing
from indexer.generations.generations import Generations
from indexer.generations.manifest import check_generation
from indexer.library.cleaning import _clean_batch
from indexer.reindex import reindex
from indexer.search.searcher import Searcher

QUERIES = ("gout", "salt OR uric acid")
_PAGE = """<!doctype html><html lang="en"><head><title>{title}</title></head><body><main><article>
<h1>{title}</h1><p>This page tells what is known of {title} and what helps. {intro}</p>{rest}</main>"""


def page(title, intro="", **sections):
    """The HTML of a page with sections by heading."""
    rest = "".join(f"<h2>{heading}</h2><p>{text}</p>" for heading, text in sections.items())
    return _PAGE.format(title=title, intro=intro, rest=rest)


def write_corpus(folder):
    """Ten pages, of which an edit will change one and remove one."""
    pages = {f"{n}.html": page(f"Gout {n}", Treatment=f"Rest and cold, {'salt ' * n}.") for n in range(7)}
    pages |= {f"{name}.html": page(f"Gout {name}") for name in ("changed", "gone", "same")}
    folder.mkdir()
    for file, html in pages.items():
        (folder / file).write_text(html)


def edit_corpus(folder):
    """One page changed, one removed, one added that takes several pages of the library."""
    (folder / "changed.html").write_text(page("Gout altered by uric acid"))
    (folder / "gone.html").unlink()
    (folder / "added.html").write_text(page("Gout added", "water " * 1_200))


def be_quick(put=setattr):
    """Have nothing wait for the disk, as nothing here cuts the real power, nor for processes that clean."""
    connect = sqlite3.connect

    def unsafe(*arguments, **named):
        library = connect(*arguments, **named)
        library.execute("PRAGMA synchronous = OFF")
        return library

    put(sqlite3, "connect", unsafe)
    put(os, "fsync", lambda handle: None)
    put(indexer.reindex, "clean_pages", cleaned_here)


def cleaned_here(files, known, workers):
    """As `clean_pages`, in this process: others take longer to start than so few pages to clean."""
    return _clean_batch([(file, known.get(file.path)) for file in files])


class Scene:
    """A data folder to be tried again and again from the same state, alone in a folder `disk`.

    `way` is how the next index comes about: "incremental", "full", or "first", where there was none before.
    """

    def __init__(self, folder, way):
        self.disk = folder / "disk"
        self.data = self.disk / "data"
        self._kept = folder / "kept"
        self._full = way == "full"
        self.disk.mkdir(parents=True)
        self._pages = folder / "pages"
        write_corpus(self._pages)
        for _ in range(0 if way == "first" else 3):  # so that there is a generation to delete
            reindex([self._pages], self.data, workers=1, full=True)
        edit_corpus(self._pages)
        shutil.copytree(self.disk, self._kept)
        self.old = found(self.data)
        report = self.run()
        assert bool(report.manifest.steps) is (way == "incremental"), "the other way was taken"
        self.new = found(self.data)
        assert self.new != self.old

    def begin(self):
        """Put the data folder back to where it was before the edit."""
        self.begin_from(self._kept)

    def begin_from(self, folder):
        """Put another `disk` in place."""
        shutil.rmtree(self.disk)
        shutil.copytree(folder, self.disk)

    def run(self):
        """Index the edited corpus."""
        return reindex([self._pages], self.data, workers=1, full=self._full)

    def which(self):
        """Which of the two indexes a reader finds, "old" or "new"; raises for anything else."""
        state = found(self.data)
        return "old" if state == self.old else "new" if state == self.new else f"neither: {state}"

    def mended(self):
        """What is wrong after one more reindex; nothing if all is as wanted."""
        reindex([self._pages], self.data, workers=1)
        wrong = orphans(self.data)
        return wrong if self.which() == "new" else [*wrong, self.which()]


def found(data):
    """What a reader finds; None without an index; raises where it is damaged."""
    generations = Generations(data)
    try:
        check_generation(generations.folder(generations.current()))
    except IndexMissing:
        return None
    searcher = Searcher.open(data)
    assert searcher.problem is None, searcher.problem
    try:
        return [answers(searcher, query) for query in QUERIES], searcher.describe().sections
    finally:
        searcher.close()


def answers(searcher, query):
    """Articles with their sections and scores."""
    return [
        (hit.title, [(s.id, s.snippet_html, round(s.score, 9)) for s in hit.sections])
        for hit in searcher.search(query, size=100).articles
    ]


def orphans(data):
    """Files that nothing needs, and generations that are damaged."""
    generations = Generations(data)
    wrong = [str(path) for path in data.iterdir() if path.name not in _BELONGS]
    for number in generations.numbers():
        try:
            check_generation(generations.folder(number))
        except Exception as error:
            wrong.append(str(error))
    named = {generations.folder(number) for number in generations.numbers()}
    wrong += [str(path) for path in (data / "generations").iterdir() if path not in named]
    return wrong + [f"{len(named)} generations"] * (len(named) > 3)


_BELONGS = {
    "CURRENT",
    "HISTORY",
    "generations",
    "reindex.lock",
    *(f"library.sqlite{end}" for end in ("", "-wal", "-shm")),
}
