"""What a page says of itself: its title, address, source, language and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from corpus.extraction.dates import DateKind, dates_at, find_date, label_of
from corpus.extraction.linked_data import LinkedData, read_linked_data
from corpus.extraction.titles import choose_title, spaced

_NOTED = frozenset(("meta", "h1", "time", "link", "title", "base", "script"))
#: Has a dot or is an IPv6 address, unlike the "my-title" of a broken link.
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+|[0-9a-f:]+:[0-9a-f:.]*")
_MOST_HEADINGS = 20  # h1 elements of a page that are compared with its titles
_MOST_LINES = 100  # texts that may introduce a date; a page with more is a listing
_BLANK = re.compile(r"[\s<>\"]")
_BRITISH = ("uk", "ie", "au", "nz", "in", "za")  # countries that write English and their dates day first
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")

#: Names of <meta> that tell a date, the most exact first.
_PUBLISHED = (
    *("article:published_time", "datepublished", "citation_publication_date", "citation_date"),
    *("dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "parsely-pub-date"),
    *("publishdate", "pubdate", "publication_date", "dc.date", "dcterms.date", "date"),
)
_UPDATED = (
    *("article:modified_time", "og:updated_time", "datemodified", "dc.date.modified", "dcterms.modified"),
    *("last-modified", "lastmod", "last_updated", "revised"),
)
_REVIEWED = ("lastreviewed", "last-reviewed", "date_reviewed", "datereviewed", "dc.date.reviewed")


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own words on what it is."""

    url: str | None  # http or https only
    title: str  # without the site's name, "" where the page has none
    source: str  # the site's name, else its host, else ""
    language: str  # a BCP 47 tag in lower case, else ""
    published: date | None
    reviewed: date | None  # last reviewed, else last updated


@dataclass(slots=True)
class _Found:
    """What one walk over the tree came by."""

    meta: dict[str, str] = field(default_factory=dict)  # by lower-case name or property; the first counts
    base: str = ""
    canonical: str = ""
    title: str = ""
    headings: list[Tag] = field(default_factory=list)  # h1 only
    times: list[Tag] = field(default_factory=list)
    lines: list[NavigableString] = field(default_factory=list)  # texts that may introduce a date
    linked: list[str] = field(default_factory=list)


def read_metadata(soup: BeautifulSoup, url: str | None = None) -> Metadata:
    """What the whole page says of itself; `url` is the address it was fetched from, where that is known."""
    found = _walk(soup)
    linked = read_linked_data(found.linked)
    address = _address(found, url)
    names = [found.meta.get("og:site_name", ""), linked.publisher, found.meta.get("application-name", "")]
    title, site = choose_title(
        page=found.title,
        headings=found.headings,
        stated=[found.meta.get("og:title", ""), linked.headline, found.meta.get("twitter:title", "")],
        names=[name for name in names if name],
        host=_host(address),
    )
    language = _language(soup, found, linked)
    published, reviewed = _dates(found, linked, day_first=_day_first(language, _host(address)))
    source = next((name for name in [*names, site] if name.strip()), "") or _host(address)
    return Metadata(address, title, spaced(source), language, published, reviewed)


def _walk(soup: BeautifulSoup) -> _Found:
    """One pass over the tree, since a pass costs a twentieth of what building it did."""
    found = _Found()
    for node in soup.descendants:
        if isinstance(node, Tag):
            if node.name in _NOTED:
                _note(node, found)
        elif (
            isinstance(node, NavigableString)
            and _may_date(node)
            and label_of(node)
            and len(found.lines) < _MOST_LINES
        ):
            found.lines.append(node)
    return found


def _may_date(text: str) -> bool:
    """Whether a text is short enough to introduce a date, or holds a year and is no long prose."""
    length = len(text)
    return 5 < length < 40 or (length < 200 and ("20" in text or "19" in text))


