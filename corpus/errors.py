"""What can be wrong with a corpus or a page. Every message names the thing, the value and what to do."""

from __future__ import annotations


class CorpusError(Exception):
    """The base of every error that `corpus` raises on purpose."""


class CorpusNotFound(CorpusError):
    """A corpus that was asked for is not there, or holds no page."""


class PageError(CorpusError):
    """One page cannot become an article; the message is the reason, without the page's path."""


class NotHtml(PageError):
    """The bytes are something other than HTML: a PDF, an image, an archive."""


class PageTooLarge(PageError):
    """The page is over one of the limits in `corpus.limits`."""


class NoArticle(PageError):
    """The page is HTML but holds no article text: it is empty, or only furniture."""


class ArchiveChanged(PageError):
    """An archive holds another page, or none, where one was found when it was looked through."""

    def __init__(self) -> None:
        super().__init__("The archive changed after it was looked through; reindex once more.")
