"""The one way from a page to an article: decode, prune, read the metadata, clean, split."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from corpus.errors import NoArticle, PageTooLarge
from corpus.extraction.clean import Heading, clean
from corpus.extraction.decode import decode
from corpus.extraction.metadata import read_metadata
from corpus.extraction.prune import prune
from corpus.extraction.split import slug, split
from corpus.limits import MAX_TEXT_CHARS
from corpus.model import Article, Block, Page

LONGEST_NAME = 40

_SUFFIX = re.compile(r"\.(x?html?|php|aspx?|jsp)$", re.IGNORECASE)


def read_article(html: bytes | str, url: str | None = None) -> Article:
    """The article on a page of HTML, as bytes in any encoding or as text.

    Raises NotHtml, PageTooLarge or NoArticle, each with a sentence that says why.
    """
    stored = html.encode("utf-8", "replace") if isinstance(html, str) else html
    return _read(decode(stored), url, "")


def read_page(page: Page) -> Article:
    """The article on a stored page; raises as `read_article` does."""
    return _read(decode(page.html, page.content_type), page.url, page.path)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """No garbage collection meanwhile: over a tree that is all alive it costs a quarter of a page's time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@_collector_resting()
def _read(html: str, url: str | None, path: str) -> Article:
    pruned = prune(html)
    metadata = read_metadata(pruned.soup, url)
    cleaned = clean(pruned, metadata.title, urlsplit(metadata.url or "").netloc.removeprefix("www."))
    length = sum(len(piece.text) for piece in cleaned.pieces)
    if length > MAX_TEXT_CHARS:
        raise PageTooLarge(
            f"The article has {length:,} characters, the limit is {MAX_TEXT_CHARS:,}; split it."
        )
    title = metadata.title or _first_heading(cleaned.pieces)
    article_id = _article_id(metadata.url or path or title)
    parts = split(cleaned.pieces, article_id, title)
    if not parts.sections:
        raise NoArticle("The page holds no article: there is no text on it but menus, footers and the like.")
    return Article(
        id=article_id,
        url=metadata.url,
        title=title,
        source=metadata.source,
        language=metadata.language,
        published=metadata.published,
        reviewed=metadata.reviewed,
        sections=parts.sections,
        dropped=(*cleaned.dropped, *parts.dropped),
    )


def _first_heading(pieces: Iterable[Heading | Block]) -> str:
    return next((piece.text for piece in pieces if isinstance(piece, Heading)), "Untitled page")


def _article_id(identity: str) -> str:
    """A readable name and a fingerprint of the page's address, or of its path or title without one."""
    path = urlsplit(identity).path if "://" in identity else identity
    segments = [part for part in path.split("/") if part]
    name = slug(_SUFFIX.sub("", unquote(segments[-1])), LONGEST_NAME) if segments else ""
    return f"{name or 'article'}-{sha256(identity.encode()).hexdigest()[:8]}"