def _note(tag: Tag, found: _Found) -> None:
    if tag.name == "meta":
        _note_meta(tag, found)
    elif tag.name == "h1":
        if len(found.headings) < _MOST_HEADINGS:
            found.headings.append(tag)
    elif tag.name == "time":
        found.times.append(tag)
    elif tag.name == "link" and "canonical" in _words(tag.get("rel")):
        found.canonical = found.canonical or _attribute(tag, "href")
    elif tag.name == "title" and not found.title and not tag.find_parent("svg"):
        found.title = tag.get_text()
    elif tag.name == "base":
        found.base = found.base or _attribute(tag, "href")
    elif tag.name == "script" and "ld+json" in _attribute(tag, "type").lower():
        found.linked.append("".join(tag.strings))


def _note_meta(tag: Tag, found: _Found) -> None:
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name, content = _attribute(tag, attribute).lower(), _attribute(tag, "content")
        if name and content:
            found.meta.setdefault(name, content)


def _attribute(tag: Tag, name: str) -> str:
    return str(tag.get(name) or "").strip()


def _words(value: object) -> list[str]:
    words = value if isinstance(value, list) else str(value or "").split()
    return [str(word).lower() for word in words]


def _address(found: _Found, url: str | None) -> str | None:
    """The first of the page's own addresses and the one it was fetched from that is a web address."""
    base = _web(found.base, url) or url
    for stated in (found.canonical, found.meta.get("og:url"), url):
        address = _web(stated, base)
        if address:
            return address
    return None


def _web(stated: str | None, base: str | None) -> str | None:
    """A stated address as a whole one, None for what is no address of the web."""
    if not stated or _BLANK.search(stated.strip()):
        return None
    try:
        address = urljoin(base or "", stated.strip())
        parts = urlsplit(address)
        named = _HOST.fullmatch(parts.hostname or "") or parts.hostname == _host(base)
        return address if parts.scheme in ("http", "https") and named else None
    except ValueError:  # a broken IPv6 address
        return None


def _host(address: str | None) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.") if address else ""


def _language(soup: BeautifulSoup, found: _Found, linked: LinkedData) -> str:
    root = soup.find("html")
    own = [root.get("lang"), root.get("xml:lang")] if isinstance(root, Tag) else []
    stated = [found.meta.get(name) for name in ("content-language", "language", "dc.language", "og:locale")]
    for tag in [*own, *stated, linked.language]:
        language = str(tag or "").strip().lower().replace("_", "-")
        if _LANGUAGE.fullmatch(language):
            return language
    return ""


def _day_first(language: str, host: str) -> bool:
    """Whether 05/03/2024 is a day in March here, as it is outside of the United States."""
    return language not in ("", "en", "en-us") or host.rpartition(".")[2] in _BRITISH


def _dates(found: _Found, linked: LinkedData, *, day_first: bool) -> tuple[date | None, date | None]:
    """When the page was published, and when it was last reviewed or else updated."""
    seen: dict[DateKind, date] = {}
    for line in found.lines:
        for kind, day in dates_at(line, day_first=day_first):
            seen.setdefault(kind, day)
    for tag in found.times:
        marked = _marked(tag)
        if marked:
            seen.setdefault(*marked)
    if len(found.times) == 1 and not seen:
        sole = find_date(_attribute(found.times[0], "datetime"))
        seen.update({"published": sole} if sole else {})
    published = _first(linked.published, found, _PUBLISHED) or seen.get("published")
    reviewed = _first(linked.reviewed, found, _REVIEWED) or seen.get("reviewed")
    updated = _first(linked.modified, found, _UPDATED) or seen.get("updated")
    return published, reviewed or updated


def _first(linked: str, found: _Found, names: tuple[str, ...]) -> date | None:
    stated = [linked, *(found.meta.get(name, "") for name in names)]
    return next((day for text in stated if text and (day := find_date(text))), None)


def _marked(tag: Tag) -> tuple[DateKind, date] | None:
    """The date of a <time> whose own attributes say which it is."""
    names = " ".join([_attribute(tag, "itemprop"), *_words(tag.get("class"))]).lower()
    day = find_date(_attribute(tag, "datetime") or tag.get_text())
    if day is None:
        return None
    if "review" in names:
        return "reviewed", day
    if "modif" in names or "updat" in names:
        return "updated", day
    return ("published", day) if "publ" in names or "posted" in names or tag.has_attr("pubdate") else None
