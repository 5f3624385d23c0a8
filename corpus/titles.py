"""The title of an article among the headings and titles of its page, and the site's name that sites add to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bs4.element import NavigableString, Tag

_SEPARATOR = re.compile(r"\s*(?:\||::|»|«|›)\s*|\s+[-–—·•:/~<]\s+|(?<=\w):\s+")
_CERTAIN = re.compile(r"[|»«›]|::")  # what stands behind one of these is the site, or a part of it
_SITE_CLASS = re.compile(r"site-?_?(?:title|name|logo)|logo|brand|masthead", re.IGNORECASE)
_PERMALINK = " #¶§\u200b"
_OWN_LINE = frozenset(("br", "div", "p", "small"))


def choose_title(
    *, page: str, headings: Sequence[Tag], stated: Sequence[str], names: Sequence[str], host: str
) -> tuple[str, str]:
    """The article's title without the site's name, and the site's name if the page's title held it, else "".

    `page` is the text of <title>, `headings` are the h1 elements, `stated` are the titles that metadata
    give, `names` the site's known names.
    """
    page = spaced(page)
    known = _known(names, host)
    heads = [text for tag in headings if (text := heading_text(tag)) and not _is_brand(tag, text, known)]
    titles = [spaced(text) for text in stated if text.strip()]
    bare, site = _confirmed(page, [*titles, *heads]) or _without_site(page, known)
    heads = [text for text in heads if _key(text) != _key(site)]
    titles = [_without_site(text, known | {_key(site)} - {""})[0] for text in titles]
    return _best(bare, heads, titles), site


def heading_text(tag: Tag) -> str:
    """The text of a heading on one line, without the sign of its permalink."""
    parts = []
    for node in tag.descendants:
        if type(node) is NavigableString:
            parts.append(node)
        elif isinstance(node, Tag) and node.name in _OWN_LINE:
            parts.append(" ")
    return spaced("".join(parts)).strip(_PERMALINK)


def spaced(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def _best(bare: str, heads: list[str], titles: list[str]) -> str:
    agreed = {_key(text) for text in [bare, *titles] if text}
    for head in heads:
        if _key(head) in agreed:
            return head
    if len(heads) == 1:
        return heads[0]
    related = [head for head in heads if any(_key(head) in text or text in _key(head) for text in agreed)]
    return next((text for text in [*related, *titles, bare, *heads] if text), "")


def _key(text: str) -> str:
    """The letters and digits of a name, by which two ways to write it compare."""
    return "".join(c for c in text.lower() if c.isalnum())


def _known(names: Iterable[str], host: str) -> set[str]:
    labels = host.removeprefix("www.").split(".")
    return {_key(name) for name in [*names, ".".join(labels), *labels[-3:-1]]} - {""}


def _is_site(text: str, known: set[str]) -> bool:
    """Whether a piece of a title is a name of the site: the same letters, or the beginning of a longer name."""
    key = _key(text)
    if key in known:
        return True
    return len(key) > 4 and any(
        len(name) > 4 and (name.startswith(key) or key.startswith(name)) for name in known
    )


def _is_brand(tag: Tag, text: str, known: set[str]) -> bool:
    if _key(text) in known:
        return True
    around = [tag, *[parent for parent in tag.parents][:2]]
    return any(_SITE_CLASS.search(" ".join(_classes(near))) for near in around)


def _classes(tag: Tag) -> list[str]:
    value = tag.get("class") or []
    return [*(value if isinstance(value, list) else [value]), str(tag.get("id") or "")]


def _confirmed(page: str, candidates: list[str]) -> tuple[str, str] | None:
    """The page's title parted where one of the candidates ends or begins, so that the rest is the site."""
    for text in candidates:
        for cut in _SEPARATOR.finditer(page):
            if _key(page[: cut.start()]) == _key(text):
                return text, _last(page[cut.end() :])
        for cut in _SEPARATOR.finditer(page):
            if _key(page[cut.end() :]) == _key(text):
                return text, page[: cut.start()]
    return None


def _without_site(page: str, known: set[str]) -> tuple[str, str]:
    for cut in _SEPARATOR.finditer(page):
        before, after = page[: cut.start()], page[cut.end() :]
        if before and (_is_site(after, known) or _CERTAIN.search(cut.group())):
            if _is_site(before, known):
                return _without_site(after, known)[0], before
            return before, _last(after)
        if after and _is_site(before, known):
            return _without_site(after, known)[0], before
    return page, ""


def _last(text: str) -> str:
    """The last of the pieces behind a title: sites put their own name after that of a section."""
    return re.split(r"\s*(?:\||::|»|›)\s*|\s+[-–—·•]\s+", text)[-1]
