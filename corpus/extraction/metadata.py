"""Read a page's metadata: its title, address, source, language and dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from corpus.extraction.dates import DateKind, dates_at, find_date, label_of
from corpus.extraction.linked_data import LinkedData, read_linked_data
from corpus.extraction.titles import choose_title, single_spaced

_METADATA_TAGS = frozenset(("meta", "h1", "time", "link", "title", "base", "script"))
#: Has a dot or is an IPv6 address, unlike the "my-title" of a broken link.
_HOST = re.compile(r"(?:[\w-]+\.)+[\w-]+|[0-9a-f:]+:[0-9a-f:.]*")
_MAX_HEADINGS = 20  # h1 elements of a page that are compared with its titles
_MAX_DATE_TEXTS = 100  # texts that may introduce a date; a page with more is a listing
_BLANK = re.compile(r"[\s<>\"]")
_BRITISH = ("uk", "ie", "au", "nz", "in", "za")  # countries that write English and their dates day first
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,3}")

#: Names of <meta> elements with dates, the most exact first.
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
    """What a page states about itself."""

    url: str | None  # http or https only
    title: str  # without the site's name, "" where the page has none
    source: str  # the site's name, else its host, else ""
    language: str  # a BCP 47 tag in lower case, else ""
    published: date | None
    reviewed: date | None  # last reviewed, else last updated


@dataclass(slots=True)
class _Elements:
    """The elements and texts of the tree that metadata is read from."""

    meta: dict[str, str] = field(default_factory=dict)  # by lower-case name or property; the first wins
    base: str = ""
    canonical: str = ""
    title: str = ""
    headings: list[Tag] = field(default_factory=list)  # h1 only
    times: list[Tag] = field(default_factory=list)
    date_texts: list[NavigableString] = field(default_factory=list)  # texts that may introduce a date
    linked_data: list[str] = field(default_factory=list)  # the texts of JSON-LD scripts


def read_metadata(soup: BeautifulSoup, url: str | None = None) -> Metadata:
    """The page's metadata; `url` is the address it was fetched from, if that is known."""
    elements = _walk(soup)
    linked = read_linked_data(elements.linked_data)
    address = _address(elements, url)
    names = [
        elements.meta.get("og:site_name", ""),
        linked.publisher,
        elements.meta.get("application-name", ""),
    ]
    title, site = choose_title(
        page=elements.title,
        headings=elements.headings,
        stated=[elements.meta.get("og:title", ""), linked.headline, elements.meta.get("twitter:title", "")],
        names=[name for name in names if name],
        host=_host(address),
    )
    language = _language(soup, elements, linked)
    published, reviewed = _dates(elements, linked, day_first=_day_first(language, _host(address)))
    source = next((name for name in [*names, site] if name.strip()), "") or _host(address)
    return Metadata(address, title, single_spaced(source), language, published, reviewed)


def _walk(soup: BeautifulSoup) -> _Elements:
    """Collect everything in one pass over the tree: a pass costs a twentieth of what building it did."""
    elements = _Elements()
    for node in soup.descendants:
        if isinstance(node, Tag):
            if node.name in _METADATA_TAGS:
                _collect(node, elements)
        elif (
            isinstance(node, NavigableString)
            and _may_introduce_date(node)
            and label_of(node)
            and len(elements.date_texts) < _MAX_DATE_TEXTS
        ):
            elements.date_texts.append(node)
    return elements


def _may_introduce_date(text: str) -> bool:
    """Whether a text is short enough to introduce a date, or has a year and is no long prose."""
    length = len(text)
    return 5 < length < 40 or (length < 200 and ("20" in text or "19" in text))


def _collect(tag: Tag, elements: _Elements) -> None:
    if tag.name == "meta":
        _collect_meta(tag, elements)
    elif tag.name == "h1":
        if len(elements.headings) < _MAX_HEADINGS:
            elements.headings.append(tag)
    elif tag.name == "time":
        elements.times.append(tag)
    elif tag.name == "link" and "canonical" in _words(tag.get("rel")):
        elements.canonical = elements.canonical or _attribute(tag, "href")
    elif tag.name == "title" and not elements.title and not tag.find_parent("svg"):
        elements.title = tag.get_text()
    elif tag.name == "base":
        elements.base = elements.base or _attribute(tag, "href")
    elif tag.name == "script" and "ld+json" in _attribute(tag, "type").lower():
        elements.linked_data.append("".join(tag.strings))


