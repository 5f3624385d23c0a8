"""Cleaned pages into the library: what is new, what changed, what is gone, what failed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus import Article
from corpus.read import Scan
from indexer.cleaning import CleanedPage
from indexer.library import Failure, Library


@dataclass(frozen=True, slots=True)
class Intake:
    """How many articles came, changed, went and stayed, and the pages that failed."""

    added: int
    changed: int
    removed: int
    unchanged: int
    failures: tuple[Failure, ...]


def take_in(library: Library, cleaned: Iterable[CleanedPage], scanned: Scan) -> Intake:
    """Bring the library to what the corpora hold now; a page that failed keeps its last good article."""
    before = library.pages()
    present = {file.path for file in scanned.files} | {skipped.path for skipped in scanned.skipped}
    hidden = scanned.hidden_below()  # a damaged archive takes none of its articles along
    present |= {path for path in before if path.startswith(hidden)}
    removed = [path for path in before if path not in present]
    for path in removed:
        library.remove(path)
    owners = {page.article_id: path for path, page in before.items() if path in present}
    failures = [Failure(skipped.path, skipped.reason) for skipped in scanned.skipped]
    added = changed = unchanged = 0
    for page in cleaned:
        if page.failure is not None:
            failures.append(Failure(page.path, page.failure))
        elif page.article is not None:
            article = _with_free_id(page.article, page.path, owners)
            owners[article.id] = page.path
            library.put(page.path, page.hash, article)
        if page.failure is None:
            known = before.get(page.path)
            added += known is None
            changed += known is not None and known.hash != page.hash
            unchanged += known is not None and known.hash == page.hash
    failures.sort(key=lambda failure: failure.path)
    library.put_failures(failures)
    return Intake(added, changed, len(removed), unchanged, tuple(failures))


def _with_free_id(article: Article, path: str, owners: dict[str, str]) -> Article:
    """The article, with an id of its own when another page has taken its URL's."""
    if owners.get(article.id, path) == path:
        return article
    own = f"{article.id}-{hashlib.sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:6]}"
    sections = tuple(
        replace(section, id=f"{own}/{section.anchor}", article_id=own) for section in article.sections
    )
    return replace(article, id=own, sections=sections)
