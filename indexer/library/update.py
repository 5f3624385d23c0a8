"""Cleaned pages into the library: what is new, what changed, what moved, what is gone, what failed."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from corpus import Article
from corpus.sources.scan import SAMPLE, PageFile, Scan, scan
from indexer.library.cleaning import FINGERPRINT, CleanedPage
from indexer.library.library import Failure, Library, StoredPage
from indexer.library.relocated_pages import Moves

_CLEANER = f"{FINGERPRINT[:16]}:"


@dataclass(frozen=True, slots=True)
class Intake:
    """How many articles came, changed, went and stayed, and the pages that failed.

    An article whose page has another path now counts as `unchanged`, or `changed`; `moved` tells of it.
    """

    added: int
    changed: int
    removed: int
    unchanged: int
    failures: tuple[Failure, ...]
    moved: tuple[tuple[str, str], ...] = ()  # paths before and now


def stamp(file: PageFile) -> str:
    """What changes whenever a page may have to be cleaned again: its file, or the cleaner."""
    return f"{_CLEANER}{file.stamp}"


def is_of_this_cleaner(page_stamp: str) -> bool:
    """Whether the page was cleaned by the cleaner as it is now."""
    return page_stamp.startswith(_CLEANER)


def is_sample(pages: Mapping[str, StoredPage]) -> bool:
    """Whether what the library knows of is nothing but the sample corpus."""
    shipped = {file.path: stamp(file) for file in scan([SAMPLE]).files}
    return all(shipped.get(path) == page.stamp for path, page in pages.items())


def take_in(
    library: Library,
    before: Mapping[str, StoredPage],
    cleaned: Iterable[CleanedPage],
    scanned: Scan,
    untouched: Collection[str],
) -> Intake:
    """Bring the library to what the corpora hold now; a page that failed keeps its last good article.

    `before` are the library's pages, by path; `cleaned` are the outcomes of all pages but the `untouched`,
    whose stamps it knows.
    """
    intake = _Taking(library, before, scanned)
    for page in cleaned:
        intake.take(page)
    return intake.finish(len(untouched))


class _Taking:
    """One intake under way."""

    def __init__(self, library: Library, before: Mapping[str, StoredPage], scanned: Scan) -> None:
        self._library = library
        self._before = before
        self._stamps = {file.path: stamp(file) for file in scanned.files}
        present = {*self._stamps, *(skipped.path for skipped in scanned.skipped)}
        hidden = scanned.hidden_below()  # a damaged archive takes none of its articles along
        gone = {path: page for path, page in self._before.items() if path not in present}
        self._moves = Moves(library, {path: p for path, p in gone.items() if not path.startswith(hidden)})
        stay = {path: page for path, page in self._before.items() if path not in self._moves.gone}
        self._owners = {page.article_id: path for path, page in stay.items()}
        self._failures = [Failure(skipped.path, skipped.reason) for skipped in scanned.skipped]
        self._moved: list[tuple[str, str]] = []
        self._added = self._changed = self._unchanged = 0

    def take(self, page: CleanedPage) -> None:
        """One page's outcome."""
        known = self._before.get(page.path)
        if page.failure is not None:
            self._failures.append(Failure(page.path, page.failure))
        elif page.article is not None:
            self._put(page, page.article, known)
        else:
            self._library.touch(page.path, self._stamps[page.path])
            self._unchanged += 1

    def finish(self, untouched: int) -> Intake:
        """Forget what is gone, and tell."""
        for path in self._moves.gone:
            self._library.remove(path)
        failures = sorted(self._failures, key=lambda failure: failure.path)
        self._library.put_failures(failures)
        return Intake(
            added=self._added,
            changed=self._changed,
            removed=len(self._moves.gone),
            unchanged=self._unchanged + untouched,
            failures=tuple(failures),
            moved=tuple(self._moved),
        )

    def _put(self, page: CleanedPage, article: Article, known: StoredPage | None) -> None:
        if known is None and (former := self._moves.former_path(page.hash, article)) is not None:
            known = self._moves.gone.pop(former)
            self._library.remove(former)
            self._moved.append((former, page.path))
            article = _with_id(article, known.article_id)
        elif known is not None and known.url == article.url:  # it may have its id from where it was before
            article = _with_id(article, known.article_id)
        article = _with_free_id(article, page.path, self._owners)
        if (former := self._moves.path_of_id(article.id)) is not None:
            self._library.remove(former)  # it is counted as removed, and its id free
        self._owners[article.id] = page.path
        self._library.put(page.path, self._stamps[page.path], page.hash, article)
        self._added += known is None
        self._changed += known is not None and known.hash != page.hash
        self._unchanged += known is not None and known.hash == page.hash


def _with_free_id(article: Article, path: str, owners: dict[str, str]) -> Article:
    """The article, with an id of its own when another page has taken its URL's."""
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