def _collect_meta(tag: Tag, elements: _Elements) -> None:
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        name, content = _attribute(tag, attribute).lower(), _attribute(tag, "content")
        if name and content:
            elements.meta.setdefault(name, content)


def _attribute(tag: Tag, name: str) -> str:
    return str(tag.get(name) or "").strip()


def _words(value: object) -> list[str]:
    words = value if isinstance(value, list) else str(value or "").split()
    return [str(word).lower() for word in words]


def _address(elements: _Elements, url: str | None) -> str | None:
    """The page's own address, else the one it was fetched from; None if none is a web address."""
    base = _web_address(elements.base, url) or url
    for stated in (elements.canonical, elements.meta.get("og:url"), url):
        address = _web_address(stated, base)
        if address:
            return address
    return None


def _web_address(stated: str | None, base: str | None) -> str | None:
    """A stated address, made absolute; None if it is no web address."""
    if not stated or _BLANK.search(stated.strip()):
        return None
    try:
        address = urljoin(base or "", stated.strip())
        parts = urlsplit(address)
        has_host = _HOST.fullmatch(parts.hostname or "") or parts.hostname == _host(base)
        return address if parts.scheme in ("http", "https") and has_host else None
    except ValueError:  # a broken IPv6 address
        return None


def _host(address: str | None) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.") if address else ""


def _language(soup: BeautifulSoup, elements: _Elements, linked: LinkedData) -> str:
    html = soup.find("html")
    own = [html.get("lang"), html.get("xml:lang")] if isinstance(html, Tag) else []
    stated = [
        elements.meta.get(name) for name in ("content-language", "language", "dc.language", "og:locale")
    ]
    for tag in [*own, *stated, linked.language]:
        language = str(tag or "").strip().lower().replace("_", "-")
        if _LANGUAGE.fullmatch(language):
            return language
    return ""


def _day_first(language: str, host: str) -> bool:
    """Whether 05/03/2024 is a day in March, as it is outside of the United States."""
    return language not in ("", "en", "en-us") or host.rpartition(".")[2] in _BRITISH


def _dates(elements: _Elements, linked: LinkedData, *, day_first: bool) -> tuple[date | None, date | None]:
    """When the page was published, and when it was last reviewed or else updated."""
    visible: dict[DateKind, date] = {}
    for line in elements.date_texts:
        for kind, day in dates_at(line, day_first=day_first):
            visible.setdefault(kind, day)
    for tag in elements.times:
        dated = _date_of_time(tag)
        if dated:
            visible.setdefault(*dated)
    if len(elements.times) == 1 and not visible:
        sole = find_date(_attribute(elements.times[0], "datetime"))
        visible.update({"published": sole} if sole else {})
    published = _first(linked.published, elements, _PUBLISHED) or visible.get("published")
    reviewed = _first(linked.reviewed, elements, _REVIEWED) or visible.get("reviewed")
    updated = _first(linked.modified, elements, _UPDATED) or visible.get("updated")
    return published, reviewed or updated


def _first(linked: str, elements: _Elements, names: tuple[str, ...]) -> date | None:
    stated = [linked, *(elements.meta.get(name, "") for name in names)]
    return next((day for text in stated if text and (day := find_date(text))), None)


def _date_of_time(tag: Tag) -> tuple[DateKind, date] | None:
    """The date of a <time> element and its kind, if its attributes name the kind."""
    names = " ".join([_attribute(tag, "itemprop"), *_words(tag.get("class"))]).lower()
    day = find_date(_attribute(tag, "datetime") or tag.get_text())
    if day is None:
        return None
    if "review" in names:
        return "reviewed", day
    if "modif" in names or "updat" in names:
        return "updated", day
    return ("published", day) if "publ" in names or "posted" in names or tag.has_attr("pubdate") else None
