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

#: Characters of the readable part of an article's id.
MAX_NAME_CHARS = 40

_FILE_SUFFIX = re.compile(r"\.(x?html?|php|aspx?|jsp)$", re.IGNORECASE)


def read_article(html: bytes | str, url: str | None = None) -> Article:
    """The article on a page of HTML, given as text or as bytes in any encoding.

    Raises `NotHtml`, `PageTooLarge` or `NoArticle`; the message gives the reason.
    """
    stored = html.encode("utf-8", "replace") if isinstance(html, str) else html
    return _read(decode(stored), url, "")


def read_page(page: Page) -> Article:
    """The article on a stored page; raises the same errors as `read_article`."""
    return _read(decode(page.html, page.content_type), page.url, page.path)


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Pause the garbage collector: a tree has no garbage, and searching it takes a quarter of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_without_garbage_collection()
def _read(html: str, url: str | None, path: str) -> Article:
    pruned = prune(html)
    metadata = read_metadata(pruned.soup, url)
    cleaned = clean(pruned, metadata.title, urlsplit(metadata.url or "").netloc.removeprefix("www."))
    length = sum(len(part.text) for part in cleaned.content)
    if length > MAX_TEXT_CHARS:
        raise PageTooLarge(
            f"The article has {length:,} characters; the limit is {MAX_TEXT_CHARS:,}. Split the page."
        )
    title = metadata.title or _first_heading(cleaned.content)
    article_id = _article_id(metadata.url or path or title)
    result = split(cleaned.content, article_id, title)
    if not result.sections:
        raise NoArticle("The page has no article: its only text is menus, footers and other boilerplate.")
    return Article(
        id=article_id,
        url=metadata.url,
        title=title,
        source=metadata.source,
        language=metadata.language,
        published=metadata.published,
        reviewed=metadata.reviewed,
        sections=result.sections,
        dropped=(*cleaned.dropped, *result.dropped),
    )


def _first_heading(content: Iterable[Heading | Block]) -> str:
    return next((part.text for part in content if isinstance(part, Heading)), "Untitled page")


def _article_id(identity: str) -> str:
    """A readable name with a hash of `identity`: the page's address, else its path, else its title."""
    path = urlsplit(identity).path if "://" in identity else identity
    segments = [part for part in path.split("/") if part]
    name = slug(_FILE_SUFFIX.sub("", unquote(segments[-1])), MAX_NAME_CHARS) if segments else ""
    return f"{name or 'article'}-{sha256(identity.encode()).hexdigest()[:8]}"
