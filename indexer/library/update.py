"""Cleaned pages into the library: added, changed, moved, removed and failed ones."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from corpus import Article
from corpus.sources.scan import SAMPLE, PageFile, Scan, scan
from indexer.library.cleaning import FINGERPRINT, CleanedPage
from indexer.library.library import Failure, Library, StoredPage
from indexer.library.relocated_pages import RelocatedPages

_CLEANER = f"{FINGERPRINT[:16]}:"


@dataclass(frozen=True, slots=True)
class LibraryUpdate:
    """How many articles were added, changed, removed and left unchanged, and the pages that failed.

    An article whose page has a new path counts as `unchanged` or `changed`, and is listed in `moved`.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    failures: tuple[Failure, ...]
    moved: tuple[tuple[str, str], ...] = ()  # former and new paths


def stamp(file: PageFile) -> str:
    """A value that changes with the page's file and with the cleaner: then the page may need cleaning."""
    return f"{_CLEANER}{file.stamp}"


def is_of_this_cleaner(page_stamp: str) -> bool:
    """Whether the page was cleaned by this version of the cleaner."""
    return page_stamp.startswith(_CLEANER)


def is_sample(pages: Mapping[str, StoredPage]) -> bool:
    """Whether the library has no other pages than those of the sample corpus."""
    shipped = {file.path: stamp(file) for file in scan([SAMPLE]).files}
    return all(shipped.get(path) == page.stamp for path, page in pages.items())


def update_library(
    library: Library,
    before: Mapping[str, StoredPage],
    cleaned: Iterable[CleanedPage],
    scanned: Scan,
    untouched: Collection[str],
) -> LibraryUpdate:
    """Bring the library up to date with the corpora; a page that failed keeps its last good article.

    `before` are the library's pages, by path. `cleaned` are the results of all pages but the `untouched`,
    whose stamps are those in the library.
    """
    update = _Update(library, before, scanned)
    for page in cleaned:
        update.add(page)
    return update.finish(len(untouched))


class _Update:
    """One update in progress."""

    def __init__(self, library: Library, before: Mapping[str, StoredPage], scanned: Scan) -> None:
        self._library = library
        self._before = before
        self._stamps = {file.path: stamp(file) for file in scanned.files}
        present = {*self._stamps, *(skipped.path for skipped in scanned.skipped)}
        hidden = scanned.hidden_below()  # a damaged archive removes none of its articles
        gone = {path: page for path, page in self._before.items() if path not in present}
        gone = {path: page for path, page in gone.items() if not path.startswith(hidden)}
        self._relocated = RelocatedPages(library, gone)
        self._owners = {page.article_id: path for path, page in self._before.items() if path not in gone}
        self._failures = [Failure(skipped.path, skipped.reason) for skipped in scanned.skipped]
        self._moved: list[tuple[str, str]] = []
        self._added = self._changed = self._unchanged = 0

    def add(self, page: CleanedPage) -> None:
        """Store the result of one page."""
        known = self._before.get(page.path)
        if page.failure is not None:
            self._failures.append(Failure(page.path, page.failure))
        elif page.article is not None:
            self._put(page, page.article, known)
        else:
            self._library.touch(page.path, self._stamps[page.path])
            self._unchanged += 1

    def finish(self, untouched: int) -> LibraryUpdate:
        """Delete the pages that are gone, and sum up."""
        for path in self._relocated.gone:
            self._library.remove(path)
        failures = sorted(self._failures, key=lambda failure: failure.path)
        self._library.put_failures(failures)
        return LibraryUpdate(
            added=self._added,
            changed=self._changed,
            removed=len(self._relocated.gone),
            unchanged=self._unchanged + untouched,
            failures=tuple(failures),
            moved=tuple(self._moved),
        )

    def _put(self, page: CleanedPage, article: Article, known: StoredPage | None) -> None:
        if known is None and (former := self._relocated.former_path(page.hash, article)) is not None:
            known = self._relocated.gone.pop(former)
            self._library.remove(former)
            self._moved.append((former, page.path))
            article = _with_id(article, known.article_id)
        elif known is not None and known.url == article.url:  # its id may come from a former path
            article = _with_id(article, known.article_id)
        article = _with_free_id(article, page.path, self._owners)
        if (former := self._relocated.path_of_id(article.id)) is not None:
            self._library.remove(former)  # its id becomes free; it still counts as removed
        self._owners[article.id] = page.path
        self._library.put(page.path, self._stamps[page.path], page.hash, article)
        self._added += known is None
        self._changed += known is not None and known.hash != page.hash
        self._unchanged += known is not None and known.hash == page.hash


def _with_free_id(article: Article, path: str, owners: dict[str, str]) -> Article:
    """The article, with an id made from its path where another page has the id made from its URL."""
    if owners.get(article.id, path) == path:
        return article
    own = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return _with_id(article, f"{article.id}-{own}")


def _with_id(article: Article, article_id: str) -> Article:
    sections = tuple(
        replace(section, id=f"{article_id}/{section.anchor}", article_id=article_id)
        for section in article.sections
    )
    return replace(article, id=article_id, sections=sections)
