"""Finds what `healthsearch show` is asked for: a page's file, or an article of the library."""

from __future__ import annotations

from pathlib import Path

from corpus import Article, read_page
from corpus.sources.scan import PageFile, load, scan
from corpus.sources.scan_result import is_archive
from indexer.library.library import FILE, Library
from search_web.errors import NothingToShow


def find_article(file_or_article: str, data_dir: Path) -> Article:
    """The article of a stored page, or the one of this id; `NothingToShow` when it is neither.

    Raises `PageError` for a file that cannot become an article, `CorpusNotFound` for an archive without any.
    """
    stored = _stored_page(file_or_article)
    if stored:
        return read_page(load(stored))
    if (data_dir / FILE).exists():
        with Library(data_dir) as library:
            article = library.article(file_or_article)
        if article is not None:
            return article
    raise NothingToShow(
        f"{file_or_article!r} is neither a file nor the id of an article in {data_dir}. "
        "Ids stand in the addresses of the site and in `healthsearch search --json`."
    )


def _stored_page(named: str) -> PageFile | None:
    """The page of a file, or of an archive by its name there or its address, as in `site.zip/page.html`."""
    file = Path(named)
    if _is_file(file):
        return _sole_page(file) if is_archive(file.name) else PageFile(file.name, file)
    for end in (at for at, char in enumerate(named) if char == "/"):
        archive = Path(named[:end])
        if is_archive(archive.name) and _is_file(archive):
            path = archive.name + named[end:]
            page = next((page for page in scan([archive]).files if page.path == path), None)
            if page is None:
                raise NothingToShow(f"{archive} holds no page {named[end + 1 :]!r} that can be read.")
            return page
    return None


def _sole_page(archive: Path) -> PageFile:
    pages = scan([archive]).files
    if len(pages) > 1:
        example = f"{archive}{pages[0].path.removeprefix(archive.name)}"
        raise NothingToShow(f"{archive} holds {len(pages):,} pages. Name one of them, as in {example!r}.")
    return pages[0]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # too long for a file's name
        return False
