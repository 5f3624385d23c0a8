"""The values that `corpus` gives: a stored page, the article read from it, and the article's sections."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

BlockKind = Literal[
    "paragraph",
    "item",  # one list item; `depth` is 1 for the outermost list
    "row",  # one table row; `text` has its cells with a tab between
    "term",  # the term of a definition list
    "definition",
    "quote",
    "preformatted",
    "caption",  # of a figure or a table
]


@dataclass(frozen=True, slots=True)
class Page:
    """One stored page as its bytes, neither decoded nor parsed."""

    path: str  # where it is stored, starting with the corpus' own name: "articles/site/page.html"
    html: bytes
    url: str | None = None  # the address it was fetched from, where the archive records it
    content_type: str | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, list item, table row or the like, as plain text with single spaces."""

    kind: BlockKind
    text: str
    depth: int = 0  # nesting of list items, 1 for the outermost
    ordered: bool = False  # an item of a numbered list
    header: bool = False  # a table row made of header cells

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of a table row, in order; the whole text for every other kind."""
        return tuple(self.text.split("\t"))


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the blocks under it, up to the next heading of any level.

    The text before an article's first heading is a section too: its heading is the article's
    title and its level is 1.
    """

    id: str  # f"{article_id}/{anchor}"
    article_id: str
    position: int  # 0 for the article's first section
    level: int  # 1 to 6, as h1 to h6
    heading: str
    path: tuple[str, ...]  # the headings above this one and this one, outermost first; never the title
    anchor: str  # unique in the article: the page's own id, else a slug of the heading
    kind: str  # one of `corpus.kinds.KINDS`
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The blocks' texts, one a line."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A visible text that is in no section, and the name of the rule that left it out."""

    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """A page as read: its metadata, its sections in order, and all visible text that is in none of them."""

    id: str  # made from the URL, or from the path of a page without one; it changes only with these
    url: str | None  # http or https only
    title: str  # without the site's name
    source: str  # the site's name, else its host, else ""
    language: str  # a BCP 47 tag in lower case, "" where the page does not declare one
    published: date | None
    reviewed: date | None  # last reviewed or updated
    sections: tuple[Section, ...]
    dropped: tuple[Dropped, ...] = field(default=())
