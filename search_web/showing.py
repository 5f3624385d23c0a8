"""Finds what `healthsearch show` is asked for: a page's file, or an article of the library."""

from __future__ import annotations

from pathlib import Path

from corpus import Article, read_page
from corpus.read import PageFile, load
from indexer.library import FILE, Library
from search_web.errors import NothingToShow


def find_article(file_or_article: str, data_dir: Path) -> Article:
    """The article of a stored page, or the one of this id; `NothingToShow` when it is neither.

    Raises `PageError` for a file that cannot become an article.
    """
    file = Path(file_or_article)
    if _is_file(file):
        return read_page(load(PageFile(file.name, file)))
    if (data_dir / FILE).exists():
        with Library(data_dir) as library:
            article = library.article(file_or_article)
        if article is not None:
            return article
    raise NothingToShow(
        f"{file_or_article!r} is neither a file nor the id of an article in {data_dir}. "
        "Ids stand in the addresses of the site and in `healthsearch search --json`."
    )


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # too long for a file's name
        return False
