"""Looks up the article that `healthsearch show` prints: of a page's file, or of the library by id."""

from __future__ import annotations

from pathlib import Path

from corpus import Article, read_page
from corpus.sources.scan import PageFile, load, scan
from corpus.sources.scan_result import is_archive
from indexer.library.library import LIBRARY_FILE, Library
from search_web.errors import NothingToShow


def find_article(file_or_article: str, data_dir: Path) -> Article:
    """The article of a page's file, or of the library by its id.

    Raises `NothingToShow` for an argument that is neither, `PageError` for a file that cannot become an
    article, and `CorpusNotFound` for an archive without pages.
    """
    stored = _stored_page(file_or_article)
    if stored:
        return read_page(load(stored))
    if (data_dir / LIBRARY_FILE).exists():
        with Library(data_dir) as library:
            article = library.article(file_or_article)
        if article is not None:
            return article
    raise NothingToShow(
        f"{file_or_article!r} is neither a file nor the id of an article in {data_dir}. "
        "You find ids in the addresses of the site and in `healthsearch search --json`."
    )


def _stored_page(name: str) -> PageFile | None:
    """The page of a file, or of an archive by its name or address in it, as in `site.zip/page.html`."""
    file = Path(name)
    if _is_file(file):
        return _sole_page(file) if is_archive(file.name) else PageFile(file.name, file)
    for end in (at for at, char in enumerate(name) if char == "/"):
        archive = Path(name[:end])
        if is_archive(archive.name) and _is_file(archive):
            path = archive.name + name[end:]
            page = next((page for page in scan([archive]).files if page.path == path), None)
            if page is None:
                raise NothingToShow(f"{archive} has no page {name[end + 1 :]!r} that can be read.")
            return page
    return None


def _sole_page(archive: Path) -> PageFile:
    pages = scan([archive]).files
    if len(pages) > 1:
        example = f"{archive}{pages[0].path.removeprefix(archive.name)}"
        raise NothingToShow(f"{archive} has {len(pages):,} pages. Name one of them, as in {example!r}.")
    return pages[0]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # too long for a file's name
        return False
