"""HTML in, sections out. Knows nothing of search."""

from corpus.article import read_article, read_page
from corpus.errors import CorpusError, CorpusNotFound, NoArticle, NotHtml, PageError, PageTooLarge
from corpus.kinds import KINDS
from corpus.model import Article, Block, Dropped, Page, Section
from corpus.read import SAMPLE, scan

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
