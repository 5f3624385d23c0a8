"""Where on the page the article is: the smallest element that holds nearly all of its prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

from corpus.extraction.tags import NOT_READ

#: Characters without a link from which a text counts as prose; a menu's entries are shorter.
SENTENCE = 40

#: The share of its parent's prose that an element needs to be the article alone.
ENOUGH = 0.9
#: The same for an element that says it is the article.
ENOUGH_BY_NAME = 0.6

#: The share of all text that an element inside one that says it is the article needs to replace it.
ENOUGH_TEXT = 0.7

_NOTHING = (0, 0)
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
    """How much running text each element of a tree holds, links not counted, and how much text at all."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._of: dict[int, tuple[int, int]] = {}
        self.titles: list[Tag] = []  # every h1
        self.mains: list[Tag] = []  # every element that is the page's main one
        self.page: Tag = soup
        self._weigh(soup, False)

    def __getitem__(self, tag: Tag) -> int:
        return self._of.get(id(tag), _NOTHING)[0]

    def text(self, tag: Tag) -> int:
        """Characters of all text in an element."""
        return self._of.get(id(tag), _NOTHING)[1]

    def _weigh(self, tag: Tag, linked: bool) -> tuple[int, int]:
        weight = length = 0
        for child in tag.contents:
            if isinstance(child, Tag):
                if child.name not in NOT_READ:
                    if child.name == "h1":
                        self.titles.append(child)
                    elif child.name == "main" or (child.attrs and child.attrs.get("role") == "main"):
                        self.mains.append(child)
                    inner, inner_length = self._weigh(child, linked or child.name == "a")
                    weight += inner
                    length += inner_length
            elif isinstance(child, NavigableString):
                length += len(child)
                if len(child) >= SENTENCE and not linked:
                    weight += len(child)
        self._of[id(tag)] = weight, length
        return weight, length


def article_root(prose: Prose) -> Tag:
    """The element to read: from the page inwards as long as one child holds nearly all the prose."""
    mains = prose.mains
    if len(mains) == 1 and prose[mains[0]] >= ENOUGH_BY_NAME * prose[prose.page]:
        root, named = mains[0], True
    else:
        root, named = prose.page, False
    while (inner := _heaviest(root, prose, named)) is not None:
        root, named = inner, named or _says_article(inner)
    return root


def _heaviest(tag: Tag, prose: Prose, named: bool) -> Tag | None:
    children = [child for child in tag.contents if isinstance(child, Tag) and child.name in _CONTAINERS]
    best = max(children, key=prose.__getitem__, default=None)
    if best is None or not prose[best]:
        return None
    said = _says_article(best)
    if prose[best] < (ENOUGH_BY_NAME if said else ENOUGH) * prose[tag]:
        return None
    if named and prose.text(best) < ENOUGH_TEXT * prose.text(tag):
        return None
    return best if said or not _has_heading_before(best) else None


def _has_heading_before(tag: Tag) -> bool:
    """Whether the element beside it, in front, is or holds the heading of what it holds."""
    before = tag.previous_sibling
    while before is not None and not isinstance(before, Tag):
        before = before.previous_sibling
    return before is not None and _holds_heading(before)


def _holds_heading(tag: Tag) -> bool:
    return tag.name in _SUBHEADINGS or any(
        _holds_heading(child) for child in tag.contents if isinstance(child, Tag)
    )


def _says_article(tag: Tag) -> bool:
    if tag.name in ("article", "main") or tag.attrs.get("role") == "main":
        return True
    names = f"{tag.get('class', '')} {tag.get('id', '')} {tag.get('itemprop', '')}"
    return _ARTICLE_NAMES.search(names) is not None


def between(title: Tag, root: Tag) -> list[PageElement]:
    """What stands after the title and before the root, in document order; nothing where the root holds it."""
    around_root = [root, *root.parents]
    around = {id(tag) for tag in around_root}
    found: list[PageElement] = []
    node: Tag = title
    while node.parent is not None and id(node.parent) not in around:
        found += node.next_siblings
        node = node.parent
    if node.parent is None or node.parent is root:
        return []
    shared, following = node.parent, list(node.next_siblings)
    if not any(id(sibling) in around for sibling in following):
        return []  # the root stands before the title
    found += _until(following, around)
    inward = around_root[: next(i for i, tag in enumerate(around_root) if tag is shared)]
    for tag in reversed(inward[1:]):
        found += _until(tag.children, around)
    return found


def _until(siblings: Iterable[PageElement], around: set[int]) -> Iterator[PageElement]:
    """The siblings up to the one that leads to the root; all of them where it came before."""
    for sibling in siblings:
        if id(sibling) in around:
            return
        yield sibling
