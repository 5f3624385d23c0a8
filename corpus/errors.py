"""What can be wrong with a corpus or a page. Every message names the thing, the value and what to do."""

from __future__ import annotations


class CorpusError(Exception):
    """The base class of all errors that `corpus` raises on purpose."""


class CorpusNotFound(CorpusError):
    """A folder or file of the corpus does not exist, or there is no page in any of them."""


class PageError(CorpusError):
    """One page cannot become an article; the message is the reason, without the page's path."""


class NotHtml(PageError):
    """The bytes are something other than HTML: a PDF, an image, an archive."""


class PageTooLarge(PageError):
    """The page is over one of the limits in `corpus.limits`."""


class NoArticle(PageError):
    """The page is HTML without article text: it is empty or all boilerplate."""


class ArchiveChanged(PageError):
    """An archive no longer has the page at the place where the scan found it."""

    def __init__(self) -> None:
        super().__init__("The archive changed after it was scanned; reindex once more.")
