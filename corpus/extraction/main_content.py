"""Find the main content of a page: the smallest element with nearly all of the prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from corpus.extraction.tags import METADATA_ONLY

#: Characters from which on a text outside links counts as prose; a menu's entries are shorter.
MIN_SENTENCE = 40

#: The share of its parent's prose that an element needs to be the main content instead of it.
MIN_PROSE_SHARE = 0.9
#: The same for an element whose markup declares it the article.
MIN_DECLARED_PROSE_SHARE = 0.6

#: The share of all text of an element declared the article that an element inside needs to replace it.
MIN_TEXT_SHARE = 0.7

_EMPTY = (0, 0)
_SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6", "summary"})

_CONTAINERS = frozenset(
    {
        "html",
        "body",
        "div",
        "main",
        "article",
        "section",
        "table",
        "tbody",
        "tr",
        "td",
        "center",
        "form",
        "span",
    }
)

_ARTICLE_NAMES = re.compile(
    r"article-?_?(?:body|content|text|post)|(?:post|entry|page|story|main|blog|single)-?_?(?:body|content|text)|"
    r"articleBody|rich-?text|prose\b|field--name-body|node__content",
    re.IGNORECASE,
)


class Prose:
    """Characters of prose (running text outside links) and of all text in each element of a tree."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._sizes: dict[int, tuple[int, int]] = {}  # by id() of the element: (prose, text)
        self.titles: list[Tag] = []  # every h1
        self.mains: list[Tag] = []  # every element marked as the page's main one
        self.page: Tag = soup
        self._measure(soup, False)

    def __getitem__(self, tag: Tag) -> int:
        return self._sizes.get(id(tag), _EMPTY)[0]

    def text(self, tag: Tag) -> int:
        """Characters of all text in an element."""
        return self._sizes.get(id(tag), _EMPTY)[1]

    def _measure(self, tag: Tag, linked: bool) -> tuple[int, int]:
        prose = length = 0
        for child in tag.contents:
            if isinstance(child, Tag):
                if child.name not in METADATA_ONLY:
                    if child.name == "h1":
                        self.titles.append(child)
                    elif child.name == "main" or (child.attrs and child.attrs.get("role") == "main"):
                        self.mains.append(child)
                    inner, inner_length = self._measure(child, linked or child.name == "a")
                    prose += inner
                    length += inner_length
            elif isinstance(child, NavigableString):
                length += len(child)
                if len(child) >= MIN_SENTENCE and not linked:
                    prose += len(child)
        self._sizes[id(tag)] = prose, length
        return prose, length


def main_content(prose: Prose) -> Tag:
    """The element to read: go inwards from the page as long as one child has nearly all the prose."""
    mains = prose.mains
    if len(mains) == 1 and prose[mains[0]] >= MIN_DECLARED_PROSE_SHARE * prose[prose.page]:
        main, declared = mains[0], True
    else:
        main, declared = prose.page, False
    while (inner := _main_child(main, prose, declared)) is not None:
        main, declared = inner, declared or _declares_article(inner)
    return main


def _main_child(tag: Tag, prose: Prose, declared: bool) -> Tag | None:
    """The child to go on with, None if there is none; `declared` is whether `tag` is declared the article."""
    children = [child for child in tag.contents if isinstance(child, Tag) and child.name in _CONTAINERS]
    best = max(children, key=prose.__getitem__, default=None)
    if best is None or not prose[best]:
        return None
    best_declared = _declares_article(best)
    if prose[best] < (MIN_DECLARED_PROSE_SHARE if best_declared else MIN_PROSE_SHARE) * prose[tag]:
        return None
    if declared and prose.text(best) < MIN_TEXT_SHARE * prose.text(tag):
        return None
    return best if best_declared or not _has_heading_before(best) else None


def _has_heading_before(tag: Tag) -> bool:
    """Whether the element just before it is or contains a heading, which is then that of its content."""
    before = tag.previous_sibling
    while before is not None and not isinstance(before, Tag):
        before = before.previous_sibling
    return before is not None and _contains_heading(before)


def _contains_heading(tag: Tag) -> bool:
    return tag.name in _SUBHEADINGS or any(
        _contains_heading(child) for child in tag.contents if isinstance(child, Tag)
    )


def _declares_article(tag: Tag) -> bool:
    if tag.name in ("article", "main") or tag.attrs.get("role") == "main":
        return True
    names = f"{tag.get('class', '')} {tag.get('id', '')} {tag.get('itemprop', '')}"
    return _ARTICLE_NAMES.search(names) is not None


def between(title: Tag, main: Tag) -> list[PageElement]:
    """The elements after the title and before the main content, in document order.

    Empty if the title is inside the main content or after it.
    """
    way_out = [main, *main.parents]
    around = {id(tag) for tag in way_out}
    elements: list[PageElement] = []
    node: Tag = title
    while node.parent is not None and id(node.parent) not in around:
        elements += node.next_siblings
        node = node.parent
    if node.parent is None or node.parent is main:
        return []
    shared, following = node.parent, list(node.next_siblings)
    if not any(id(sibling) in around for sibling in following):
        return []  # the main content is before the title
    elements += _until(following, around)
    inward = way_out[: next(i for i, tag in enumerate(way_out) if tag is shared)]
    for tag in reversed(inward[1:]):
        elements += _until(tag.children, around)
    return elements


def _until(siblings: Iterable[PageElement], around: set[int]) -> Iterator[PageElement]:
    """The siblings before the one that contains the main content; all of them if none does."""
    for sibling in siblings:
        if id(sibling) in around:
            return
        yield sibling
