"""Choose an article's title among those of its page, and take off the site's name that sites add to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from bs4.element import NavigableString, Tag

_SEPARATOR = re.compile(r"\s*(?:\||::|»|«|›)\s*|\s+[-–—·•:/~<]\s+|(?<=\w):\s+")
_CERTAIN = re.compile(r"[|»«›]|::")  # after one of these comes the site, or a part of it
_SITE_CLASS = re.compile(r"site[-_]?(?:title|name)|(?<![a-z])(?:logo|brand|masthead)(?![a-z])", re.IGNORECASE)
_HOME = re.compile(r"(?:https?:)?//[^/?#]+/*|/+(?:index\.\w+)?", re.IGNORECASE)
_PERMALINK = " #¶§\u200b"
_MAX_CHARS = 500  # of a title; a longer one is an element that was never closed
_OWN_LINE = frozenset(("br", "div", "p", "small"))


def choose_title(
    *, page: str, headings: Sequence[Tag], stated: Sequence[str], names: Sequence[str], host: str
) -> tuple[str, str]:
    """The article's title without the site's name; the site's name if it was in the page's title, else "".

    `page` is the text of <title>, `headings` are the h1 elements, `stated` the titles given by metadata,
    `names` the site's known names.
    """
    page = single_spaced(page[:_MAX_CHARS])
    known = _site_keys(names, host)
    heading_texts = [
        text for tag in headings if _is_title(text := heading_text(tag)) and not _is_brand(tag, text, known)
    ]
    titles = [single_spaced(text) for text in stated if _is_title(text.strip())]
    page_title, site = _confirmed(page, [*titles, *heading_texts]) or _without_site(page, known)
    known |= {_key(site)} - {""}
    heading_texts = [_without_site(text, known)[0] for text in heading_texts if _key(text) != _key(site)]
    titles = [_without_site(text, known)[0] for text in titles]
    return _best(page_title, heading_texts, titles), site


def heading_text(tag: Tag) -> str:
    """The text of a heading on one line, without the mark of its permalink."""
    parts: list[str] = []
    for node in tag.descendants:
        if type(node) is NavigableString:
            parts.append(node)
        elif isinstance(node, Tag) and node.name in _OWN_LINE:
            parts.append(" ")
    return single_spaced("".join(parts)).strip(_PERMALINK)


def single_spaced(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())


def _is_title(text: str) -> bool:
    return 0 < len(text) <= _MAX_CHARS


def _best(page_title: str, headings: list[str], stated: list[str]) -> str:
    """The heading that agrees with a title, else one that shares a word with one, else a title."""
    titles = [text for text in [*stated, page_title] if text]
    keys = {_key(text) for text in titles}
    same = [text for text in headings if _key(text) in keys]
    words = {word for text in titles for word in _words(text)}
    within = [text for text in headings if any(_key(text) in key for key in keys)]
    related = [text for text in headings if words & _words(text)]
    return next(iter([*same, *within, *related, *titles, *headings]), "")


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"\w+", text.lower()) if len(word) > 3}


def _key(text: str) -> str:
    """The letters and digits of a name, which are the same however it is written."""
    return "".join(filter(str.isalnum, text.lower()))


def _site_keys(names: Iterable[str], host: str) -> set[str]:
    labels = host.removeprefix("www.").split(".")
    return {_key(name) for name in [*names, ".".join(labels), *labels[-3:-1]]} - {""}


def _is_site(text: str, known: set[str]) -> bool:
    """Whether a part of a title is a name of the site, or one begins with the other."""
    key = _key(text)
    if key in known:
        return True
    long_names = [name for name in known if len(name) > 4 and len(key) < 2 * len(name)]
    return len(key) > 4 and any(name.startswith(key) or key.startswith(name) for name in long_names)


def _is_brand(tag: Tag, text: str, known: set[str]) -> bool:
    """Whether an h1 is the site's: it has its name, links to its home page, or has a class that says so."""
    link = tag.find("a") or tag.find_parent("a")
    if _key(text) in known or (link is not None and _HOME.fullmatch(str(link.get("href") or "").strip())):
        return True
    around = [tag, *islice(tag.parents, 2)]
    return any(_SITE_CLASS.search(_classes(near)) for near in around)


def _classes(tag: Tag) -> str:
    value = tag.get("class") or ""
    return " ".join([*([value] if isinstance(value, str) else value), str(tag.get("id") or "")])


def _confirmed(page: str, candidates: list[str]) -> tuple[str, str] | None:
    """The page's title split where one of the candidates ends or begins, so that the rest is the site."""
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
    """The last of the parts after a title: sites put their own name after that of a section."""
    return re.split(r"\s*(?:\||::|»|›)\s*|\s+[-–—·•]\s+", text)[-1]
