"""HTML in, sections out; `corpus` knows nothing of search.

In: HTML, or the folders and archives that store pages. Out: `Article`s with their `Section`s, and what was
dropped. May use no other package of the project.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import CorpusError, CorpusNotFound, NoArticle, NotHtml, PageError, PageTooLarge
from corpus.kinds import KINDS
from corpus.model import Article, Block, Dropped, Page, Section
from corpus.sources.scan import SAMPLE, scan

if TYPE_CHECKING:
    from corpus.article import read_article, read_page

__all__ = [
    "KINDS",
    "SAMPLE",
    "Article",
    "Block",
    "CorpusError",
    "CorpusNotFound",
    "Dropped",
    "NoArticle",
    "NotHtml",
    "Page",
    "PageError",
    "PageTooLarge",
    "Section",
    "read_article",
    "read_page",
    "scan",
]


def __getattr__(name: str) -> object:
    """Import `read_article` and `read_page` on first use: BeautifulSoup takes most of the import's time."""
    if name not in ("read_article", "read_page"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from corpus import article

    return getattr(article, name)
